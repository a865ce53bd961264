#include "engine/statechart/json_text.h"

#include <cstdint>
#include <cstdio>

#include "engine/utf8.h"

namespace norma::statechart {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Reads one JSON value and copies its tokens.
class Compactor {
 public:
  Compactor(std::string_view text, std::size_t depth) : text_(text), depth_(depth) {}

  bool document() {
    if (!value(0)) return false;
    skip_space();
    return at_ == text_.size();
  }

  bool object(std::vector<std::pair<std::string, std::string>>& members) {
    skip_space();
    if (!take('{')) return false;
    skip_space();
    if (!take('}') && !member_list(members)) return false;
    skip_space();
    return at_ == text_.size();
  }

  std::string take_result() { return std::move(out_); }

 private:
  bool member_list(std::vector<std::pair<std::string, std::string>>& members) {
    do {
      skip_space();
      out_.clear();
      if (!string()) return false;
      std::optional<std::string> key = json_unquote(out_);
      skip_space();
      if (!key || !take(':')) return false;
      out_.clear();
      if (!value(1)) return false;
      members.emplace_back(std::move(*key), out_);
      skip_space();
    } while (take(','));
    return take('}');
  }

  void skip_space() {
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
  }
  bool take(char wanted) {
    if (at_ >= text_.size() || text_[at_] != wanted) return false;
    out_ += wanted;
    ++at_;
    return true;
  }
  bool word(std::string_view wanted) {
    if (text_.substr(at_, wanted.size()) != wanted) return false;
    out_ += wanted;
    at_ += wanted.size();
    return true;
  }

  bool value(std::size_t depth) {
    if (depth > depth_) return false;
    skip_space();
    if (at_ >= text_.size()) return false;
    switch (text_[at_]) {
      case '{': return list('{', '}', depth);
      case '[': return list('[', ']', depth);
      case '"': return string();
      case 't': return word("true");
      case 'f': return word("false");
      case 'n': return word("null");
      default: return number();
    }
  }

  bool list(char open, char close, std::size_t depth) {
    take(open);
    skip_space();
    if (take(close)) return true;
    do {
      skip_space();
      if (open == '{') {
        if (!string()) return false;
        skip_space();
        if (!take(':')) return false;
      }
      if (!value(depth + 1)) return false;
      skip_space();
    } while (take(','));
    return take(close);
  }

  bool string() {
    if (!take('"')) return false;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (static_cast<unsigned char>(c) < 0x20) return false;
      if (c == '"') return take('"');
      out_ += c;
      ++at_;
      if (c == '\\' && !escape()) return false;
    }
    return false;
  }

  bool escape() {
    if (at_ >= text_.size()) return false;
    const char c = text_[at_];
    out_ += c;
    ++at_;
    if (c != 'u') return std::string_view("\"\\/bfnrt").find(c) != std::string_view::npos;
    for (int i = 0; i < 4; ++i, ++at_) {
      if (at_ >= text_.size() || std::string_view("0123456789abcdefABCDEF").find(text_[at_]) == std::string_view::npos) {
        return false;
      }
      out_ += text_[at_];
    }
    return true;
  }

  bool digits() {
    const std::size_t start = at_;
    while (at_ < text_.size() && is_digit(text_[at_])) out_ += text_[at_++];
    return at_ > start;
  }

  bool number() {
    take('-');
    if (!take('0') && !digits()) return false;
    if (take('.') && !digits()) return false;
    if (at_ < text_.size() && (text_[at_] == 'e' || text_[at_] == 'E')) {
      out_ += text_[at_++];
      if (!take('+')) take('-');
      if (!digits()) return false;
    }
    return true;
  }

  std::string_view text_;
  std::size_t depth_;
  std::size_t at_ = 0;
  std::string out_;
};

