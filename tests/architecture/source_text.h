#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace norma::architecture {

struct Include {
  std::string path;
  bool is_quoted = false;
  std::size_t line = 0;
};

struct FunctionExtent {
  std::size_t first_line = 0;  ///< where the declaration begins
  std::size_t last_line = 0;   ///< where the closing brace stands
};

/// The includes of a source file in order; lines count from 1.
std::vector<Include> includes_of(std::string_view source);

/// The source with comments, literals and preprocessor lines blanked; every character stays on its line.
std::string code_of(std::string_view source);

/// The function bodies in code_of(source), outermost only.
///
/// A heuristic on braces: it may overlook a function, it does not invent one.
std::vector<FunctionExtent> functions_of(std::string_view code);

/// Lines of a text; a last line without its end counts.
std::size_t count_lines(std::string_view text);

}  // namespace norma::architecture
