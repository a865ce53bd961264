#pragma once

#include <functional>

#include "server/cli/command_adder.h"

namespace norma::server::cli {

/// `norma general-act` and `norma recheck`: versions of general acts, and how far the re-check after one is.
///
/// Each callback puts into `chosen` what to run; it gives the exit status. All three outlive the parser.
void add_alignment(CLI::App& app, const ClientOptions& options, const AddClientOptions& add_options,
                   std::function<int()>& chosen);

}  // namespace norma::server::cli
