#pragma once

#include <string_view>

#include "server/http/edge.h"
#include "server/http/message.h"
#include "server/http/transport.h"

namespace norma::server {

inline constexpr std::string_view kConformancePath = "/v1/conformance/";

/// Answers a request below kConformancePath; README.md here says what there is.
///
/// An answer tells of a state that is durable: what the request asked for is one turn, each step it leads to another,
/// and each is decided on what the journal's fold has left. A request that was cut off goes on when it is repeated with
/// its Idempotency-Key. Errors: not_found (also when the service is not one of conformance), method_not_allowed, those of
/// reading the body, of conformance_decider(), and limit_exceeded (steps of one request).
Task<Result<Response>> answer_conformance(Edge& edge, const Request& request);

}  // namespace norma::server
