#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/acts/definition.h"
#include "engine/statechart/chart.h"
#include "workflows/views/outline.h"

namespace norma::workflows::views {

/// What may follow when an event comes while a state is active: one transition that can answer it.
struct Effect {
  statechart::TransitionIndex transition = 0;
  std::string event;                         ///< The descriptor of the transition that matches.
  std::string outcome;                       ///< Of complete-task: accept; else empty.
  bool is_otherwise = false;                 ///< Has no condition, and one with a condition stands before it.
  bool is_elsewhere = false;                 ///< Of another region that is active together with the state.
};

/// One line of the responsibility table.
struct ResponsibilityRow {
  enum class Kind : std::uint8_t {
    kDuty,       ///< A task: someone must act.
    kRight,      ///< A command that may be given, without a task that asks for it.
    kTerm,       ///< The end of a term acts by itself.
    kAutomatic,  ///< Follows from what happened elsewhere.
  };

  statechart::StateIndex state = 0;
  Kind kind = Kind::kDuty;
  std::vector<acts::Part> parts;       ///< Who must act, or may.
  std::vector<acts::Part> also_parts;  ///< Of a duty: who else may give its command.
  std::string command;                 ///< Of a duty or a right.
  std::string event;                   ///< Of the other kinds: the descriptor, empty when it happens at once.
  const acts::TaskTemplate* task = nullptr;  ///< Of a duty; belongs to the outline.
  const acts::TermTemplate* term = nullptr;  ///< What bounds the duty, or what ends; belongs to the outline.
  std::vector<Effect> effects;
};

/// Who must or may do what in which state, by when, and what follows: every task, term and transition of the chart.
///
/// In document order; within a state: tasks, terms, rights, automatic. A task and a term have one row each; a
/// transition is an effect of at least one row.
[[nodiscard]] std::vector<ResponsibilityRow> responsibilities(const Outline& outline);

/// The table as CommonMark with a pipe table, for people.
[[nodiscard]] std::string responsibility_markdown(const Outline& outline, Language language);

/// The table as one JSON object, for programs; texts in `language`.
///
/// Example of a row, shortened:
///
///     {"state":"writing","path":["Preparation","Drafting","Draft"],"label":"Being written","kind":"duty",
///      "roles":["drafter"],"also":[],"task":"write_draft","action":"Write the draft","command":"submit-draft",
///      "effects":[{"event":"submit-draft","to":["review"],"text":"→ Under review"}]}
[[nodiscard]] std::string responsibility_json(const Outline& outline, Language language);

}  // namespace norma::workflows::views
