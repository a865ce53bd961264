#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/acts/definition.h"
#include "engine/reason.h"
#include "engine/result.h"
#include "engine/statechart/chart.h"

namespace norma::workflows::views {

/// A text in both languages of the product; either may be empty.
struct Label {
  std::string lv;
  std::string en;

  /// The text in that language, else in the other; empty when there is neither.
  [[nodiscard]] const std::string& in(Language language) const;
};

/// What every view of a definition is drawn from: its chart, what it asks of people, and how things are called.
///
/// Unlike acts::Definition it may be of no kind of case, so that authors see drafts and examples too.
struct Outline {
  std::string name;      ///< The `name` of <scxml>; may be empty.
  std::string hash_hex;  ///< SHA-256 of the file's bytes, lower-case hexadecimal.
  std::shared_ptr<const statechart::Chart> chart;
  std::vector<Label> labels;               ///< By state; [0] is the definition's own.
  std::vector<acts::StateDuties> duties;   ///< By state.
  std::map<std::string, Label, std::less<>> task_labels;

  /// What people call the state: its label, else its id.
  [[nodiscard]] std::string state_label(statechart::StateIndex state, Language language) const;
  /// What people call the task: its label, else its key.
  [[nodiscard]] std::string task_label(std::string_view key, Language language) const;
  /// What people call the definition: its label, else its name.
  [[nodiscard]] std::string title(Language language) const;
};

/// Reads a definition for its views; `hash` is the SHA-256 of `bytes`, 32 bytes, computed by the caller.
///
/// Errors: limit_exceeded, definition_invalid with "line:column: message".
[[nodiscard]] Result<Outline> read_outline(std::string_view bytes, std::string_view hash);

/// The states around a state, outermost first, without the root and without the state itself.
[[nodiscard]] std::vector<statechart::StateIndex> states_around(const statechart::Chart& chart,
                                                                statechart::StateIndex state);

/// The innermost state around both; one of the two when it is around the other.
[[nodiscard]] statechart::StateIndex common_state(const statechart::Chart& chart, statechart::StateIndex one,
                                                  statechart::StateIndex other);

}  // namespace norma::workflows::views
