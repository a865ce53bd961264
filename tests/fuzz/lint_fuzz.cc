// Any bytes as a definition: lint ends with findings or without, and what it passes can be compiled.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "tests/fuzz/must.h"
#include "workflows/definition_reader.h"
#include "workflows/lint.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (!norma::workflows::lint(text).empty()) return 0;
  norma::fuzz::must(norma::workflows::read_definition(text, "hash").has_value(), "what lint passes can be compiled");
  return 0;
}
