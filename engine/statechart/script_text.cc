#include "engine/statechart/script_text.h"

#include <algorithm>
#include <cstdint>

namespace norma::statechart {
namespace {

unsigned byte_at(std::string_view text, std::size_t at) { return static_cast<unsigned char>(text[at]); }

void append_surrogate(std::string& out, std::uint32_t unit) {
  out += static_cast<char>(0xE0U | (unit >> 12));
  out += static_cast<char>(0x80U | ((unit >> 6) & 0x3FU));
  out += static_cast<char>(0x80U | (unit & 0x3FU));
}

/// The code unit of the surrogate of three bytes at this place, 0 if there is none.
std::uint32_t surrogate_at(std::string_view text, std::size_t at) {
  if (at + 3 > text.size() || byte_at(text, at) != 0xED || byte_at(text, at + 1) < 0xA0) return 0;
  return 0xD000U | ((byte_at(text, at + 1) & 0x3FU) << 6) | (byte_at(text, at + 2) & 0x3FU);
}

}  // namespace

bool is_plain_text(std::string_view utf8) {
  return std::none_of(utf8.begin(), utf8.end(), [](char c) { return static_cast<unsigned char>(c) >= 0xF0; });
}

std::string surrogates_of(std::string_view utf8) {
  if (is_plain_text(utf8)) return std::string(utf8);
  std::string out;
  for (std::size_t at = 0; at < utf8.size();) {
    if (byte_at(utf8, at) < 0xF0 || at + 4 > utf8.size()) {
      out += utf8[at++];
      continue;
    }
    const std::uint32_t code = ((byte_at(utf8, at) & 7U) << 18) | ((byte_at(utf8, at + 1) & 0x3FU) << 12) |
                               ((byte_at(utf8, at + 2) & 0x3FU) << 6) | (byte_at(utf8, at + 3) & 0x3FU);
    append_surrogate(out, 0xD800U + ((code - 0x10000U) >> 10));
    append_surrogate(out, 0xDC00U + ((code - 0x10000U) & 0x3FFU));
    at += 4;
  }
  return out;
}

std::string utf8_of(std::string_view surrogates) {
  if (surrogates.find('\xED') == std::string_view::npos) return std::string(surrogates);
  std::string out;
  for (std::size_t at = 0; at < surrogates.size();) {
    const std::uint32_t high = surrogate_at(surrogates, at);
    if (high == 0) {
      out += surrogates[at++];
      continue;
    }
    const std::uint32_t low = high < 0xDC00 ? surrogate_at(surrogates, at + 3) : 0;
    if (low < 0xDC00) {
      out += "\xEF\xBF\xBD";
      at += 3;
      continue;
    }
    const std::uint32_t code = 0x10000U + ((high - 0xD800U) << 10) + (low - 0xDC00U);
    out += static_cast<char>(0xF0U | (code >> 18));
    out += static_cast<char>(0x80U | ((code >> 12) & 0x3FU));
    out += static_cast<char>(0x80U | ((code >> 6) & 0x3FU));
    out += static_cast<char>(0x80U | (code & 0x3FU));
    at += 6;
  }
  return out;
}

}  // namespace norma::statechart
