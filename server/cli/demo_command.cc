#include "server/cli/demo_command.h"

#include <signal.h>

#include <iostream>

#include "server/cli/child_server.h"
#include "server/cli/demo/main_job.h"
#include "server/cli/demo/report.h"
#include "server/cli/demo/stage.h"

namespace norma::server::cli {
namespace {

constexpr std::chrono::seconds kStartDeadline{60};
constexpr std::chrono::seconds kStopDeadline{20};

/// Plays and reports. Gives whether everything was as it should be; the last line is printed last, even so.
Outcome<bool> play(ChildServer& server) {
  Outcome<Stage> stage = Stage::open(server.endpoint(), server.tokens_file());
  if (!stage) return tl::unexpected(stage.error());
  if (const Outcome<void> continued = stage->continue_clock(); !continued) return tl::unexpected(continued.error());
  if (const Outcome<void> connected = stage->connect_streams(); !connected) return tl::unexpected(connected.error());
  const MainJob job = play_main_job(*stage);
  const Outcome<DemoFigures> figures = report_notifications(*stage);
  if (!figures) return tl::unexpected(figures.error());
  if (!stage->failed()) report_wordings(*stage, job);
  print_figures(*figures);
  return !stage->failed() && figures->sound();
}

void print_where_to_look(const ChildServer& server) {
  const std::string url = server.endpoint().url();
  const std::string tokens = server.tokens_file().string();
  std::cout << "\nServeris darbojas: " << url << "\n"
            << "Piekļuves marķieri pa lomām: " << tokens << "\n\n"
            << "Pieteikties un skatīties:\n"
            << "  norma inbox --server " << url << " --token-file " << tokens << " --as service_owner\n"
            << "  norma act list --server " << url << " --token-file " << tokens << " --as coordinator\n"
            << "  norma watch --server " << url << " --token-file " << tokens << " --as auditor\n"
            << "  curl -H \"Authorization: Bearer $(sed -n 's/.*\"coordinator\" *: *\"\\([^\"]*\\)\".*/\\1/p' " << tokens
            << ")\" " << url << "/v1/acts\n\n"
            << "Apturēt: Ctrl-C" << std::endl;
}

sigset_t ending_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  for (const int signal : {SIGINT, SIGTERM, SIGCHLD}) sigaddset(&signals, signal);
  return signals;
}

/// Waits for SIGINT or SIGTERM; false when the server ended by itself.
bool stay(ChildServer& server) {
  const sigset_t signals = ending_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  for (;;) {
    if (!server.running()) return false;
    int received = 0;
    if (sigwait(&signals, &received) == 0 && received != SIGCHLD) return true;
  }
}

}  // namespace

int run_demo(const DemoOptions& options) {
  ::signal(SIGPIPE, SIG_IGN);
  ChildServer::Options child;
  child.directory = options.data;
  child.listen = options.listen;
  if (options.drop_every != 0) child.more = {"--drop-every", std::to_string(options.drop_every)};
  Outcome<ChildServer> server = ChildServer::start(child, kStartDeadline);
  if (!server) {
    std::cerr << "norma demo: " << server.error().message << '\n';
    return static_cast<int>(server.error().status);
  }
  std::cout << "Norma: galvenais darbs, serveris " << server->endpoint().url() << std::endl;
  const Outcome<bool> played = play(*server);
  if (!played) std::cerr << "norma demo: " << played.error().message << '\n';
  const bool good = played.has_value() && *played;
  if (!options.once && good) {
    print_where_to_look(*server);
    if (!stay(*server)) {
      std::cerr << "norma demo: the server ended by itself; see " << server->log_file().string() << '\n';
      return static_cast<int>(ExitStatus::kUnavailable);
    }
  }
  const bool stopped = server->stop(kStopDeadline);
  if (!stopped) std::cerr << "norma demo: the server did not stop in order\n";
  return static_cast<int>(good && stopped ? ExitStatus::kOk : ExitStatus::kError);
}

}  // namespace norma::server::cli
