#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace norma {

/// Lower-case hexadecimal, and back; nothing if the text is not that.
[[nodiscard]] std::string to_hex(std::string_view bytes);
[[nodiscard]] std::optional<std::string> from_hex(std::string_view text);

}  // namespace norma
