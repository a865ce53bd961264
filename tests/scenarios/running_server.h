#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "server/cli/api_client.h"
#include "server/cli/child_server.h"

namespace norma::scenarios {

/// A directory of this test alone; removed at the end with all below it.
class TemporaryDirectory {
 public:
  TemporaryDirectory();
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
  ~TemporaryDirectory();

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// The program under test: $NORMA_BINARY, which CTest sets; fails the test when it is not set.
[[nodiscard]] std::filesystem::path norma_binary();

/// What a program printed and how it ended.
struct ProgramRun {
  int exit_status = -1;  ///< -1: it did not end by itself.
  std::string output;    ///< Standard output and error, as they came.

  [[nodiscard]] std::string last_line() const;
};

/// Runs `norma` with these arguments to its end.
[[nodiscard]] ProgramRun run_norma(const std::vector<std::string>& arguments);

/// `norma serve --demo` on free ports, with its people's tokens; killed in the destructor.
class RunningServer {
 public:
  /// Throws std::runtime_error when it does not start: a test cannot go on without it.
  explicit RunningServer(const std::filesystem::path& directory, std::vector<std::string> more = {});

  /// The API as one of the demo people: coordinator, service_owner, ...
  [[nodiscard]] server::cli::ApiClient client(const std::string& key, const std::string& language = "en") const;

  [[nodiscard]] std::string token(const std::string& key) const;
  [[nodiscard]] const server::cli::Endpoint& endpoint() const { return process_.endpoint(); }
  [[nodiscard]] server::cli::ChildServer& process() { return process_; }
  [[nodiscard]] const server::cli::ChildServer& process() const { return process_; }

 private:
  server::cli::ChildServer process_;
};

}  // namespace norma::scenarios
