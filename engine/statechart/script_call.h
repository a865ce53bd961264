#pragma once

#include <duktape.h>

namespace norma::statechart {

/// Runs `body(thread)` so that a script error comes back as false with the error on top of the stack; otherwise the one
/// value that the body left is there.
///
/// The body works on the caller's part of the stack, so slots keep their numbers. Requires: nothing in `body` needs a destructor, because an error leaves it by longjmp.
template <class Body>
bool protect(duk_context* thread, const Body& body) {
  const auto run = [](duk_context* inner, void* data) -> duk_ret_t {
    (*static_cast<const Body*>(data))(inner);
    return 1;
  };
  return duk_safe_call(thread, run, const_cast<Body*>(&body), 0, 1) == DUK_EXEC_SUCCESS;
}

}  // namespace norma::statechart
