#pragma once

#include "server/http/edge.h"
#include "server/http/transport.h"

namespace norma::server {

/// Serves one connection: request after request until it closes, idles too long, or becomes a stream.
///
/// In the flow: reads and authenticates, answers reads from snapshots, hands commands to the service and waits
/// for their outcome, gives /v1/stream over to a stream session. Every wait has a deadline.
Task<void> serve_connection(Stream stream, Edge& edge);

}  // namespace norma::server
