#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "workflows/views/outline.h"

namespace norma::workflows::views {

/// A definition to draw, by the name of its golden files.
struct Sample {
  std::string name;
  std::string bytes;
};

/// The product's definitions and the made-up one of golden/example.scxml.
[[nodiscard]] std::vector<Sample> samples();

/// A file of this repository, by its path from the root.
[[nodiscard]] std::string read_source(const std::string& path);

/// The outline of a definition that is known to be good; its hash is always the same 32 bytes.
[[nodiscard]] Outline outline_of(const std::string& bytes);

/// A chart with nested states, parallels, histories and transitions across all of them.
[[nodiscard]] std::string random_chart(std::uint32_t seed, std::size_t states);

}  // namespace norma::workflows::views
