#include "server/runtime/clock.h"

namespace norma::server {
namespace {

Instant machine_now() {
  return std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
}

}  // namespace

Instant ShiftedClock::now() const {
  return machine_now() + std::chrono::microseconds(shift_us_.load(std::memory_order_relaxed));
}

void ShiftedClock::advance_to(Instant target) {
  const std::int64_t wanted = (target - machine_now()).count();
  std::int64_t shift = shift_us_.load();
  while (shift < wanted && !shift_us_.compare_exchange_weak(shift, wanted)) {
  }
}

void ShiftedClock::start_at(Instant target) { shift_us_.store((target - machine_now()).count()); }

}  // namespace norma::server
