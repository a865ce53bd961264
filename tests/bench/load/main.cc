#include <chrono>
#include <cstdint>
#include <exception>
#include <iostream>
#include <string>

#include "tests/bench/load/closed_loop.h"
#include "tests/bench/load/figure.h"
#include "tests/bench/load/options.h"

namespace {

using norma::bench::Endpoint;

struct Settings {
  std::string target;
  std::string script = "fixed";
  norma::bench::ScriptSettings settings;
  std::uint64_t body_bytes = 300;
  std::uint64_t connections = 64;
  double seconds = 5;
  double warm_up = 1;
  double interval_ms = 0;
  std::string counter_at;
  std::string counter_path = "/stats";
  std::string counter_name;
  norma::bench::Figure figure;
};

std::chrono::nanoseconds to_nanoseconds(double seconds) {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::duration<double>(seconds));
}

double read_counter(const Settings& options) {
  if (options.counter_name.empty()) return 0;
  const auto server = Endpoint::parse(options.counter_at.empty() ? options.target : options.counter_at);
  return norma::bench::read_metric(norma::bench::fetch(server, options.counter_path), options.counter_name);
}

void declare(norma::bench::Options& known, Settings& options) {
  known.add("--target", "server, HOST:PORT", options.target);
  known.add("--script", "what each connection says: one of " + norma::bench::script_names(), options.script);
  known.add("--path", "path the script 'fixed' posts to", options.settings.path);
  known.add("--body-bytes", "octets of the body of the script 'fixed'", options.body_bytes, 1, 1 << 20);
  known.add("--tokens", "file with role -> bearer token as JSON, for scripts that log in", options.settings.tokens_file);
  known.add("--seed", "seed of scripts that choose", options.settings.seed, 0, UINT64_MAX);
  known.add("--connections", "keep-alive connections, one request outstanding on each", options.connections, 1, 20000);
  known.add("--seconds", "length of the measuring", options.seconds, 0.1, 3600);
  known.add("--warm-up", "seconds before the measuring", options.warm_up, 0, 600);
  known.add("--expected-interval-ms", "corrects latencies as if requests were due this often", options.interval_ms, 0, 60000);
  known.add("--counter-at", "server with the fsync counter, HOST:PORT; --target when absent", options.counter_at);
  known.add("--counter-path", "path of the fsync counter", options.counter_path);
  known.add("--counter-name", "name of the fsync counter; none is read when absent", options.counter_name);
  known.add("--figure", "name of the figure", options.figure.name);
  known.add("--ceiling", "what the value is compared with; the value itself when absent", options.figure.ceiling);
  known.add("--anchor", "what machines of this class were seen to do, printed beside", options.figure.anchor);
}

int measure(Settings& options) {
  const auto server = Endpoint::parse(options.target);
  options.settings.host = server.text();
  options.settings.body_bytes = options.body_bytes;
  const auto make_script = norma::bench::find_script(options.script, options.settings);
  if (!make_script) {
    std::cerr << "no script '" << options.script << "'; there are: " << norma::bench::script_names() << '\n';
    return 2;
  }
  double counter_before = 0;
  double counter_after = 0;
  norma::bench::LoadPlan plan;
  plan.server = server;
  plan.connections = static_cast<std::uint32_t>(options.connections);
  plan.warm_up = to_nanoseconds(options.warm_up);
  plan.measured = to_nanoseconds(options.seconds);
  plan.expected_interval = to_nanoseconds(options.interval_ms / 1000);
  plan.on_measuring_starts = [&] { counter_before = read_counter(options); };
  plan.on_measuring_ends = [&] { counter_after = read_counter(options); };

  const auto result = norma::bench::run_closed_loop(plan, make_script);
  if (!result.error.empty()) {
    std::cerr << "load: " << result.error << '\n';
    return 1;
  }
  auto& figure = options.figure;
  figure.unit = "commands/s";
  figure.value = static_cast<double>(result.accepted) / result.seconds;
  figure.latency = &result.accepted_latency;
  figure.connections = plan.connections;
  figure.accepted = result.accepted;
  figure.rejected = result.rejected;
  figure.fsyncs = static_cast<std::uint64_t>(counter_after - counter_before);
  std::cout << norma::bench::to_json_line(figure) << std::endl;
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  Settings options;
  norma::bench::Options known("Closed-loop HTTP load generator: prints one figure as one JSON object on one line.");
  declare(known, options);
  if (const auto status = known.read(argc, argv)) return *status;
  try {
    return measure(options);
  } catch (const std::exception& error) {
    std::cerr << "load: " << error.what() << '\n';
    return 1;
  }
}
