#pragma once

#include <string>

#include "engine/result.h"
#include "server/http/edge.h"
#include "server/http/transport.h"

namespace norma::server {

/// Binds "HOST:PORT"; port 0 takes a free one. Errors: invalid_field (form), storage_unavailable (in use).
Result<Acceptor> bind_listener(net::io_context& io, const std::string& address);

/// Accepts connections until the acceptor is closed; each is served by a session of its own.
Task<void> accept_loop(Acceptor& acceptor, Edge& edge);

/// "HOST:PORT" that the acceptor really listens on.
[[nodiscard]] std::string bound_address(const Acceptor& acceptor);

}  // namespace norma::server
