#pragma once

#include <atomic>
#include <cstdint>

#include "engine/instant.h"

namespace norma::server {

/// What time it is: the one place where time enters Norma. Thread rule: any thread.
class Clock {
 public:
  Clock() = default;
  Clock(const Clock&) = delete;
  Clock& operator=(const Clock&) = delete;
  virtual ~Clock() = default;

  [[nodiscard]] virtual Instant now() const = 0;
};

/// The machine's clock, moved ahead on request: real by default, virtual in the demo and in tests.
class ShiftedClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override;

  /// Moves the clock so that it shows at least `target` now; it never goes back.
  void advance_to(Instant target);

  /// Sets where the clock starts. Requires: nothing has asked for the time yet.
  void start_at(Instant target);

 private:
  std::atomic<std::int64_t> shift_us_{0};
};

}  // namespace norma::server
