#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/statechart/chart.h"

namespace norma::workflows::scenarios {

/// Something of a definition that no scenario shows.
struct Gap {
  std::uint32_t line = 0;
  std::string text;
};

struct CoverageReport {
  std::size_t transitions = 0;
  std::size_t covered = 0;
  std::vector<Gap> untaken;         ///< Transitions that no scenario takes, in document order.
  std::vector<Gap> untaken_events;  ///< Of the others, each event that no scenario takes them for.
};

/// Counts which transitions of one definition the steps of its scenarios took.
class Coverage {
 public:
  /// Adds a step that took these transitions after this event, or at the start of a case.
  void add(const statechart::Chart& chart, std::string_view event,
           const std::vector<statechart::TransitionIndex>& taken);

  [[nodiscard]] CoverageReport report(const statechart::Chart& chart) const;

 private:
  std::set<statechart::TransitionIndex> taken_;
  std::set<std::pair<statechart::TransitionIndex, std::string>> taken_for_;
};

/// `review: task.review_draft.return → writing`
[[nodiscard]] std::string transition_text(const statechart::Chart& chart, const statechart::Transition& transition);

}  // namespace norma::workflows::scenarios
