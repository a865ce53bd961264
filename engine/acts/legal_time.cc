#include "engine/acts/legal_time.h"

#include <utility>

namespace norma::acts {

Result<LegalTime> LegalTime::built_in(v1::CalendarRules rules, const v1::ClockCatalogue& catalogue) {
  Result<Calendar> calendar = work_out_calendar(rules);
  if (!calendar) return tl::unexpected(calendar.error());
  if (const Result<void> checked = check_clock_catalogue(catalogue); !checked) return tl::unexpected(checked.error());
  LegalTime time;
  time.calendar_ = std::make_shared<const Calendar>(std::move(*calendar));
  time.rules_ = std::make_shared<const v1::CalendarRules>(std::move(rules));
  for (const v1::Clock& clock : catalogue.clocks()) {
    v1::ClockVersion version;
    *version.mutable_clock() = clock;
    version.set_catalogue(catalogue.version());
    time.clocks_.put(std::move(version));
  }
  return time;
}

bool LegalTime::concerns(const v1::Event& event) {
  return event.has_calendar_published() || event.has_clocks_published() || event.has_clock_configured();
}

void LegalTime::apply(const v1::Event& event) {
  if (event.has_calendar_published()) {
    const v1::CalendarPublished& published = event.calendar_published();
    calendar_ = std::make_shared<const Calendar>(published_calendar(published));
    rules_ = std::make_shared<const v1::CalendarRules>(published.rules());
    calendar_is_built_in_ = published.built_in();
    versions_.insert(published.rules().version());
  } else if (event.has_clocks_published()) {
    catalogues_.insert(event.clocks_published().version());
    for (const v1::ClockVersion& version : event.clocks_published().clocks()) clocks_.put(version);
  } else if (event.has_clock_configured()) {
    clocks_.put(event.clock_configured().clock());
  }
}

}  // namespace norma::acts
