#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "server/cli/endpoint.h"
#include "server/cli/outcome.h"

namespace norma::server::cli {

/// A real `norma serve`, of the demo unless told otherwise, as a child process, in a directory of its own.
///
/// The directory gets journal/, tokens.json, ports and server.log; a used one is continued. The child dies with
/// the thread that started it. Not for use by two threads at a time.
class ChildServer {
 public:
  struct Options {
    std::filesystem::path binary = "/proc/self/exe";
    std::filesystem::path directory;
    std::string listen = "127.0.0.1:0";
    bool demo = true;
    std::vector<std::string> more;  ///< Further arguments of `serve`.
  };

  /// Starts the server and waits until it is ready. Fails with kUnavailable (it ended, or was not ready in time)
  /// and kError (the directory, the process).
  static Outcome<ChildServer> start(const Options& options, std::chrono::milliseconds deadline);

  ChildServer(ChildServer&& other) noexcept;
  ChildServer& operator=(ChildServer&&) = delete;
  ~ChildServer();  ///< Stops it, by SIGKILL if it does not stop.

  /// SIGTERM, and waits for the end. Gives whether it ended in time and with status 0.
  bool stop(std::chrono::milliseconds deadline);

  /// SIGKILL, and waits for the end.
  void kill();

  /// Whether the process is still there.
  [[nodiscard]] bool running();

  [[nodiscard]] const Endpoint& endpoint() const { return endpoint_; }
  [[nodiscard]] const Endpoint& operations() const { return operations_; }
  [[nodiscard]] std::filesystem::path tokens_file() const { return directory_ / "tokens.json"; }
  [[nodiscard]] std::filesystem::path log_file() const { return directory_ / "server.log"; }

 private:
  ChildServer(pid_t pid, std::filesystem::path directory) : pid_(pid), directory_(std::move(directory)) {}

  Outcome<void> wait_until_ready(std::chrono::milliseconds deadline);

  pid_t pid_ = -1;
  int exit_status_ = -1;
  std::filesystem::path directory_;
  Endpoint endpoint_;
  Endpoint operations_;
};

}  // namespace norma::server::cli
