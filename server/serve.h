#pragma once

#include "server/cli/serve_options.h"

namespace norma::server {

/// Runs the server until SIGINT or SIGTERM; returns the process's exit status.
///
/// Prints where it listens; with a port file, writes "HOST:PORT\nOPS_HOST:PORT\n" to it once it does. On a signal
/// it stops accepting, decides what has queued, waits until that is durable, and ends.
int serve(const ServeOptions& options);

}  // namespace norma::server
