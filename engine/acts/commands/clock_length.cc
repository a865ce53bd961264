#include "engine/acts/commands/clock_length.h"

#include "engine/acts/terms.h"

namespace norma::acts {

Result<const v1::ClockVersion*> settable_clock(const Clocks& clocks, const std::string& id,
                                               const std::string& duration) {
  const v1::ClockVersion* version = clocks.find(id);
  if (version == nullptr) return fail(Reason::kClockUnknown, id);
  if (!version->clock().configurable()) return fail(Reason::kClockFixedByLaw, id, version->clock().rule());
  if (version->clock().duration().empty()) return fail(Reason::kClockHasFixedDate, id);
  if (const Result<Duration> length = parse_duration(duration); !length) return tl::unexpected(length.error());
  return version;
}

}  // namespace norma::acts
