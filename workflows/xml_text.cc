#include "workflows/xml_text.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace norma::workflows {
namespace {

/// A letter of UTF-8 at the start of a text; no size when it is none.
struct Letter {
  std::uint32_t code = 0;
  std::size_t size = 0;
};

Letter read_letter(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t size = lead < 0x80 ? 1 : (lead >> 5) == 6 ? 2 : (lead >> 4) == 14 ? 3 : (lead >> 3) == 30 ? 4 : 0;
  if (size == 0 || size > text.size()) return {};
  std::uint32_t code = size == 1 ? lead : lead & (0xFFU >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) {
    const auto next = static_cast<unsigned char>(text[i]);
    if ((next & 0xC0U) != 0x80U) return {};
    code = (code << 6) | (next & 0x3FU);
  }
  constexpr std::array<std::uint32_t, 5> kSmallest = {0, 0, 0x80, 0x800, 0x10000};
  if (code < kSmallest[size] || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return {};
  return {code, size};
}

bool is_xml_letter(std::uint32_t code) {
  if (code < 0x20) return code == '\t' || code == '\n' || code == '\r';
  return code != 0xFFFE && code != 0xFFFF && (code < 0xD800 || code > 0xDFFF) && code <= 0x10FFFF;
}

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

class MarkupReader {
 public:
  explicit MarkupReader(std::string_view text) : text_(text) {}

  std::optional<XmlFault> read() {
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
    check_encoding();
    while (!fault_ && at_ < text_.size()) {
      if (text_[at_] != '<') {
        read_text();
      } else if (starts("<!--")) {
        skip_past("-->", 4);
      } else if (starts("<![CDATA[")) {
        skip_past("]]>", 9);
      } else if (starts("<?")) {
        skip_past("?>", 2);
      } else {
        read_tag();
      }
    }
    return std::move(fault_);
  }

 private:
  [[nodiscard]] bool starts(std::string_view word) const { return text_.substr(at_, word.size()) == word; }

  void fail(std::size_t offset, std::string_view what) {
    if (!fault_) fault_ = XmlFault{offset, std::string(what)};
  }

  void skip_past(std::string_view end, std::size_t opening) {
    const std::size_t found = text_.find(end, at_ + opening);
    at_ = found == std::string_view::npos ? text_.size() : found + end.size();
  }

  void check_encoding() {
    if (!starts("<?xml") || at_ + 5 >= text_.size() || !is_space(text_[at_ + 5])) return;
    const std::string_view declaration = text_.substr(at_, text_.find("?>", at_) - at_);
    const std::size_t name = declaration.find("encoding");
    if (name == std::string_view::npos) return;
    const std::size_t open = declaration.find_first_of("'\"", name);
    if (open == std::string_view::npos) return;
    const std::size_t close = declaration.find(declaration[open], open + 1);
    if (close == std::string_view::npos) return;
    std::string encoding(declaration.substr(open + 1, close - open - 1));
    std::transform(encoding.begin(), encoding.end(), encoding.begin(), [](unsigned char c) { return std::tolower(c); });
    if (encoding != "utf-8" && encoding != "us-ascii") fail(at_, "the encoding is UTF-8, not " + encoding);
  }

  void read_text() {
    for (; at_ < text_.size() && text_[at_] != '<' && !fault_; ++at_) {
      if (depth_ == 0 && !is_space(text_[at_])) fail(at_, "text outside the root element");
      if (text_[at_] == '&') check_reference();
    }
  }

  void read_tag() {
    const bool closes = at_ + 1 < text_.size() && text_[at_ + 1] == '/';
    char quote = '\0';
    for (++at_; at_ < text_.size() && !fault_; ++at_) {
      const char c = text_[at_];
      if (quote == '\0' && c == '>') break;
      if (quote == '\0' && (c == '\'' || c == '"')) {
        quote = c;
      } else if (c == quote) {
        quote = '\0';
      } else if (quote != '\0' && c == '<') {
        fail(at_, "'<' in an attribute is written &lt;");
      } else if (quote != '\0' && c == '&') {
        check_reference();
      }
    }
    const bool is_empty = at_ > 0 && at_ < text_.size() && text_[at_ - 1] == '/';
    if (closes) {
      if (depth_ > 0) --depth_;
    } else if (!is_empty) {
      ++depth_;
    }
    ++at_;
  }

  void check_reference() {
    constexpr std::size_t kLongest = 12;
    const std::string_view rest = text_.substr(at_ + 1, kLongest);
    const std::size_t end = rest.find(';');
    if (end == std::string_view::npos) return fail(at_, "'&' begins no reference; by itself it is written &amp;");
    const std::string_view name = rest.substr(0, end);
    if (name.starts_with('#')) {
      if (!is_xml_letter(number(name.substr(1)))) fail(at_, "a reference to a letter that XML has not");
      return;
    }
    constexpr std::array<std::string_view, 5> kKnown = {"lt", "gt", "amp", "quot", "apos"};
    if (std::find(kKnown.begin(), kKnown.end(), name) == kKnown.end()) fail(at_, "unknown entity &" + std::string(name) + ";");
  }

  /// The number of a letter, in decimal or after x in hexadecimal; 0 when it is none.
  static std::uint32_t number(std::string_view digits) {
    const std::uint32_t base = digits.starts_with('x') ? 16 : 10;
    if (base == 16) digits.remove_prefix(1);
    std::uint32_t value = 0;
    for (const char c : digits) {
      const int digit = std::isdigit(static_cast<unsigned char>(c)) ? c - '0' : std::isxdigit(static_cast<unsigned char>(c)) ? (c | 0x20) - 'a' + 10 : 99;
      if (static_cast<std::uint32_t>(digit) >= base || value > 0x10FFFF) return 0;
      value = value * base + static_cast<std::uint32_t>(digit);
    }
    return value;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
  std::optional<XmlFault> fault_;
};

}  // namespace

std::optional<XmlFault> find_bad_letter(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const Letter letter = read_letter(text.substr(at));
    if (letter.size == 0) return XmlFault{at, "the text is not UTF-8"};
    if (!is_xml_letter(letter.code)) return XmlFault{at, "a control character, or a letter that XML has not"};
    at += letter.size;
  }
  return std::nullopt;
}

std::optional<XmlFault> find_bad_markup(std::string_view text) { return MarkupReader(text).read(); }

XmlLines::XmlLines(std::string_view text) : text_(text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n') starts_.push_back(i + 1);
  }
}

std::pair<std::uint32_t, std::uint32_t> XmlLines::place(std::size_t offset) {
  offset = std::min(offset, text_.size());
  const auto after = std::upper_bound(starts_.begin(), starts_.end(), offset);
  const auto line = static_cast<std::size_t>(after - starts_.begin());
  if (line != line_ || offset < counted_) {
    line_ = line;
    counted_ = starts_[line - 1];
    letters_ = 0;
  }
  for (; counted_ < offset; ++counted_) {
    if ((static_cast<unsigned char>(text_[counted_]) & 0xC0U) != 0x80U) ++letters_;
  }
  return {static_cast<std::uint32_t>(line), letters_ + 1};
}

}  // namespace norma::workflows
