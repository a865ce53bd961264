#pragma once

#include <array>
#include <chrono>
#include <cstdint>

namespace norma::bench {

/// Counts latencies in logarithmic buckets, each at most 1/64 of its value wide.
///
/// Units: nanoseconds; values above about 73 minutes are counted in the last bucket.
/// Threads: one owner; merge() joins what several threads recorded.
class LatencyHistogram {
 public:
  /// Counts one latency.
  void record(std::chrono::nanoseconds latency);

  /// Counts one latency and the waits it hid from a generator that meant to send every `expected_interval`.
  ///
  /// A latency of n intervals also counts n-1, n-2, ... intervals, as requests that could not start on time.
  /// A zero interval (a closed loop) counts the latency alone.
  void record_corrected(std::chrono::nanoseconds latency, std::chrono::nanoseconds expected_interval);

  /// Adds another histogram's counts to this one.
  void merge(const LatencyHistogram& other);

  /// The smallest recorded value that at least `fraction` (0 to 1) of all values do not exceed; zero when empty.
  std::chrono::nanoseconds quantile(double fraction) const;

  std::uint64_t count() const { return count_; }
  std::chrono::nanoseconds max() const { return std::chrono::nanoseconds(max_); }

 private:
  static constexpr unsigned kSubBits = 6;
  static constexpr unsigned kMaxBits = 42;
  static constexpr std::size_t kBuckets = (kMaxBits - kSubBits + 1) << kSubBits;

  static std::size_t bucket_of(std::uint64_t value);
  static std::uint64_t upper_end_of(std::size_t bucket);

  std::array<std::uint64_t, kBuckets> counts_{};
  std::uint64_t count_ = 0;
  std::uint64_t max_ = 0;
};

}  // namespace norma::bench
