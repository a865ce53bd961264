#include "tests/bench/load/latency_histogram.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace norma::bench {

std::size_t LatencyHistogram::bucket_of(std::uint64_t value) {
  const auto clamped = std::min(value, (std::uint64_t{1} << kMaxBits) - 1);
  if (clamped < (std::uint64_t{1} << kSubBits)) return static_cast<std::size_t>(clamped);
  const auto shift = static_cast<unsigned>(std::bit_width(clamped)) - kSubBits - 1;
  const auto mantissa = (clamped >> shift) & ((std::uint64_t{1} << kSubBits) - 1);
  return static_cast<std::size_t>(((std::uint64_t{shift} + 1) << kSubBits) | mantissa);
}

std::uint64_t LatencyHistogram::upper_end_of(std::size_t bucket) {
  const std::uint64_t octave = bucket >> kSubBits;
  const std::uint64_t mantissa = bucket & ((std::uint64_t{1} << kSubBits) - 1);
  if (octave == 0) return mantissa;
  const auto shift = octave - 1;
  return ((((std::uint64_t{1} << kSubBits) | mantissa) + 1) << shift) - 1;
}

void LatencyHistogram::record(std::chrono::nanoseconds latency) {
  const auto value = static_cast<std::uint64_t>(std::max<std::int64_t>(latency.count(), 0));
  ++counts_[bucket_of(value)];
  ++count_;
  max_ = std::max(max_, value);
}

void LatencyHistogram::record_corrected(std::chrono::nanoseconds latency, std::chrono::nanoseconds expected_interval) {
  record(latency);
  if (expected_interval <= std::chrono::nanoseconds::zero()) return;
  for (auto hidden = latency - expected_interval; hidden >= expected_interval; hidden -= expected_interval) {
    record(hidden);
  }
}

void LatencyHistogram::merge(const LatencyHistogram& other) {
  for (std::size_t i = 0; i < kBuckets; ++i) counts_[i] += other.counts_[i];
  count_ += other.count_;
  max_ = std::max(max_, other.max_);
}

std::chrono::nanoseconds LatencyHistogram::quantile(double fraction) const {
  if (count_ == 0) return {};
  const auto wanted = std::ceil(std::clamp(fraction, 0.0, 1.0) * static_cast<double>(count_));
  const auto rank = std::max<std::uint64_t>(1, static_cast<std::uint64_t>(wanted));
  std::uint64_t seen = 0;
  for (std::size_t i = 0; i < kBuckets; ++i) {
    seen += counts_[i];
    if (seen >= rank) return std::chrono::nanoseconds(std::min(upper_end_of(i), max_));
  }
  return max();
}

}  // namespace norma::bench
