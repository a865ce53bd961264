#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "tests/bench/load/http_response.h"

namespace norma::bench {

/// How a response counts: only accepted commands make the figure.
enum class Outcome {
  kAccepted,    ///< a command that was accepted and moved a case
  kRejected,    ///< a command that was refused
  kNotCounted,  ///< a read, or anything else that is no command
  kFailed,      ///< the script cannot go on: the run ends with an error
};

/// What the generator keeps for one connection between requests.
struct ConnectionState {
  std::uint32_t index = 0;     ///< 0-based number of the connection in this run
  std::uint64_t requests = 0;  ///< requests sent so far
  std::string request;         ///< storage a script may build its request in, reused from one to the next
};

/// What one connection says: a sequence of requests, each made after the response to the one before it.
///
/// Threads: called from the generator's only thread. Each connection owns its script.
class Script {
 public:
  virtual ~Script() = default;

  /// The next whole HTTP request; the view must stay valid until the response has come.
  virtual std::string_view next_request(ConnectionState& connection) = 0;

  /// Judges the response to the last request; the response's views die when this returns.
  virtual Outcome on_response(ConnectionState& connection, const HttpResponse& response) = 0;
};

using ScriptFactory = std::function<std::unique_ptr<Script>(std::uint32_t connection_index)>;

/// What every script is made from: where the server is and what the operator gave beside it.
struct ScriptSettings {
  std::string host;  ///< for the Host header
  std::string path = "/v1/commands";  ///< for scripts that post to one path
  std::size_t body_bytes = 300;
  std::string tokens_file;  ///< role -> bearer token as JSON, for scripts that log in
  std::uint64_t seed = 1;
};

/// The factory of the script by this name; empty when there is none.
ScriptFactory find_script(std::string_view name, const ScriptSettings& settings);

/// The names find_script knows, with blanks between them.
std::string script_names();

}  // namespace norma::bench
