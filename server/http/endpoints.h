#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "server/http/message.h"
#include "server/runtime/service.h"

namespace norma::server {

/// Who may ask; finer rights are checked per case by the policy.
enum class Permission : std::uint8_t { kPublic, kPerson, kAuditor, kDemo };

/// One endpoint that answers from committed snapshots: verb, path, permission and handler in one place.
///
/// Commands and the stream have sessions of their own and stand in http/session.cc.
struct Endpoint {
  using Handler = Result<Response> (*)(Service& service, const Request& request);

  std::string_view method;
  std::string_view path;  ///< Segments in braces are arguments: /v1/acts/{id}.
  Permission permission = Permission::kPerson;
  Handler handler = nullptr;
  bool takes_long = false;  ///< Answered beside the io thread, one such request after the other.
};

[[nodiscard]] std::span<const Endpoint> all_endpoints();

/// Finds the endpoint and fills the request's arguments. Errors, in this order: not_found, method_not_allowed.
Result<const Endpoint*> match_endpoint(Request& request);

}  // namespace norma::server
