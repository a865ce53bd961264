#include "tests/bench/load/figure.h"

#include <array>
#include <cstdio>

namespace norma::bench {
namespace {

std::string number(double value, int decimals) {
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%.*f", decimals, value);
  return text.data();
}

std::string milliseconds(std::chrono::nanoseconds latency) {
  return number(std::chrono::duration<double, std::milli>(latency).count(), 3);
}

}  // namespace

std::string to_json_line(const Figure& figure) {
  const double ceiling = figure.ceiling.value_or(figure.value);
  std::string line = "{\"figure\":\"" + figure.name + "\",\"value\":" + number(figure.value, 1) + ",\"unit\":\"" +
                     figure.unit + "\",\"ceiling\":" + number(ceiling, 1) +
                     ",\"ratio\":" + number(ceiling > 0 ? figure.value / ceiling : 0, 3) +
                     ",\"p50_ms\":" + milliseconds(figure.latency->quantile(0.5)) +
                     ",\"p99_ms\":" + milliseconds(figure.latency->quantile(0.99)) +
                     ",\"connections\":" + std::to_string(figure.connections) +
                     ",\"accepted\":" + std::to_string(figure.accepted) +
                     ",\"rejected\":" + std::to_string(figure.rejected) + ",\"fsyncs\":" + std::to_string(figure.fsyncs);
  if (figure.anchor) {
    line += ",\"anchor\":" + number(*figure.anchor, 1) + ",\"of_anchor\":" + number(figure.value / *figure.anchor, 3);
  }
  return line + "}";
}

}  // namespace norma::bench
