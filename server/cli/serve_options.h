#pragma once

#include <filesystem>
#include <functional>
#include <string>

namespace norma::server {

/// What `norma serve` was asked for on its command line.
struct ServeOptions {
  bool demo = false;
  bool conformance = false;  ///< Serves rehearsals of uploaded documents, nothing else; on loopback, from an empty `data`.
  bool resume = false;       ///< With `conformance`: goes on with a `data` of its own.
  std::filesystem::path data;
  std::string listen = "127.0.0.1:8080";
  std::string ops_listen = "127.0.0.1:0";
  std::filesystem::path demo_tokens;  ///< Where to write role -> token of the demo people; only with `demo`.
  std::filesystem::path tokens;       ///< Bearer tokens of people, as `demo_tokens` is written.
  std::string administrator;          ///< The person who may register the others in an empty journal.
  std::filesystem::path port_file;    ///< Gets "HOST:PORT\nOPS_HOST:PORT\n" once the server listens.
  unsigned drop_every = 0;            ///< Testing only: the publisher drops every Nth event; 0: none. Only with `demo`.
  std::string start_time;             ///< RFC 3339 where the virtual clock starts; only with `demo`.
};

/// Runs the server until it is told to stop; the result is the exit status of the program.
using ServeFunction = std::function<int(const ServeOptions&)>;

}  // namespace norma::server
