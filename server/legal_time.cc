#include "server/legal_time.h"

#include <spdlog/spdlog.h>

#include "server/runtime/own_command.h"
#include "workflows/calendar.h"
#include "workflows/clocks.h"
#include "workflows/embedded.h"

namespace norma::server {

Result<void> record_built_in_legal_time(Service& service) {
  const std::shared_ptr<const acts::LegalTime> recorded = service.registry().read().legal_time;
  Result<v1::CalendarRules> rules = workflows::read_calendar_rules(workflows::embedded_calendars().front().bytes);
  if (!rules) return tl::unexpected(rules.error());
  if (!recorded->knows_calendar(rules->version()) && !recorded->calendar_is_built_in()) {
    spdlog::warn(R"("event":"calendar_not_replaced","published":"{}","built_in":"{}")", recorded->calendar().version,
                 rules->version());
  } else if (!recorded->knows_calendar(rules->version())) {
    acts::Command command;
    v1::PublishCalendar& publish = *command.body.mutable_publish_calendar();
    *publish.mutable_rules() = std::move(*rules);
    if (recorded->knows_calendar(recorded->calendar().version)) publish.set_replaces(recorded->calendar().version);
    if (const Result<void> given = give_as_service(service, std::move(command)); !given) return given;
  }
  if (recorded->knows_catalogue(workflows::built_in_clocks().version())) return {};
  acts::Command command;
  *command.body.mutable_publish_clocks()->mutable_catalogue() = workflows::built_in_clocks();
  return give_as_service(service, std::move(command));
}

}  // namespace norma::server
