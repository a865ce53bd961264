#pragma once

#include <string_view>

namespace norma {

/// Whether the bytes are UTF-8 (RFC 3629), without surrogates and overlong forms.
[[nodiscard]] bool is_utf8(std::string_view bytes);

}  // namespace norma
