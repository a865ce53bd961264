#include <CLI/CLI.hpp>
#include <chrono>
#include <exception>
#include <iostream>
#include <string>

#include "tests/bench/load/closed_loop.h"
#include "tests/bench/load/figure.h"

namespace {

using norma::bench::Endpoint;

struct Options {
  std::string target;
  std::string script = "fixed";
  norma::bench::ScriptSettings settings;
  std::uint32_t connections = 64;
  double seconds = 5;
  double warm_up = 1;
  double interval_ms = 0;
  std::string counter_at;
  std::string counter_path;
  std::string counter_name;
  norma::bench::Figure figure;
};

std::chrono::nanoseconds to_nanoseconds(double seconds) {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::duration<double>(seconds));
}

double read_counter(const Options& options) {
  if (options.counter_name.empty()) return 0;
  const auto server = Endpoint::parse(options.counter_at.empty() ? options.target : options.counter_at);
  return norma::bench::read_metric(norma::bench::fetch(server, options.counter_path), options.counter_name);
}

void declare(CLI::App& app, Options& options) {
  app.add_option("--target", options.target, "server, HOST:PORT");
  app.add_option("--script", options.script, "what each connection says; see --list-scripts");
  app.add_option("--path", options.settings.path, "path the script 'fixed' posts to")->default_val("/v1/commands");
  app.add_option("--body-bytes", options.settings.body_bytes, "octets of the body of the script 'fixed'");
  app.add_option("--tokens", options.settings.tokens_file, "file with role -> bearer token as JSON, for scripts that log in");
  app.add_option("--seed", options.settings.seed, "seed of scripts that choose");
  app.add_option("--connections", options.connections, "keep-alive connections, one request outstanding on each")
      ->check(CLI::Range(1, 20000));
  app.add_option("--seconds", options.seconds, "length of the measuring")->check(CLI::Range(0.1, 3600.0));
  app.add_option("--warm-up", options.warm_up, "seconds before the measuring")->check(CLI::Range(0.0, 600.0));
  app.add_option("--expected-interval-ms", options.interval_ms, "corrects latencies as if requests were due this often");
  app.add_option("--counter-at", options.counter_at, "server with the fsync counter, HOST:PORT; --target when absent");
  app.add_option("--counter-path", options.counter_path, "path of the fsync counter")->default_val("/stats");
  app.add_option("--counter-name", options.counter_name, "name of the fsync counter; none is read when absent");
  app.add_option("--figure", options.figure.name, "name of the figure")->default_val("commands");
  app.add_option("--ceiling", options.figure.ceiling, "what the value is compared with; the value itself when absent");
  app.add_option("--anchor", options.figure.anchor, "what machines of this class were seen to do, printed beside");
}

int measure(Options& options) {
  const auto server = Endpoint::parse(options.target);
  options.settings.host = server.text();
  const auto make_script = norma::bench::find_script(options.script, options.settings);
  if (!make_script) {
    std::cerr << "no script '" << options.script << "'; there are:\n" << norma::bench::script_names();
    return 2;
  }
  double counter_before = 0;
  double counter_after = 0;
  norma::bench::LoadPlan plan;
  plan.server = server;
  plan.connections = options.connections;
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
  figure.connections = options.connections;
  figure.accepted = result.accepted;
  figure.rejected = result.rejected;
  figure.fsyncs = static_cast<std::uint64_t>(counter_after - counter_before);
  std::cout << norma::bench::to_json_line(figure) << std::endl;
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Closed-loop HTTP load generator: prints one figure as one JSON object on one line."};
  Options options;
  bool list_scripts = false;
  app.add_flag("--list-scripts", list_scripts, "prints the names of the scripts and stops");
  declare(app, options);
  CLI11_PARSE(app, argc, argv);
  try {
    if (list_scripts) {
      std::cout << norma::bench::script_names();
      return 0;
    }
    return measure(options);
  } catch (const std::exception& error) {
    std::cerr << "load: " << error.what() << '\n';
    return 1;
  }
}