void append_utf8(std::string& out, std::uint32_t code) {
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0 | (code >> 6));
    out += static_cast<char>(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    out += static_cast<char>(0xE0 | (code >> 12));
    out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (code & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | (code >> 18));
    out += static_cast<char>(0x80 | ((code >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (code & 0x3F));
  }
}

std::uint32_t hex_code(std::string_view four) {
  std::uint32_t code = 0;
  for (const char c : four) {
    const int digit = is_digit(c) ? c - '0' : (c | 0x20) - 'a' + 10;
    code = code * 16 + static_cast<std::uint32_t>(digit);
  }
  return code;
}

/// Reads what follows `\u` at `at`; two escapes of a pair are one character, half a pair is U+FFFD.
std::uint32_t unicode_escape(std::string_view text, std::size_t& at) {
  const std::uint32_t code = hex_code(text.substr(at, 4));
  at += 4;
  if (code < 0xD800 || code > 0xDFFF) return code;
  if (code < 0xDC00 && text.substr(at, 2) == "\\u") {
    const std::uint32_t low = hex_code(text.substr(at + 2, 4));
    if (low >= 0xDC00 && low <= 0xDFFF) {
      at += 6;
      return 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
    }
  }
  return 0xFFFD;
}

}  // namespace

std::string json_quote(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20 || byte == 0x7F) {
      char buffer[8];
      std::snprintf(buffer, sizeof buffer, "\\u%04x", static_cast<unsigned>(byte));
      out += buffer;
    } else {
      out += c;
    }
  }
  out += '"';
  return out;
}

std::optional<std::string> json_compact(std::string_view text, std::size_t depth) {
  Compactor compactor(text, depth);
  if (!is_utf8(text) || !compactor.document()) return std::nullopt;
  return compactor.take_result();
}

std::optional<std::vector<std::pair<std::string, std::string>>> json_members(std::string_view text) {
  std::vector<std::pair<std::string, std::string>> members;
  Compactor compactor(text, 64);
  if (!is_utf8(text) || !compactor.object(members)) return std::nullopt;
  return members;
}

std::optional<std::string> json_unquote(std::string_view text) {
  const std::optional<std::string> compact = json_compact(text);
  if (!compact || compact->front() != '"') return std::nullopt;
  const std::string_view inside = std::string_view(*compact).substr(1, compact->size() - 2);
  std::string out;
  for (std::size_t at = 0; at < inside.size();) {
    const char c = inside[at++];
    if (c != '\\') {
      out += c;
      continue;
    }
    const char escaped = inside[at++];
    constexpr std::string_view kFrom = "bfnrt";
    constexpr std::string_view kTo = "\b\f\n\r\t";
    if (escaped == 'u') {
      append_utf8(out, unicode_escape(inside, at));
    } else if (const std::size_t which = kFrom.find(escaped); which != std::string_view::npos) {
      out += kTo[which];
    } else {
      out += escaped;
    }
  }
  return out;
}

std::string xml_value(const Element& element, std::string_view outer_name_space) {
  std::string out = "{\"$xml\":[" + json_quote(element.name) + ",{";
  bool first = true;
  for (const Attribute& attribute : element.attributes) {
    if (!first) out += ',';
    first = false;
    out += json_quote(attribute.name) + ':' + json_quote(attribute.value);
  }
  out += "},[";
  first = true;
  for (const Element& child : element.children) {
    if (!first) out += ',';
    first = false;
    out += xml_value(child, element.name_space);
  }
  if (element.children.empty() && !element.text.empty()) out += json_quote(element.text);
  out += ']';
  if (element.name_space != outer_name_space) out += ',' + json_quote(element.name_space);
  out += "]}";
  return out;
}

std::string normalise_space(std::string_view text) {
  std::string out;
  bool gap = false;
  for (const char c : text) {
    if (is_space(c)) {
      gap = !out.empty();
      continue;
    }
    if (gap) out += ' ';
    gap = false;
    out += c;
  }
  return out;
}

}  // namespace norma::statechart
