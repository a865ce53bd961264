#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/result.h"
#include "engine/statechart/document.h"

namespace norma::workflows {

/// Something that is wrong with a definition, and where.
struct LintFinding {
  enum class Severity : std::uint8_t {
    kError,    ///< The definition is refused.
    kWarning,  ///< The definition works, but its author should look.
  };

  std::uint32_t line = 0;    ///< From 1.
  std::uint32_t column = 0;  ///< From 1.
  Severity severity = Severity::kError;
  std::string message;

  bool operator==(const LintFinding&) const = default;
};

/// `12:5: message`, as authors' tools expect it.
[[nodiscard]] std::string format_finding(const LintFinding& finding);

/// What the reader and the compiler refuse, as a finding at its place; 1:1 when the error tells none.
[[nodiscard]] LintFinding finding_of(const Error& error);

/// Collects what is wrong with the elements of one definition.
class Findings {
 public:
  void error(const statechart::Element& where, std::string message);
  void warning(const statechart::Element& where, std::string message);

  /// Everything found, in the order of the document.
  [[nodiscard]] std::vector<LintFinding> sorted() &&;

 private:
  std::vector<LintFinding> findings_;
};

}  // namespace norma::workflows
