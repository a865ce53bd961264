#pragma once

#include <span>
#include <string_view>

namespace norma::workflows {

/// A file that was built into the program; both views live as long as the program.
struct EmbeddedFile {
  std::string_view name;  ///< Without its folder: act.scxml.
  std::string_view bytes;
};

/// The product's definitions, one of each kind of case, in the order of their names.
[[nodiscard]] std::span<const EmbeddedFile> embedded_definitions();

/// The product's calendars, in the order of their names.
[[nodiscard]] std::span<const EmbeddedFile> embedded_calendars();

/// The product's catalogue of clocks: one file.
[[nodiscard]] std::span<const EmbeddedFile> embedded_clocks();

/// The product's catalogue of reference data: one file.
[[nodiscard]] std::span<const EmbeddedFile> embedded_catalogues();

}  // namespace norma::workflows
