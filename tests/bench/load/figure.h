#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "tests/bench/load/latency_histogram.h"

namespace norma::bench {

/// One measured figure with what it is compared with.
struct Figure {
  std::string name = "commands";
  double value = 0;
  std::string unit;
  std::optional<double> ceiling;  ///< absent: the figure is a ceiling itself, and its ratio 1
  std::optional<double> anchor;   ///< what machines of this class were seen to do
  const LatencyHistogram* latency = nullptr;  ///< borrowed
  std::uint32_t connections = 0;
  std::uint64_t accepted = 0;
  std::uint64_t rejected = 0;
  std::uint64_t fsyncs = 0;
};

/// The figure as one JSON object without a line end; requires a latency.
std::string to_json_line(const Figure& figure);

}  // namespace norma::bench
