#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace norma::acts {

/// The product's definition of an act with some of its text replaced, each first occurrence once.
///
/// Fails the test when a text is not there.
[[nodiscard]] std::string act_definition_with(
    const std::vector<std::pair<std::string_view, std::string_view>>& replacements);

}  // namespace norma::acts
