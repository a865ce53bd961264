#include "engine/acts/commands/running_term.h"

#include <algorithm>

namespace norma::acts {

Result<v1::TermState> running_term(Deliberation& deliberation, const std::string& case_id, std::uint32_t number) {
  const Result<const v1::CaseState*> state = deliberation.find(case_id);
  if (!state) return tl::unexpected(state.error());
  const auto& terms = (*state)->terms();
  const auto found = std::find_if(terms.begin(), terms.end(),
                                  [number](const v1::TermState& term) { return term.term() == number; });
  if (found == terms.end()) return fail(Reason::kTermNotFound, std::to_string(number));
  return *found;
}

Result<Date> day_of_change(const Deliberation& deliberation, const std::string& named, const std::string& not_before) {
  const std::optional<Date> given = parse_date(named);
  const Date day = given.value_or(deliberation.today());
  if (day > deliberation.today()) return fail(Reason::kDayInFuture, named);
  const std::optional<Date> start = parse_date(not_before);
  if (start && day < *start) return fail(Reason::kTermBeforeStart, format_date(day), not_before);
  return day;
}

}  // namespace norma::acts
