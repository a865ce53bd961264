#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/result.h"

namespace norma::workflows::diff {

/// Where something stands in its file, from 1; 0 when it is not there.
struct Place {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  auto operator<=>(const Place&) const = default;
};

/// What an author says about one thing, name by name, in a fixed order; formatting and defaults are levelled out.
using Fields = std::vector<std::pair<std::string, std::string>>;

struct AuthoredTransition {
  std::vector<std::string> events;  ///< Sorted, without trailing `.*`.
  std::string condition;
  std::vector<std::string> targets;
  Fields more;  ///< type, leaves, content.
  Place place;
};

/// A task, a term or a data element: it has a name of its own in the whole definition.
struct AuthoredPart {
  std::string name;
  std::size_t state = 0;  ///< Where it stands.
  Fields fields;
  Place place;
};

struct AuthoredState {
  std::string id;  ///< `#2` with the parent's id before it, for the second child when it has none.
  std::string kind;
  std::size_t parent = 0;  ///< 0 also for the root itself.
  std::vector<std::size_t> children;
  std::vector<std::string> initial;  ///< Said, or the first child; of a history, its default.
  Fields fields;                     ///< Labels, content of entry and exit, invocations.
  std::vector<AuthoredTransition> transitions;
  Place place;
};

/// A definition as its author sees it: what is in the file, without its formatting and comments.
struct AuthoredDefinition {
  std::vector<AuthoredState> states;  ///< In document order; [0] is the definition itself.
  std::vector<AuthoredPart> tasks;
  std::vector<AuthoredPart> terms;
  std::vector<AuthoredPart> data;
};

/// Reads a definition that compiles. Errors: limit_exceeded, definition_invalid with "line:column: message".
[[nodiscard]] Result<AuthoredDefinition> read_authored(std::string_view bytes);

/// The value of a field, or nothing.
[[nodiscard]] std::string field_of(const Fields& fields, std::string_view name);

}  // namespace norma::workflows::diff
