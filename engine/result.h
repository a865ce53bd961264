#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

#include "engine/reason.h"

namespace norma {

/// Why something was not done: a reason from the catalogue and the arguments of its message.
///
/// The one error type inside Norma. At the HTTP edge it becomes problem+json; in a turn, a rejection.
struct [[nodiscard]] Error {
  Reason reason = Reason::kInternal;
  std::vector<std::string> details;  ///< Values for {0}, {1} .. of the catalogue's text.

  bool operator==(const Error&) const = default;
};

/// A value, or the reason why there is none.
template <class T>
using Result = tl::expected<T, Error>;

/// Shorthand for the failing side of a Result.
template <class... Details>
tl::unexpected<Error> fail(Reason reason, Details&&... details) {
  return tl::unexpected<Error>(Error{reason, {std::string(std::forward<Details>(details))...}});
}

}  // namespace norma
