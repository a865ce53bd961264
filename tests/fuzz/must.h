#pragma once

#include <cstdio>
#include <cstdlib>

namespace norma::fuzz {

/// Ends the program, so that the fuzzer keeps the input, when what must hold does not.
inline void must(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

}  // namespace norma::fuzz
