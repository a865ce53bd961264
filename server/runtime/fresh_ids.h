#pragma once

#include <random>
#include <string>
#include <string_view>

#include "engine/acts/context.h"
#include "server/runtime/clock.h"

namespace norma::server {

/// TypeIDs (UUIDv7 in base32 behind a prefix): sortable by time, unguessable enough to be unique.
///
/// Thread rule: one thread.
class FreshIds final : public acts::IdSource {
 public:
  FreshIds(const Clock& clock, std::uint64_t seed) : clock_(clock), random_(seed) {}

  std::string fresh(std::string_view prefix) override;

  /// Bytes that nobody can guess from the data, for salts.
  std::string salt();

  std::uint64_t seed() { return random_(); }

 private:
  const Clock& clock_;
  std::mt19937_64 random_;
};

/// A seed from the machine's entropy.
[[nodiscard]] std::uint64_t entropy_seed();

}  // namespace norma::server
