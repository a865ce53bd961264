#include <algorithm>
#include <functional>

#include "engine/acts/calendar.h"
#include "engine/acts/tables.h"
#include "norma/v1/api.pb.h"
#include "server/http/json.h"
#include "server/http/reads.h"
#include "server/runtime/head.h"

namespace norma::server {
namespace {

v1::CalendarView calendar_view(const v1::CalendarState& state, Position position) {
  v1::CalendarView view;
  *view.mutable_rules() = state.published().rules();
  view.set_replaces(state.published().replaces());
  view.set_built_in(state.published().built_in());
  view.set_published_by(state.actor());
  *view.mutable_published_at() = state.at();
  view.set_position(position);
  return view;
}

/// Every calendar ever published, the oldest first, each given to `visit` with its position.
Result<void> each_calendar(const Service& service,
                           const std::function<void(const v1::CalendarState&, Position)>& visit) {
  bool corrupt = false;
  const std::unique_ptr<storage::Snapshot> snapshot = service.store().snapshot();
  const Result<void> scanned = snapshot->scan(
      family_of(acts::Table::kCalendar), acts::table_prefix(kRegistryPartition, acts::Table::kCalendar), {},
      [&](std::string_view key, std::string_view value) {
        v1::CalendarState state;
        corrupt = !state.ParseFromArray(value.data(), static_cast<int>(value.size()));
        if (!corrupt) visit(state, acts::position_of_calendar_key(key));
        return !corrupt;
      });
  if (!scanned) return scanned;
  if (corrupt) return fail(Reason::kStorageCorrupt, "calendar");
  return {};
}

}  // namespace

Result<Response> list_calendars(Service& service, const Request&) {
  v1::CalendarList list;
  const Result<void> read = each_calendar(service, [&](const v1::CalendarState& state, Position position) {
    *list.add_calendars() = calendar_view(state, position);
  });
  if (!read) return tl::unexpected(read.error());
  std::reverse(list.mutable_calendars()->begin(), list.mutable_calendars()->end());
  if (!list.calendars().empty()) list.mutable_calendars(0)->set_newest(true);
  return json_response(list);
}

Result<Response> get_calendar(Service& service, const Request& request) {
  const std::string& version = request.argument("version");
  v1::CalendarView view;
  const Result<void> read = each_calendar(service, [&](const v1::CalendarState& state, Position position) {
    view.set_newest(false);
    if (state.published().rules().version() != version) return;
    view = calendar_view(state, position);
    view.set_newest(true);
    for (const Date& day : acts::published_calendar(state.published()).holidays) view.add_rest(format_date(day));
  });
  if (!read) return tl::unexpected(read.error());
  if (!view.has_rules()) return fail(Reason::kNotFound, version);
  return json_response(view);
}

Result<Response> list_clocks(Service& service, const Request&) {
  v1::ClockList list;
  bool corrupt = false;
  const std::unique_ptr<storage::Snapshot> snapshot = service.store().snapshot();
  const Result<void> scanned = snapshot->scan(
      family_of(acts::Table::kClock), acts::table_prefix(kRegistryPartition, acts::Table::kClock), {},
      [&](std::string_view, std::string_view value) {
        corrupt = !list.add_clocks()->ParseFromArray(value.data(), static_cast<int>(value.size()));
        return !corrupt;
      });
  if (!scanned) return tl::unexpected(scanned.error());
  if (corrupt) return fail(Reason::kStorageCorrupt, "clock");
  return json_response(list);
}

}  // namespace norma::server
