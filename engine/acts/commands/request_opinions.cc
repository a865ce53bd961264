#include <set>

#include "engine/acts/commands/deciders.h"
#include "engine/acts/facts.h"
#include "engine/acts/independence.h"

namespace norma::acts {

/// Sends the draft to opinion givers; each has one month (VPIL 75(5)).
///
/// Errors, giver by giver, in this order: person_unknown, auditor_may_not_act, invalid_field (a giver twice).
Result<std::string> decide_request_opinions(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::RequestOpinions& command = body.request_opinions();
  const Result<const v1::CaseState*> state = deliberation.find(command.case_id());
  if (!state) return tl::unexpected(state.error());
  const Context& context = deliberation.context();
  std::set<std::string> seen;
  for (const std::string& giver : command.givers()) {
    if (!context.authority.knows(PersonId(giver))) return fail(Reason::kPersonUnknown, giver);
    if (const Result<void> free = check_may_take_part(context.authority, context.moment(), **state, PersonId(giver));
        !free) {
      return tl::unexpected(free.error());
    }
    if (!seen.insert(giver).second) return fail(Reason::kInvalidField, "givers", giver);
  }
  v1::Event event;
  v1::OpinionsRequested& requested = *event.mutable_opinions_requested();
  requested.set_round((*state)->preparation().round() + 1);
  *requested.mutable_givers() = command.givers();
  requested.set_draft_version(latest_draft((*state)->preparation()));
  deliberation.emit(command.case_id(), std::move(event));
  return finish_step(deliberation, command.case_id(), "request-opinions");
}

}  // namespace norma::acts
