#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace norma::statechart {

/// Namespaces whose elements a definition may have.
inline constexpr std::string_view kScxmlNamespace = "http://www.w3.org/2005/07/scxml";
inline constexpr std::string_view kWorkflowNamespace = "urn:norma:workflow:1";

struct Attribute {
  std::string name;  ///< Local name.
  std::string value;
  std::string name_space = {};  ///< Empty for attributes written without a prefix.
};

/// An element of a definition as the reader found it: the value through which XML enters the engine.
struct Element {
  std::string name_space;
  std::string name;  ///< Local name.
  std::vector<Attribute> attributes;
  std::vector<Element> children;  ///< Elements only, in document order.
  std::string text;               ///< Character data directly inside, concatenated.
  std::string inner_xml;          ///< Everything inside as XML, for <content>, <data>, <assign> and <script>.
  std::uint32_t line = 0;         ///< From 1.
  std::uint32_t column = 0;       ///< From 1.

  /// The value of an attribute without namespace, if it is there.
  [[nodiscard]] std::optional<std::string_view> attribute(std::string_view local_name) const {
    for (const Attribute& candidate : attributes) {
      if (candidate.name_space.empty() && candidate.name == local_name) return candidate.value;
    }
    return std::nullopt;
  }
};

}  // namespace norma::statechart
