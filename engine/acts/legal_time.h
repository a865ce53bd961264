#pragma once

#include <memory>
#include <set>
#include <string>
#include <string_view>

#include "engine/acts/calendar.h"
#include "engine/acts/clocks.h"
#include "engine/result.h"
#include "norma/v1/event.pb.h"

namespace norma::acts {

/// What terms are computed with: the newest calendar and the clocks, as far as the registry has recorded them.
///
/// A fold of the registry's events over what the program was built with, so that a decision replayed at the same
/// registry position computes the same dates. Readers share one immutable copy; the registry's sequencer makes
/// the next.
class LegalTime {
 public:
  /// Nothing recorded yet. Errors: calendar_invalid, clock_invalid.
  static Result<LegalTime> built_in(v1::CalendarRules rules, const v1::ClockCatalogue& catalogue);

  /// Whether an event of the registry changes legal time.
  [[nodiscard]] static bool concerns(const v1::Event& event);

  /// Folds one event of the registry; others are ignored.
  void apply(const v1::Event& event);

  [[nodiscard]] const Calendar& calendar() const { return *calendar_; }
  [[nodiscard]] const v1::CalendarRules& rules() const { return *rules_; }
  [[nodiscard]] const Clocks& clocks() const { return clocks_; }

  /// Whether a calendar of this version was ever recorded.
  [[nodiscard]] bool knows_calendar(std::string_view version) const { return versions_.contains(version); }

  /// Whether the newest calendar came with the program, and not from an administrator.
  [[nodiscard]] bool calendar_is_built_in() const { return calendar_is_built_in_; }

  /// Whether a catalogue of clocks of this version was ever recorded.
  [[nodiscard]] bool knows_catalogue(std::string_view version) const { return catalogues_.contains(version); }

 private:
  LegalTime() = default;

  std::shared_ptr<const Calendar> calendar_;
  std::shared_ptr<const v1::CalendarRules> rules_;
  bool calendar_is_built_in_ = true;
  std::set<std::string, std::less<>> versions_;
  Clocks clocks_;
  std::set<std::string, std::less<>> catalogues_;
};

}  // namespace norma::acts
