#include "engine/acts/commands/amendments.h"
#include "engine/acts/commands/deciders.h"
#include "engine/acts/facts.h"

namespace norma::acts {

/// Records how a requirement is complied with, and why it is not (action A2). A cause that lies in the act
/// itself opens an amendment (pu2-6.md 3.6).
///
/// Errors, in this order: missing_field (cause of a non-compliance), definition_unknown.
Result<std::string> decide_record_finding(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::RecordFinding& command = body.record_finding();
  if (command.compliance() != v1::COMPLIED && command.cause() == v1::FINDING_CAUSE_UNSPECIFIED) {
    return fail(Reason::kMissingField, "cause");
  }
  const Result<const v1::CaseState*> state = deliberation.find(command.act());
  if (!state) return tl::unexpected(state.error());
  const auto number = static_cast<std::uint32_t>((*state)->act().findings_size()) + 1;
  const v1::WordingState* wording = wording_in_force((*state)->act(), deliberation.today());
  v1::Event event;
  v1::FindingRecorded& recorded = *event.mutable_finding_recorded();
  recorded.set_finding(number);
  recorded.set_requirement(command.requirement());
  recorded.set_compliance(command.compliance());
  recorded.set_cause(command.cause());
  *recorded.mutable_text() = deliberation.context().texts.seal(command.text());
  recorded.set_wording(wording == nullptr ? 0 : wording->wording());
  if (routes_to_amendment(command.cause())) {
    AmendmentOrigin origin;
    origin.finding = number;
    origin.trigger_task = "PU2-6";
    const Result<std::string> amendment = open_amendment(deliberation, command.act(), origin);
    if (!amendment) return amendment;
    recorded.set_amendment(*amendment);
  }
  deliberation.emit(command.act(), std::move(event));
  deliberation.complete_own_task(command.act(), "record-finding");
  return advance_step(deliberation, command.act(), "record-finding", number);
}

}  // namespace norma::acts
