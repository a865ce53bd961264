#include <algorithm>

#include "engine/acts/deliberation.h"
#include "engine/acts/due_times.h"

namespace norma::acts {
namespace {

/// Whether the end of a term leaves its task to be done, late.
bool keeps_task(const v1::DueTime& due, const Clocks& clocks) {
  const v1::ClockVersion* clock = due.clock().empty() ? nullptr : clocks.find(due.clock());
  return clock != nullptr && clock->clock().effect() == clock_effect::kOverdue;
}

/// Whether the term ends on a date of the case that the case does not have: such a term is not started.
bool lacks_its_date(const TermTemplate& term, const v1::CaseState& state, const Clocks& clocks) {
  const v1::ClockVersion* clock = term.clock.empty() ? nullptr : clocks.find(term.clock);
  const std::string& until = clock == nullptr ? term.until : clock->clock().until();
  if (until.empty()) return false;
  const v1::PreparationState& preparation = state.preparation();
  return (until == "commences_on" ? preparation.commences_on() : preparation.evaluate_on()).empty();
}

}  // namespace

Result<void> Deliberation::start_state_term(const std::string& case_id, const TermTemplate& term) {
  const v1::CaseState& state = working_.at(case_id).now;
  if (lacks_its_date(term, state, context_.legal_time.clocks())) return {};
  Result<v1::DueTime> due = start_due_time(term, state, event_day_, context_.legal_time);
  if (!due) return tl::unexpected(due.error());
  start_term(case_id, term.key, std::move(*due), 0, 0);
  return {};
}

void Deliberation::start_term(const std::string& case_id, const std::string& key, v1::DueTime due, std::uint32_t task,
                              std::uint32_t item) {
  v1::Event event;
  v1::TermStarted& started = *event.mutable_term_started();
  started.set_term(std::max<std::uint32_t>(1, working_.at(case_id).now.next_term()));
  started.set_key(key);
  started.set_keeps_task(task != 0 && keeps_task(due, context_.legal_time.clocks()));
  *started.mutable_due() = std::move(due);
  started.set_task(task);
  started.set_event("term." + key);
  started.set_item(item);
  emit(case_id, std::move(event));
}

Result<void> Deliberation::start_wording_term(const std::string& case_id, std::uint32_t wording,
                                              const std::string& commences_on) {
  const std::optional<Date> date = parse_date(commences_on);
  if (!date) return fail(Reason::kInvalidField, "commences_on", commences_on);
  Result<v1::DueTime> due = fixed_due_time("VPIL 77", *date, event_day_, context_.legal_time);
  if (!due) return tl::unexpected(due.error());
  start_term(case_id, "wording", std::move(*due), 0, wording);
  return {};
}

}  // namespace norma::acts
