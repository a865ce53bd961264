#include "server/runtime/reviews.h"

#include <utility>
#include <vector>

#include "engine/acts/tables.h"
#include "server/runtime/head.h"
#include "server/runtime/partitions.h"

namespace norma::server {
namespace {

constexpr std::size_t kMostInFlight = 64;

bool is_of(const v1::CaseState& act, const acts::RegisteredObject& object) {
  return object.kind == v1::INSTITUTION_OBJECT ? act.institution() == object.id : act.object() == object.id;
}

/// Acts that can still apply: neither withdrawn nor repealed.
bool is_alive(const v1::CaseState& act) {
  for (const std::string& state : act.configuration()) {
    if (state == "withdrawn" || state == "repealed") return false;
  }
  return true;
}

/// Every act at the object, by a scan of the cases: an object ends seldom, and nobody waits for it.
std::vector<std::string> acts_at(const storage::Store& store, const acts::RegisteredObject& object) {
  std::vector<std::string> acts;
  const std::unique_ptr<storage::Snapshot> snapshot = store.snapshot();
  // An unreadable row is met again by the state check, which names it.
  [[maybe_unused]] const Result<void> scanned = snapshot->scan(
      family_of(acts::Table::kCaseList), acts::case_list_prefix(kCasesPartition, v1::ACT), {},
      [&](std::string_view key, std::string_view) {
        const std::string id(acts::case_of_case_list_key(key));
        const Result<std::optional<std::string>> stored =
            snapshot->get(family_of(acts::Table::kCase), acts::case_key(kCasesPartition, id));
        v1::CaseState act;
        if (!stored || !stored->has_value() || !act.ParseFromString(**stored)) return true;
        if (is_of(act, object) && is_alive(act)) acts.push_back(id);
        return true;
      });
  return acts;
}

}  // namespace

Reviews::Reviews(const RegistryBoard& registry, const storage::Store& store, Sequencer& registry_sequencer,
                 Sequencer& cases_sequencer)
    : registry_(registry),
      store_(store),
      registry_sequencer_(registry_sequencer),
      cases_sequencer_(cases_sequencer),
      work_([this](BackgroundWork& work) { return review_all(work); }, kMostInFlight) {}

bool Reviews::review_all(BackgroundWork& work) {
  const RegistryAt at = registry_.read();
  bool all = true;
  for (const acts::RegisteredObject* object : at.registers->objects.awaiting_reviews()) {
    if (!review(work, *object)) all = false;
  }
  return all;
}

bool Reviews::review(BackgroundWork& work, const acts::RegisteredObject& object) {
  const std::string ending = std::to_string(object.ended_position);
  const std::vector<std::string> acts = acts_at(store_, object);
  for (const std::string& act : acts) {
    acts::Command command = command_by_service("review:" + ending + ":" + act);
    v1::RaiseReviewNeed& raise = *command.body.mutable_raise_review_need();
    raise.set_act(act);
    raise.set_object(object.id);
    raise.set_cause(object.kind == v1::INSTITUTION_OBJECT ? v1::INSTITUTION_REORGANISED : v1::OBJECT_LIQUIDATED);
    raise.set_ended_on(object.ended_on);
    if (!work.submit(cases_sequencer_, std::move(command))) return false;
  }
  if (!work.settle()) return false;
  acts::Command complete = command_by_service("reviews:" + ending);
  complete.body.mutable_complete_reviews()->set_object(object.id);
  complete.body.mutable_complete_reviews()->set_acts(static_cast<std::uint32_t>(acts.size()));
  return work.submit(registry_sequencer_, std::move(complete)) && work.settle();
}

}  // namespace norma::server
