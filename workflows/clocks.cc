#include "workflows/clocks.h"

#include <algorithm>

#include "workflows/calendar.h"
#include "workflows/embedded.h"
#include "workflows/json_message.h"

namespace norma::workflows {

Result<v1::ClockCatalogue> load_clock_catalogue(std::string_view json) {
  v1::ClockCatalogue catalogue;
  if (const Result<void> read = read_json_message(json, catalogue); !read) {
    return fail(Reason::kClockInvalid, read.error().details.front());
  }
  if (const Result<void> checked = acts::check_clock_catalogue(catalogue); !checked) {
    return tl::unexpected(checked.error());
  }
  return catalogue;
}

const v1::ClockCatalogue& built_in_clocks() {
  static const v1::ClockCatalogue catalogue =
      load_clock_catalogue(embedded_clocks().front().bytes).value_or(v1::ClockCatalogue{});
  return catalogue;
}

const v1::Clock* built_in_clock(std::string_view id) {
  const auto& clocks = built_in_clocks().clocks();
  const auto found = std::find_if(clocks.begin(), clocks.end(), [id](const v1::Clock& clock) { return clock.id() == id; });
  return found == clocks.end() ? nullptr : &*found;
}

Result<acts::LegalTime> built_in_legal_time() {
  Result<v1::CalendarRules> rules = read_calendar_rules(embedded_calendars().front().bytes);
  if (!rules) return tl::unexpected(rules.error());
  return acts::LegalTime::built_in(std::move(*rules), built_in_clocks());
}

}  // namespace norma::workflows
