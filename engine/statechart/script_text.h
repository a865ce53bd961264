#pragma once

#include <string>
#include <string_view>

namespace norma::statechart {

/// Whether the text is the same in both forms: it has no character above U+FFFF.
[[nodiscard]] bool is_plain_text(std::string_view utf8);

/// UTF-8 as the strings of ECMAScript need it: characters above U+FFFF as two surrogates of three bytes each.
[[nodiscard]] std::string surrogates_of(std::string_view utf8);

/// The way back; a surrogate without its other half becomes U+FFFD.
[[nodiscard]] std::string utf8_of(std::string_view surrogates);

}  // namespace norma::statechart
