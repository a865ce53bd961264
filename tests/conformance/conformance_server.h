#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "server/cli/api_client.h"
#include "server/cli/child_server.h"
#include "workflows/rehearsal/script.h"

namespace norma::conformance {

/// What a conformance service answers of a session.
struct SessionAnswer {
  std::string session;
  workflows::Configuration configuration;
  bool running = false;
  bool idle = false;  ///< Everything that was asked for has been done.
  std::uint64_t steps = 0;
  std::string data_json;
};

/// A client of /v1/conformance. Not for use by two threads at a time.
class ConformanceClient {
 public:
  explicit ConformanceClient(const server::cli::Endpoint& server) : api_(server, "", "en") {}

  /// `key`: the request may be repeated with it.
  server::cli::Outcome<SessionAnswer> start(const std::string& document,
                                            const std::map<std::string, std::string>& resources,
                                            const std::string& key = server::cli::fresh_idempotency_key());

  /// Lets the session's clock go on; then sends the event, unless it is empty.
  server::cli::Outcome<SessionAnswer> send(const std::string& session, const workflows::ScriptStep& step,
                                           const std::string& key = server::cli::fresh_idempotency_key());

  /// The session as it stands; takes no step.
  server::cli::Outcome<SessionAnswer> look(const std::string& session);

 private:
  static SessionAnswer read(const std::string& body);
  server::cli::Outcome<SessionAnswer> post(const std::string& path, const std::string& body, const std::string& key);

  server::cli::ApiClient api_;
};

/// `norma serve --conformance` on a free port; killed in the destructor.
class ConformanceServer {
 public:
  /// `resumes`: goes on with what one left in the directory. Throws std::runtime_error when it does not start.
  explicit ConformanceServer(const std::filesystem::path& directory, bool resumes = false);

  [[nodiscard]] ConformanceClient client() const { return ConformanceClient(process_.endpoint()); }
  [[nodiscard]] server::cli::ChildServer& process() { return process_; }

 private:
  server::cli::ChildServer process_;
};

}  // namespace norma::conformance
