#include "workflows/reader.h"

#include <algorithm>
#include <map>
#include <pugixml.hpp>
#include <sstream>
#include <string>

namespace norma::workflows {
namespace {

using statechart::Element;

constexpr unsigned kParsing = pugi::parse_cdata | pugi::parse_escapes | pugi::parse_eol | pugi::parse_wconv_attribute |
                              pugi::parse_doctype | pugi::parse_ws_pcdata;

bool is_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t length = lead < 0x80 ? 1 : (lead >> 5) == 6 ? 2 : (lead >> 4) == 14 ? 3 : (lead >> 3) == 30 ? 4 : 0;
    if (length == 0 || at + length > text.size()) return false;
    std::uint32_t code = length == 1 ? lead : lead & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
      const auto next = static_cast<unsigned char>(text[at + i]);
      if ((next & 0xC0U) != 0x80U) return false;
      code = (code << 6) | (next & 0x3FU);
    }
    constexpr std::uint32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
    if (code < kSmallest[length] || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return false;
    at += length;
  }
  return true;
}

/// Where lines begin, to tell the place of an offset.
class Lines {
 public:
  explicit Lines(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '\n') starts_.push_back(i + 1);
    }
  }
  [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> place(std::size_t offset) const {
    const auto after = std::upper_bound(starts_.begin(), starts_.end(), offset);
    const auto line = static_cast<std::uint32_t>(after - starts_.begin());
    return {line, static_cast<std::uint32_t>(offset - *(after - 1) + 1)};
  }

 private:
  std::vector<std::size_t> starts_ = {0};
};

using Namespaces = std::map<std::string, std::string, std::less<>>;

class Builder {
 public:
  Builder(const Lines& lines, const ReaderLimits& limits) : lines_(lines), limits_(limits) {}

  bool build(const pugi::xml_node& node, const Namespaces& outer, std::size_t depth, Element& element) {
    const auto offset = node.offset_debug();
    std::tie(element.line, element.column) = lines_.place(offset > 0 ? static_cast<std::size_t>(offset) - 1 : 0);
    if (depth > limits_.depth) return exceeded("depth", limits_.depth);
    if (++elements_ > limits_.elements) return exceeded("elements", limits_.elements);
    Namespaces names = outer;
    if (!read_attributes(node, names, element)) return false;
    if (!resolve(node.name(), names, element, element.name, element.name_space)) return false;
    for (const pugi::xml_node& child : node.children()) {
      if (child.type() == pugi::node_element) {
        if (!build(child, names, depth + 1, element.children.emplace_back())) return false;
      } else if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
        element.text += child.value();
      }
    }
    const bool keeps_source = element.name == "content" || element.name == "data" || element.name == "assign" || element.name == "script";
    if (keeps_source && element.name_space == statechart::kScxmlNamespace) element.inner_xml = source_inside(node);
    return true;
  }

  Error error;

 private:
  bool fault(const Element& at, std::string_view what) {
    error = {Reason::kDefinitionInvalid, {std::to_string(at.line) + ':' + std::to_string(at.column) + ": " + std::string(what)}};
    return false;
  }
  bool exceeded(std::string_view limit, std::size_t value) {
    error = {Reason::kLimitExceeded, {std::string(limit), std::to_string(value)}};
    return false;
  }

  bool read_attributes(const pugi::xml_node& node, Namespaces& names, Element& element) {
    std::vector<std::string_view> seen;
    attribute_bytes_ = 0;
    for (const pugi::xml_attribute& attribute : node.attributes()) {
      const std::string_view name = attribute.name();
      if (std::find(seen.begin(), seen.end(), name) != seen.end()) return fault(element, "an attribute is there twice");
      seen.push_back(name);
      attribute_bytes_ += name.size() + std::string_view(attribute.value()).size();
      if (attribute_bytes_ > limits_.attribute_bytes) return exceeded("attribute_bytes", limits_.attribute_bytes);
      if (name == "xmlns") {
        names[""] = attribute.value();
      } else if (name.starts_with("xmlns:")) {
        names[std::string(name.substr(6))] = attribute.value();
      } else {
        element.attributes.push_back({std::string(name), attribute.value()});
      }
    }
    for (statechart::Attribute& attribute : element.attributes) {
      if (attribute.name.find(':') == std::string::npos) continue;
      const std::string written = attribute.name;
      if (!resolve(written, names, element, attribute.name, attribute.name_space)) return false;
    }
    return true;
  }

  bool resolve(std::string_view written, const Namespaces& names, const Element& at, std::string& name, std::string& name_space) {
    const std::size_t colon = written.find(':');
    const std::string_view prefix = colon == std::string_view::npos ? "" : written.substr(0, colon);
    name = colon == std::string_view::npos ? written : written.substr(colon + 1);
    const auto found = names.find(prefix);
    if (found != names.end()) {
      name_space = found->second;
    } else if (!prefix.empty()) {
      return fault(at, "the prefix " + std::string(prefix) + " is not declared");
    }
    return true;
  }

  static std::string source_inside(const pugi::xml_node& node) {
    std::ostringstream out;
    for (const pugi::xml_node& child : node.children()) child.print(out, "", pugi::format_raw);
    return out.str();
  }

  const Lines& lines_;
  const ReaderLimits& limits_;
  std::size_t elements_ = 0;
  std::size_t attribute_bytes_ = 0;  ///< Of the element being read.
};

}  // namespace

Result<Element> read_xml(std::string_view bytes, const ReaderLimits& limits) {
  if (bytes.size() > limits.bytes) return fail(Reason::kLimitExceeded, "bytes", std::to_string(limits.bytes));
  if (!is_utf8(bytes)) return fail(Reason::kDefinitionInvalid, "1:1: the text is not UTF-8");
  const Lines lines(bytes);
  const auto refuse = [&lines](std::size_t offset, const std::string& what) {
    const auto [line, column] = lines.place(offset);
    return fail(Reason::kDefinitionInvalid, std::to_string(line) + ':' + std::to_string(column) + ": " + what);
  };
  pugi::xml_document document;
  const pugi::xml_parse_result parsed = document.load_buffer(bytes.data(), bytes.size(), kParsing, pugi::encoding_utf8);
  if (!parsed) return refuse(static_cast<std::size_t>(std::max<std::ptrdiff_t>(parsed.offset, 0)), parsed.description());
  const pugi::xml_node* root = nullptr;
  pugi::xml_node found;
  for (const pugi::xml_node& child : document.children()) {
    if (child.type() == pugi::node_doctype) return refuse(0, "a document type declaration is not allowed");
    if (child.type() != pugi::node_element) continue;
    if (root != nullptr) return refuse(static_cast<std::size_t>(child.offset_debug()), "there is more than one root element");
    found = child;
    root = &found;
  }
  if (root == nullptr) return refuse(0, "there is no element");
  Builder builder(lines, limits);
  Element element;
  if (!builder.build(found, {{"xml", "http://www.w3.org/XML/1998/namespace"}}, 0, element)) {
    return tl::unexpected<Error>(builder.error);
  }
  return element;
}

}  // namespace norma::workflows
