#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

#include "tests/bench/load/latency_histogram.h"
#include "tests/bench/load/script.h"
#include "tests/bench/load/socket.h"

namespace norma::bench {

struct LoadPlan {
  Endpoint server;
  std::uint32_t connections = 64;
  std::chrono::nanoseconds warm_up = std::chrono::seconds(1);
  std::chrono::nanoseconds measured = std::chrono::seconds(5);
  /// Zero for a closed loop; else what LatencyHistogram::record_corrected corrects with.
  std::chrono::nanoseconds expected_interval{};
  std::function<void()> on_measuring_starts = [] {};
  std::function<void()> on_measuring_ends = [] {};
};

/// What was seen between the end of the warm-up and the end of the measuring.
struct LoadResult {
  std::uint64_t accepted = 0;
  std::uint64_t rejected = 0;
  std::uint64_t not_counted = 0;
  double seconds = 0;
  LatencyHistogram accepted_latency;  ///< from the send of the request to the receipt of the whole response
  std::string error;                  ///< why the run ended early; empty when it did not
};

/// Keeps one request outstanding on each of `plan.connections` connections until the time is over.
///
/// Runs on the calling thread with one epoll; the two callbacks are called there, while requests are under way.
LoadResult run_closed_loop(const LoadPlan& plan, const ScriptFactory& make_script);

}  // namespace norma::bench
