#pragma once

#include "server/cli/client_options.h"

namespace CLI {
class App;
}

namespace norma::server::cli {

/// Adds what every client command takes: server, token, output, language. `options` outlives the parser.
void add_client_options(CLI::App& command, ClientOptions& options);

}  // namespace norma::server::cli
