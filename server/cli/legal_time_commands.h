#pragma once

#include <functional>

#include "server/cli/command_adder.h"

namespace norma::server::cli {

/// `norma calendar`, `norma clock` and `norma term`: what terms are computed with, and terms that stand still.
///
/// Each callback puts into `chosen` what to run; it gives the exit status. All three outlive the parser.
void add_legal_time(CLI::App& app, const ClientOptions& options, const AddClientOptions& add_options,
                    std::function<int()>& chosen);

}  // namespace norma::server::cli
