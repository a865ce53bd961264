#include "server/cli/outcome.h"

namespace norma::server::cli {

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
