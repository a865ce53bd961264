#include "server/cli/outcome.h"

#include <iostream>

namespace norma::server::cli {

int report(const Failure& failure) {
  std::cerr << "norma: " << failure.message << '\n';
  return static_cast<int>(failure.status);
}

ExitStatus exit_status_of(unsigned http_status) {
  switch (http_status) {
    case 401:
    case 403:
      return ExitStatus::kDenied;
    case 404:
    case 410:
      return ExitStatus::kNotFound;
    case 409:
    case 412:
    case 428:
      return ExitStatus::kConflict;
    case 429:
    case 502:
    case 503:
    case 504:
      return ExitStatus::kUnavailable;
    default:
      return ExitStatus::kError;
  }
}

}  // namespace norma::server::cli
