#include <algorithm>

#include "engine/acts/commands/amended_wordings.h"
#include "engine/acts/commands/deciders.h"
#include "engine/acts/commands/wording_schedule.h"

namespace norma::acts {
namespace {

/// Whether the sequence of the act's wordings knows the amendment; those adopted before there was one do not stand in it.
bool stands_in_act(const v1::ActState& act, const std::string& amendment) {
  return std::any_of(act.parts().begin(), act.parts().end(),
                     [&](const v1::AmendmentPart& part) { return part.amendment() == amendment; });
}

Result<void> publish_amendment(Deliberation& deliberation, const std::string& amendment, const v1::TextRef& text) {
  const Result<const v1::CaseState*> act = deliberation.find((*deliberation.find(amendment))->amendment().act());
  if (!act) return tl::unexpected(act.error());
  if (!stands_in_act((*act)->act(), amendment)) {
    if (const Result<void> adopted = adopt_into_act(deliberation, amendment); !adopted) return adopted;
  }
  return publish_into_act(deliberation, amendment, text);
}

Result<void> publish_original(Deliberation& deliberation, const std::string& act,
                              const v1::PreparationState& preparation, const v1::TextRef& text) {
  v1::WordingScheduled scheduled;
  scheduled.set_commences_on(preparation.commences_on());
  scheduled.set_adopted_on(preparation.adopted_on());
  scheduled.set_number(preparation.number());
  *scheduled.mutable_text() = text;
  return schedule_wording(deliberation, act, std::move(scheduled));
}

}  // namespace

/// Publishes an adopted act or amendment; from it an act has a dated wording (FRBR Expression).
///
/// Errors, in this order: draft_missing, not_found (the text was erased), those of adopt_into_act() for an amendment
/// adopted before acts kept a sequence of wordings.
Result<std::string> decide_publish_act(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::PublishAct& command = body.publish_act();
  const Result<const v1::CaseState*> state = deliberation.find(command.case_id());
  if (!state) return tl::unexpected(state.error());
  const v1::PreparationState preparation = (*state)->preparation();
  if (preparation.drafts().empty()) return fail(Reason::kDraftMissing);
  const Result<v1::TextRef> text =
      deliberation.context().texts.publish(preparation.drafts(preparation.drafts_size() - 1).text());
  if (!text) return tl::unexpected(text.error());
  const bool amends = (*state)->kind() == v1::AMENDMENT;
  v1::Event event;
  v1::ActPublished& published = *event.mutable_act_published();
  published.set_place(command.place());
  *published.mutable_published_at() = to_timestamp(deliberation.context().now);
  *published.mutable_text() = *text;
  deliberation.emit(command.case_id(), std::move(event));
  const Result<void> scheduled = amends ? publish_amendment(deliberation, command.case_id(), *text)
                                        : publish_original(deliberation, command.case_id(), preparation, *text);
  if (!scheduled) return tl::unexpected(scheduled.error());
  return finish_step(deliberation, command.case_id(), "publish-act");
}

}  // namespace norma::acts
