#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace norma::storage {

/// A SHA-256 value as 32 raw bytes (FIPS 180-4).
using Digest = std::array<std::uint8_t, 32>;

/// SHA-256 of the bytes, without allocation.
[[nodiscard]] Digest sha256_digest(std::string_view bytes);

/// SHA-256 of `first` followed by `second`, without joining or allocation.
[[nodiscard]] Digest sha256_digest(std::string_view first, std::string_view second);

/// SHA-256 of the bytes, as 32 raw bytes.
[[nodiscard]] std::string sha256(std::string_view bytes);

/// SHA-256 of `first` followed by `second`, as 32 raw bytes.
[[nodiscard]] std::string sha256_concat(std::string_view first, std::string_view second);

/// HMAC-SHA256 (RFC 2104) of the message, as 32 raw bytes; the key may be empty.
[[nodiscard]] std::string hmac_sha256(std::string_view key, std::string_view message);

}  // namespace norma::storage
