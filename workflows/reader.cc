#include "workflows/reader.h"

#include <algorithm>
#include <map>
#include <pugixml.hpp>
#include <sstream>
#include <string>

#include "workflows/xml_text.h"

namespace norma::workflows {
namespace {

using statechart::Element;

constexpr unsigned kParsing = pugi::parse_cdata | pugi::parse_escapes | pugi::parse_eol | pugi::parse_wconv_attribute |
                              pugi::parse_doctype | pugi::parse_ws_pcdata;

using Place = std::pair<std::uint32_t, std::uint32_t>;

std::string written(Place place) { return std::to_string(place.first) + ':' + std::to_string(place.second); }

Error limit_error(std::string_view limit, std::size_t value, Place place) {
  return {Reason::kLimitExceeded, {std::string(limit), std::to_string(value), written(place)}};
}

using Namespaces = std::map<std::string, std::string, std::less<>>;

class Builder {
 public:
  Builder(XmlLines& lines, const ReaderLimits& limits) : lines_(lines), limits_(limits) {}

  bool build(const pugi::xml_node& node, const Namespaces& outer, std::size_t depth, Element& element) {
    const auto offset = node.offset_debug();
    std::tie(element.line, element.column) = lines_.place(offset > 0 ? static_cast<std::size_t>(offset) - 1 : 0);
    if (depth > limits_.depth) return exceeded(element, "depth", limits_.depth);
    if (++elements_ > limits_.elements) return exceeded(element, "elements", limits_.elements);
    if (!read_attributes(node, element)) return false;
    Namespaces own;
    const bool declares = declares_names(node);
    if (declares) own = outer;
    if (declares && !declare_names(node, element, own)) return false;
    const Namespaces& names = declares ? own : outer;
    if (!resolve_attributes(names, element)) return false;
    if (!resolve(node.name(), names, element, element.name, element.name_space)) return false;
    for (const pugi::xml_node& child : node.children()) {
      if (child.type() == pugi::node_element) {
        if (!build(child, names, depth + 1, element.children.emplace_back())) return false;
      } else if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
        element.text += child.value();
      }
    }
    const bool keeps_source = element.name == "content" || element.name == "data" || element.name == "assign" || element.name == "script";
    if (keeps_source && element.name_space == statechart::kScxmlNamespace) return keep_source(node, element);
    return true;
  }

  Error error;

 private:
  bool fault(const Element& at, std::string_view what) {
    error = {Reason::kDefinitionInvalid, {written({at.line, at.column}) + ": " + std::string(what)}};
    return false;
  }
  bool exceeded(const Element& at, std::string_view limit, std::size_t value) {
    error = limit_error(limit, value, {at.line, at.column});
    return false;
  }

  bool read_attributes(const pugi::xml_node& node, Element& element) {
    std::vector<std::string_view> seen;
    std::size_t bytes = 0;
    for (const pugi::xml_attribute& attribute : node.attributes()) {
      const std::string_view name = attribute.name();
      if (seen.size() >= limits_.attributes) return exceeded(element, "attributes", limits_.attributes);
      if (std::find(seen.begin(), seen.end(), name) != seen.end()) return fault(element, "an attribute is there twice");
      seen.push_back(name);
      bytes += name.size() + std::string_view(attribute.value()).size();
      if (bytes > limits_.attribute_bytes) return exceeded(element, "attribute_bytes", limits_.attribute_bytes);
      if (!is_declaration(name)) element.attributes.push_back({std::string(name), attribute.value()});
    }
    return true;
  }

  static bool is_declaration(std::string_view name) { return name == "xmlns" || name.starts_with("xmlns:"); }

  static bool declares_names(const pugi::xml_node& node) {
    return std::any_of(node.attributes_begin(), node.attributes_end(),
                       [](const pugi::xml_attribute& attribute) { return is_declaration(attribute.name()); });
  }

  bool declare_names(const pugi::xml_node& node, const Element& element, Namespaces& names) {
    for (const pugi::xml_attribute& attribute : node.attributes()) {
      const std::string_view name = attribute.name();
      if (is_declaration(name)) names[std::string(name.substr(std::min<std::size_t>(name.size(), 6)))] = attribute.value();
    }
    return names.size() <= limits_.namespaces || exceeded(element, "namespaces", limits_.namespaces);
  }

  bool resolve_attributes(const Namespaces& names, Element& element) {
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

  /// What is inside an element may hold elements that keep theirs, so the sum is bounded.
  bool keep_source(const pugi::xml_node& node, Element& element) {
    std::ostringstream out;
    for (const pugi::xml_node& child : node.children()) child.print(out, "", pugi::format_raw);
    element.inner_xml = out.str();
    source_bytes_ += element.inner_xml.size();
    return source_bytes_ <= limits_.source_bytes || exceeded(element, "source_bytes", limits_.source_bytes);
  }

  XmlLines& lines_;
  const ReaderLimits& limits_;
  std::size_t elements_ = 0;
  std::size_t source_bytes_ = 0;
};

/// Where a node of the document begins; the parser remembers where its name or its value does.
std::size_t start_of(const pugi::xml_node& node, std::string_view bytes) {
  const std::ptrdiff_t offset = node.offset_debug();
  if (offset <= 0) return 0;
  const std::size_t start = bytes.rfind('<', static_cast<std::size_t>(offset));
  return start == std::string_view::npos ? 0 : start;
}

}  // namespace

Result<Element> read_xml(std::string_view bytes, const ReaderLimits& limits) {
  if (bytes.size() > limits.bytes) return tl::unexpected<Error>(limit_error("bytes", limits.bytes, {1, 1}));
  XmlLines lines(bytes);
  const auto refuse = [&lines](std::size_t offset, const std::string& what) {
    return fail(Reason::kDefinitionInvalid, written(lines.place(offset)) + ": " + what);
  };
  if (const auto bad = find_bad_letter(bytes)) return refuse(bad->offset, bad->what);
  pugi::xml_document document;
  const pugi::xml_parse_result parsed = document.load_buffer(bytes.data(), bytes.size(), kParsing, pugi::encoding_utf8);
  if (!parsed) return refuse(static_cast<std::size_t>(std::max<std::ptrdiff_t>(parsed.offset, 0)), parsed.description());
  pugi::xml_node root;
  for (const pugi::xml_node& child : document.children()) {
    if (child.type() == pugi::node_doctype) return refuse(start_of(child, bytes), "a document type declaration is not allowed");
    if (child.type() != pugi::node_element) continue;
    if (root) return refuse(start_of(child, bytes), "there is more than one root element");
    root = child;
  }
  if (!root) return refuse(0, "there is no element");
  if (const auto bad = find_bad_markup(bytes)) return refuse(bad->offset, bad->what);
  Builder builder(lines, limits);
  Element element;
  if (!builder.build(root, {{"xml", "http://www.w3.org/XML/1998/namespace"}}, 0, element)) {
    return tl::unexpected<Error>(builder.error);
  }
  return element;
}

}  // namespace norma::workflows
