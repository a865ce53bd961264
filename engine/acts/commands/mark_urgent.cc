#include <utility>
#include <vector>

#include "engine/acts/commands/deciders.h"
#include "engine/acts/due_times.h"

namespace norma::acts {

/// Declares a case urgent on a recorded ground (pu2-6.md 3.2): terms with an urgent clock end sooner, those that run
/// and those to come.
///
/// A running term is shortened from today, never back in time. Errors, in this order: already_urgent, clock_unknown,
/// calendar_missing.
Result<std::string> decide_mark_urgent(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::MarkUrgent& command = body.mark_urgent();
  const Context& context = deliberation.context();
  const Result<const v1::CaseState*> state = deliberation.find(command.case_id());
  if (!state) return tl::unexpected(state.error());
  if ((*state)->has_urgency()) return fail(Reason::kAlreadyUrgent);
  v1::Event declared;
  *declared.mutable_urgency_declared()->mutable_ground() = context.texts.seal(command.ground());
  std::vector<v1::Event> events = {std::move(declared)};
  for (const v1::TermState& term : (*state)->terms()) {
    Result<std::optional<v1::DueTime>> sooner = shorten_due_time(term.due(), deliberation.today(), context.legal_time);
    if (!sooner) return tl::unexpected(sooner.error());
    if (!*sooner) continue;
    v1::Event shortened;
    shortened.mutable_term_shortened()->set_term(term.term());
    *shortened.mutable_term_shortened()->mutable_due() = std::move(**sooner);
    events.push_back(std::move(shortened));
  }
  for (v1::Event& event : events) deliberation.emit(command.case_id(), std::move(event));
  return command.case_id();
}

}  // namespace norma::acts
