#include "engine/acts/commands/deciders.h"
#include "engine/acts/commands/running_term.h"
#include "engine/acts/due_times.h"

namespace norma::acts {

/// Lets a suspended term run on from the end of a day: what was left of it is left of it then.
///
/// Errors, in this order: term_not_found, term_not_suspended, day_in_future, term_before_start, calendar_missing,
/// outer_term_missing.
Result<std::string> decide_resume_term(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::ResumeTerm& command = body.resume_term();
  const Context& context = deliberation.context();
  const Result<v1::TermState> term = running_term(deliberation, command.case_id(), command.term());
  if (!term) return tl::unexpected(term.error());
  const v1::DueTime& due = term->due();
  if (!is_suspended(due)) return fail(Reason::kTermNotSuspended, std::to_string(command.term()));
  const std::string& suspended_on = due.suspensions(due.suspensions_size() - 1).from();
  const Result<Date> day = day_of_change(deliberation, command.resumed_on(), suspended_on);
  if (!day) return tl::unexpected(day.error());
  const Result<const v1::CaseState*> state = deliberation.find(command.case_id());
  if (!state) return tl::unexpected(state.error());
  Result<v1::DueTime> resumed = resume_due_time(due, **state, *day, context.legal_time);
  if (!resumed) return tl::unexpected(resumed.error());
  v1::Event event;
  event.mutable_term_resumed()->set_term(command.term());
  *event.mutable_term_resumed()->mutable_due() = std::move(*resumed);
  *event.mutable_term_resumed()->mutable_ground() = context.texts.seal(command.ground());
  deliberation.emit(command.case_id(), std::move(event));
  return command.case_id();
}

}  // namespace norma::acts
