#include "engine/acts/commands/collisions.h"

#include <algorithm>

namespace norma::acts {
namespace {

using Ids = std::vector<std::string>;

constexpr int kMostOpenDrafts = 200;

bool touches_all(const Ids& touched) { return std::binary_search(touched.begin(), touched.end(), "*"); }

/// What both touch; a draft of a whole text touches everything. Requires: both are sorted.
Ids common(const Ids& left, const Ids& right) {
  if (touches_all(left)) return right;
  if (touches_all(right)) return left;
  Ids both;
  std::set_intersection(left.begin(), left.end(), right.begin(), right.end(), std::back_inserter(both));
  return both;
}

const v1::CollisionState* known_collision(const v1::CaseState& amendment, const std::string& other) {
  const auto& collisions = amendment.amendment().collisions();
  const auto found = std::find_if(collisions.begin(), collisions.end(),
                                  [&](const v1::CollisionState& collision) { return collision.other() == other; });
  return found == collisions.end() ? nullptr : &*found;
}

void raise(Deliberation& deliberation, const std::string& on, const std::string& other, const Ids& paragraphs) {
  v1::Event event;
  v1::CollisionRaised& raised = *event.mutable_collision_raised();
  raised.set_other(other);
  for (const std::string& paragraph : paragraphs) raised.add_paragraphs(paragraph);
  deliberation.emit(on, std::move(event));
}

void settle(Deliberation& deliberation, const std::string& on, const std::string& other,
            v1::CollisionSettled::How how) {
  v1::Event event;
  event.mutable_collision_settled()->set_other(other);
  event.mutable_collision_settled()->set_how(how);
  deliberation.emit(on, std::move(event));
}

}  // namespace

Result<void> note_draft(Deliberation& deliberation, const std::string& amendment_id, const Ids& touched) {
  const v1::CaseState& amendment = **deliberation.find(amendment_id);
  const std::string act_id = amendment.amendment().act();
  const Result<const v1::CaseState*> act = deliberation.find(act_id);
  if (!act) return tl::unexpected(act.error());
  if ((*act)->act().open_drafts_size() >= kMostOpenDrafts) {
    return fail(Reason::kLimitExceeded, "open_drafts", std::to_string(kMostOpenDrafts));
  }
  v1::Event event;
  v1::AmendmentDrafted& drafted = *event.mutable_amendment_drafted();
  drafted.set_amendment(amendment_id);
  drafted.set_version(static_cast<std::uint32_t>(amendment.preparation().drafts_size()));
  for (const std::string& paragraph : touched) drafted.add_touched(paragraph);
  deliberation.emit(act_id, std::move(event));
  const auto drafts = (*act)->act().open_drafts();
  Ids compared;
  for (const v1::OpenDraft& other : drafts) {
    if (other.amendment() == amendment_id) continue;
    compared.push_back(other.amendment());
    const Ids paragraphs = common(touched, Ids(other.touched().begin(), other.touched().end()));
    const v1::CollisionState* known = known_collision(amendment, other.amendment());
    const bool same = known != nullptr && Ids(known->paragraphs().begin(), known->paragraphs().end()) == paragraphs;
    if (same || (known == nullptr && paragraphs.empty())) continue;
    if (const Result<const v1::CaseState*> found = deliberation.find(other.amendment()); !found) {
      return tl::unexpected(found.error());
    }
    for (const bool own : {true, false}) {
      const std::string& on = own ? amendment_id : other.amendment();
      const std::string& against = own ? other.amendment() : amendment_id;
      if (paragraphs.empty()) settle(deliberation, on, against, v1::CollisionSettled::REDRAFTED);
      if (!paragraphs.empty()) raise(deliberation, on, against, paragraphs);
    }
  }
  // The new draft stands on what the others have become: those adopted since are no collisions any more.
  Ids over;
  for (const v1::CollisionState& collision : amendment.amendment().collisions()) {
    if (collision.base_changed() && std::find(compared.begin(), compared.end(), collision.other()) == compared.end()) {
      over.push_back(collision.other());
    }
  }
  for (const std::string& other : over) settle(deliberation, amendment_id, other, v1::CollisionSettled::REDRAFTED);
  return {};
}

Result<void> settle_collisions(Deliberation& deliberation, const std::string& amendment_id,
                               v1::CollisionSettled::How how) {
  Ids others;
  for (const v1::CollisionState& collision : (*deliberation.find(amendment_id))->amendment().collisions()) {
    if (!collision.base_changed()) others.push_back(collision.other());
  }
  for (const std::string& other : others) {
    if (const Result<const v1::CaseState*> found = deliberation.find(other); !found) {
      return tl::unexpected(found.error());
    }
    settle(deliberation, other, amendment_id, how);
    settle(deliberation, amendment_id, other, v1::CollisionSettled::REDRAFTED);
  }
  return {};
}

}  // namespace norma::acts
