#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>

#include "engine/instant.h"

namespace norma::server {

/// How many refused commands of one person are recorded: evidence, but not a way to fill the journal.
///
/// Thread rule: one thread.
class RejectionBudget {
 public:
  RejectionBudget(std::uint32_t per_minute, std::size_t persons) : per_minute_(per_minute), persons_(persons) {}

  /// Whether one more refusal of this person may be recorded now.
  bool take(const std::string& person, Instant now) {
    const auto minute = std::chrono::floor<std::chrono::minutes>(now).time_since_epoch().count();
    if (spent_.size() >= persons_ && !spent_.contains(person)) spent_.clear();
    auto& [of_minute, count] = spent_[person];
    if (of_minute != minute) {
      of_minute = minute;
      count = 0;
    }
    return ++count <= per_minute_;
  }

 private:
  std::uint32_t per_minute_;
  std::size_t persons_;
  std::unordered_map<std::string, std::pair<std::int64_t, std::uint32_t>> spent_;
};

}  // namespace norma::server
