#include "engine/acts/commands/deciders.h"
#include "engine/acts/commands/running_term.h"
#include "engine/acts/due_times.h"

namespace norma::acts {

/// Suspends a running term from the end of a day, on a recorded ground: what is left of it stands still.
///
/// Errors, in this order: term_not_found, term_fixed_date, term_suspended, day_in_future, term_before_start,
/// term_ended (the day is after its last one).
Result<std::string> decide_suspend_term(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::SuspendTerm& command = body.suspend_term();
  const Context& context = deliberation.context();
  const Result<v1::TermState> term = running_term(deliberation, command.case_id(), command.term());
  if (!term) return tl::unexpected(term.error());
  const v1::DueTime& due = term->due();
  const std::string number = std::to_string(command.term());
  if (due.duration().empty()) return fail(Reason::kTermFixedDate, number);
  const auto& earlier = due.suspensions();
  if (is_suspended(due)) return fail(Reason::kTermSuspended, number, earlier[earlier.size() - 1].from());
  const std::string& start = earlier.empty() ? due.started_on() : earlier[earlier.size() - 1].until();
  const Result<Date> day = day_of_change(deliberation, command.suspended_on(), start);
  if (!day) return tl::unexpected(day.error());
  if (format_date(*day) > due.last_day()) return fail(Reason::kTermEnded, number, due.last_day());
  Result<v1::DueTime> suspended =
      suspend_due_time(due, *day, context.texts.seal(command.ground()), context.legal_time);
  if (!suspended) return tl::unexpected(suspended.error());
  v1::Event event;
  event.mutable_term_suspended()->set_term(command.term());
  *event.mutable_term_suspended()->mutable_due() = std::move(*suspended);
  deliberation.emit(command.case_id(), std::move(event));
  return command.case_id();
}

}  // namespace norma::acts
