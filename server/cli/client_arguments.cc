#include "server/cli/client_arguments.h"

#include <CLI/CLI.hpp>

namespace norma::server::cli {

void add_client_options(CLI::App& command, ClientOptions& options) {
  command.add_option("--server", options.server, "URL of the server")->envname("NORMA_SERVER")->capture_default_str();
  command.add_option("--token-file", options.token_file, "file with a bearer token, or a JSON object name -> token");
  command.add_option("--as", options.as, "which name of a JSON token file");
  command.add_option("-o,--output", options.output, "table or json")
      ->check(CLI::IsMember({"table", "json"}))
      ->capture_default_str();
  command.add_option("--lang", options.language, "language of the server's messages: lv or en")
      ->check(CLI::IsMember({"lv", "en"}));
}

}  // namespace norma::server::cli
