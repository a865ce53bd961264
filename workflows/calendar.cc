#include "workflows/calendar.h"

#include "workflows/json_message.h"

namespace norma::workflows {

Result<v1::CalendarRules> read_calendar_rules(std::string_view json) {
  v1::CalendarRules rules;
  if (const Result<void> read = read_json_message(json, rules); !read) {
    return fail(Reason::kCalendarInvalid, read.error().details.front());
  }
  return rules;
}

Result<acts::Calendar> load_calendar(std::string_view json) {
  const Result<v1::CalendarRules> rules = read_calendar_rules(json);
  if (!rules) return tl::unexpected(rules.error());
  return acts::work_out_calendar(*rules);
}

}  // namespace norma::workflows
