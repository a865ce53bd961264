#pragma once

#include <functional>

namespace CLI {
class App;
}

namespace norma::server::cli {

struct ClientOptions;

/// Adds the options that every client command has, written to the one set of options of the program.
using AddClientOptions = std::function<void(CLI::App&)>;

/// `norma calendar`, `norma clock` and `norma term`: what terms are computed with, and terms that stand still.
///
/// Each callback puts into `chosen` what to run; it gives the exit status. All three outlive the parser.
void add_legal_time(CLI::App& app, const ClientOptions& options, const AddClientOptions& add_options,
                    std::function<int()>& chosen);

}  // namespace norma::server::cli
