#include "engine/acts/calendar.h"
#include "engine/acts/commands/deciders.h"

namespace norma::acts {
namespace {

/// Terms run for years (Archives Law 6(2): five), and a term that the calendar does not reach cannot be started.
constexpr int kLeastYearsAhead = 10;

Result<void> check_reach(const Calendar& calendar, Date today) {
  const Date last = today + std::chrono::years{kLeastYearsAhead};
  for (const Date& date : {today, last}) {
    if (!calendar.covers(date)) return fail(Reason::kCalendarMissing, std::to_string(static_cast<int>(date.year())));
  }
  return {};
}

}  // namespace

/// Publishes a calendar: from here on terms are computed with it, due dates computed before keep theirs.
///
/// Errors, in this order: calendar_version_exists, calendar_outdated, calendar_invalid, calendar_missing (it does not
/// reach from this year ten years ahead).
Result<std::string> decide_publish_calendar(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::PublishCalendar& command = body.publish_calendar();
  const LegalTime& time = deliberation.context().legal_time;
  const bool built_in = deliberation.command().internal;
  if (time.knows_calendar(command.rules().version())) {
    return fail(Reason::kCalendarVersionExists, command.rules().version());
  }
  if (!built_in && command.replaces() != time.calendar().version) {
    return fail(Reason::kCalendarOutdated, command.replaces(), time.calendar().version);
  }
  const v1::CalendarRules rules = command.extends() ? extended_rules(time.rules(), command.rules()) : command.rules();
  const Result<Calendar> calendar = work_out_calendar(rules);
  if (!calendar) return tl::unexpected(calendar.error());
  if (const Result<void> reaches = check_reach(*calendar, deliberation.today()); !reaches) {
    return tl::unexpected(reaches.error());
  }
  v1::Event event;
  v1::CalendarPublished& published = *event.mutable_calendar_published();
  *published.mutable_rules() = rules;
  published.set_replaces(command.replaces());
  published.set_built_in(built_in);
  for (const Date& day : calendar->holidays) {
    published.add_holidays(static_cast<std::int32_t>(std::chrono::sys_days{day}.time_since_epoch().count()));
  }
  deliberation.emit_registry(std::move(event));
  return std::string();
}

}  // namespace norma::acts
