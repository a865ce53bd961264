#include <algorithm>

#include "engine/acts/commands/deciders.h"
#include "engine/acts/facts.h"

namespace norma::acts {

/// An addressee confirms having read the exact wording in force. Errors, in this order: no_wording_in_force,
/// already_acknowledged.
Result<std::string> decide_acknowledge_act(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::AcknowledgeAct& command = body.acknowledge_act();
  const Result<const v1::CaseState*> state = deliberation.find(command.act());
  if (!state) return tl::unexpected(state.error());
  const v1::WordingState* wording = wording_in_force((*state)->act(), deliberation.today());
  if (wording == nullptr) return fail(Reason::kNoWordingInForce, format_date(deliberation.today()));
  const std::string& person = deliberation.command().actor.str();
  const auto& done = (*state)->act().acknowledgements();
  const bool repeated = std::any_of(done.begin(), done.end(), [&](const v1::Acknowledgement& earlier) {
    return earlier.person() == person && earlier.wording() == wording->wording();
  });
  if (repeated) return fail(Reason::kAlreadyAcknowledged);
  v1::Event event;
  event.mutable_act_acknowledged()->set_person(person);
  event.mutable_act_acknowledged()->set_wording(wording->wording());
  deliberation.emit(command.act(), std::move(event));
  return finish_step(deliberation, command.act(), "acknowledge-act");
}

}  // namespace norma::acts
