#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "workflows/diff/authored.h"

namespace norma::workflows::diff {

enum class Change : std::uint8_t { kAdded, kRemoved, kRenamed, kMoved, kChanged };
enum class Subject : std::uint8_t { kDefinition, kState, kTransition, kTask, kTerm, kData };

/// One way in which the second definition differs from the first.
struct Difference {
  Change change = Change::kChanged;
  Subject subject = Subject::kState;
  std::string name;    ///< Id of a state, task, term or data element; of a transition what it is taken for.
  std::string state;   ///< Where a part or a transition stands, or what a state stands in.
  std::string field;   ///< Of a change: kind, initial, label lv, event, condition, target, role, duration ..
  std::string before;  ///< Of a change, a move or a renaming.
  std::string after;
  Place in_first;   ///< Line 0 when it is added.
  Place in_second;  ///< Line 0 when it is removed.
};

[[nodiscard]] std::string_view change_name(Change change);
[[nodiscard]] std::string_view subject_name(Subject subject);

/// A line for people: where in which file, how it differs, and what.
///
///     law.scxml:12: - state follow_up in compliance
///     new.scxml:34: ~ task review_draft in review: role owner → coordinator
[[nodiscard]] std::string difference_text(const Difference& difference, std::string_view first_file,
                                          std::string_view second_file);

/// All differences as one JSON object:
///
///     {"same":false,"differences":[{"change":"changed","subject":"task","name":"review_draft","state":"review",
///       "field":"role","before":"owner","after":"coordinator","line_before":30,"line_after":34}]}
///
/// Members that say nothing are left out.
[[nodiscard]] std::string differences_json(const std::vector<Difference>& differences);

}  // namespace norma::workflows::diff
