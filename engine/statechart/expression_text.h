#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/statechart/content.h"

namespace norma::statechart {

/// Finds the words of an expression that may name a variable, whether it may reach others, and whether it is pure.
void scan_identifiers(Expression& expression);

/// The condition in postfix order if it is made of In('state'), true, false, !, &&, || and parentheses; else nothing.
[[nodiscard]] std::vector<InTest> parse_in_condition(
    std::string_view text, const std::function<std::optional<std::uint16_t>(std::string_view)>& find_state);

}  // namespace norma::statechart
