#pragma once

#include <map>
#include <string>
#include <string_view>

#include "engine/result.h"
#include "norma/v1/legal_time.pb.h"

namespace norma::acts {

/// What the end of a clock does, as its `effect` says (pu2-6.md 2.1).
namespace clock_effect {
inline constexpr std::string_view kDeemedAgreed = "deemed_agreed";             ///< Silence is agreement.
inline constexpr std::string_view kDeemedNoObjection = "deemed_no_objection";  ///< A missing opinion is a clean one.
inline constexpr std::string_view kMayClose = "may_close";                     ///< A least time: not before its end.
inline constexpr std::string_view kOverdue = "overdue";                        ///< Still to be done, but late.
inline constexpr std::string_view kLapsed = "lapsed";                          ///< A hard stop: no longer possible.
inline constexpr std::string_view kTask = "task";                              ///< Work begins.
}  // namespace clock_effect

/// The clocks that definitions refer to by id, as they hold now. A fold of the registry's events.
class Clocks {
 public:
  /// Takes a clock in, or a newer version of it. A clock is never taken out: running cases refer to it.
  void put(v1::ClockVersion version);

  /// The clock with this id, or null. Valid until the next put of the same clock.
  [[nodiscard]] const v1::ClockVersion* find(std::string_view id) const;

  [[nodiscard]] const std::map<std::string, v1::ClockVersion, std::less<>>& all() const { return by_id_; }

 private:
  std::map<std::string, v1::ClockVersion, std::less<>> by_id_;
};

/// Checks a catalogue by itself: ids, lengths, words, and that clocks refer to each other as they may.
///
/// A clock is verified or configurable, has a length or the case's own date, and only a configurable one gives way
/// to another in urgent cases. Errors: clock_invalid.
[[nodiscard]] Result<void> check_clock_catalogue(const v1::ClockCatalogue& catalogue);

/// How a due date names the clock as it was then: the catalogue's version, and "#2" once it was set twice.
[[nodiscard]] std::string clock_version_name(const v1::ClockVersion& version);

}  // namespace norma::acts
