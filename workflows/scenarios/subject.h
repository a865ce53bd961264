#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/reason.h"
#include "engine/result.h"
#include "engine/statechart/chart.h"
#include "workflows/duties.h"
#include "workflows/scenarios/scenario.h"

namespace norma::workflows::scenarios {

/// A name in the two languages of the users; one may be missing.
struct Label {
  std::string lv;
  std::string en;
};

/// The definition that scenarios are shown on. Immutable; need not be of a kind that the product runs.
struct Subject {
  std::string file;  ///< act.scxml
  std::shared_ptr<const statechart::Chart> chart;
  DutiesByState duties;
  std::map<std::string, Label, std::less<>> state_labels;
  std::map<std::string, Label, std::less<>> task_labels;
  std::set<std::string, std::less<>> facts;  ///< Members of `_event.data` in conditions; dates that terms wait for.
  bool names_all_facts = true;  ///< Every use of `_event.data` names a member.
};

/// Reads a definition. Errors: definition_invalid, limit_exceeded.
[[nodiscard]] Result<Subject> read_subject(std::string file, std::string_view bytes);

/// The members of `_event.data` that an expression names.
[[nodiscard]] std::set<std::string, std::less<>> facts_of(std::string_view expression);

/// What a reference means, or why it means nothing.
template <class T>
using Named = tl::expected<T, std::string>;

[[nodiscard]] Named<statechart::StateIndex> find_state(const Subject& subject, const Reference& reference);
[[nodiscard]] Named<const acts::TaskTemplate*> find_task(const Subject& subject, const Reference& reference);
[[nodiscard]] Named<const acts::TermTemplate*> find_term(const Subject& subject, const Reference& reference);

/// `review "Izskatīšanā"`: id and label, as messages name it.
[[nodiscard]] std::string state_text(const Subject& subject, statechart::StateIndex state, Language language);
[[nodiscard]] std::string task_text(const Subject& subject, const acts::TaskTemplate& task, Language language);

/// Whether some transition has a descriptor that the event matches, or a command is called so.
[[nodiscard]] bool knows_event(const Subject& subject, std::string_view event);

}  // namespace norma::workflows::scenarios
