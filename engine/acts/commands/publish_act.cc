#include "engine/acts/commands/deciders.h"
#include "engine/acts/facts.h"

namespace norma::acts {
namespace {

/// Adds the adopted text to the act's dated wordings, and commences it when its day has come.
Result<void> schedule_wording(Deliberation& deliberation, const std::string& act_id,
                              const v1::PreparationState& adopted, const std::string& amendment,
                              const v1::TextRef& text) {
  const Result<const v1::CaseState*> act = deliberation.find(act_id);
  if (!act) return tl::unexpected(act.error());
  const auto number = static_cast<std::uint32_t>((*act)->act().wordings_size()) + 1;
  const std::string commences_on = adopted.commences_on();
  v1::Event event;
  v1::WordingScheduled& scheduled = *event.mutable_wording_scheduled();
  scheduled.set_wording(number);
  scheduled.set_commences_on(commences_on);
  scheduled.set_adopted_on(adopted.adopted_on());
  scheduled.set_number(adopted.number());
  scheduled.set_amendment(amendment);
  *scheduled.mutable_text() = text;
  deliberation.emit(act_id, std::move(event));
  if (commences_on <= format_date(deliberation.today())) {
    v1::Event commenced;
    commenced.mutable_wording_commenced()->set_wording(number);
    deliberation.emit(act_id, std::move(commenced));
    return {};
  }
  // The original's commencement is the machine's own term; a later wording's is a clock of the act in force.
  return amendment.empty() ? Result<void>{} : deliberation.start_wording_term(act_id, number, commences_on);
}

}  // namespace

/// Publishes an adopted act or amendment; from it an act has a dated wording (FRBR Expression).
///
/// Errors, in this order: case_not_found, not_found (the text was erased).
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
  const std::string act_id = amends ? (*state)->amendment().act() : command.case_id();
  v1::Event event;
  v1::ActPublished& published = *event.mutable_act_published();
  published.set_place(command.place());
  *published.mutable_published_at() = to_timestamp(deliberation.context().now);
  *published.mutable_text() = *text;
  deliberation.emit(command.case_id(), std::move(event));
  const Result<void> scheduled =
      schedule_wording(deliberation, act_id, preparation, amends ? command.case_id() : std::string(), *text);
  if (!scheduled) return tl::unexpected(scheduled.error());
  return finish_step(deliberation, command.case_id(), "publish-act");
}

}  // namespace norma::acts
