#pragma once

#include <filesystem>
#include <string>

namespace norma::server::cli {

/// What `norma demo` was asked for on its command line.
struct DemoOptions {
  bool once = false;
  std::filesystem::path data = "var/demo";
  std::string listen = "127.0.0.1:8080";
  unsigned drop_every = 0;  ///< Testing only: the server's publisher drops every Nth event.
};

/// Starts a real server of this binary, plays the main job over its public API, prints what happened, and without
/// `once` stays until interrupted. Gives the exit status: 0 only if every step and every notification was seen.
int run_demo(const DemoOptions& options);

}  // namespace norma::server::cli
