#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace norma::server::cli {

/// Exit statuses of `norma`: stable, scripts depend on them.
enum class ExitStatus : int {
  kOk = 0,
  kError = 1,
  kUsage = 2,
  kNotFound = 3,
  kConflict = 4,     ///< The case does not take it: conflict, stale revision, missing precondition.
  kDenied = 5,       ///< No valid token, or no role that allows it.
  kUnavailable = 7,  ///< The server cannot be reached, is overloaded, or answered too late.
};

/// Why a command of the client did not do what it was asked, in words for the person at the terminal.
struct [[nodiscard]] Failure {
  ExitStatus status = ExitStatus::kError;
  std::string message;
  std::string code;  ///< Reason code of the server's problem; empty when the failure is the client's own.
};

/// A value, or why there is none: what client commands pass around instead of the engine's Result.
template <class T>
using Outcome = tl::expected<T, Failure>;

/// Shorthand for the failing side of an Outcome.
inline tl::unexpected<Failure> failure(ExitStatus status, std::string message, std::string code = {}) {
  return tl::unexpected<Failure>(Failure{status, std::move(message), std::move(code)});
}

/// Tells the person at the terminal why, on standard error, and gives the program's exit status.
int report(const Failure& failure);

/// The exit status that an HTTP status of an error stands for.
[[nodiscard]] ExitStatus exit_status_of(unsigned http_status);

}  // namespace norma::server::cli
