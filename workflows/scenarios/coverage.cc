#include "workflows/scenarios/coverage.h"

#include <algorithm>

namespace norma::workflows::scenarios {

using statechart::Chart;
using statechart::Transition;
using statechart::TransitionIndex;

void Coverage::add(const Chart& chart, std::string_view event, const std::vector<TransitionIndex>& taken) {
  for (const TransitionIndex index : taken) {
    taken_.insert(index);
    const Transition& transition = chart.transition(index);
    for (const std::string& descriptor : transition.events) {
      // The events that the chart gives itself are not told apart: they have one descriptor each.
      const bool internal = !statechart::transition_matches(transition, event);
      if (internal || statechart::descriptor_matches(descriptor, event)) taken_for_.emplace(index, descriptor);
    }
  }
}

CoverageReport Coverage::report(const Chart& chart) const {
  CoverageReport report;
  report.transitions = chart.transition_count();
  report.covered = taken_.size();
  for (std::size_t i = 0; i < chart.transition_count(); ++i) {
    const auto index = static_cast<TransitionIndex>(i);
    const Transition& transition = chart.transition(index);
    if (!taken_.contains(index)) {
      report.untaken.push_back({transition.line, transition_text(chart, transition)});
      continue;
    }
    for (const std::string& descriptor : transition.events) {
      if (taken_for_.contains({index, descriptor})) continue;
      report.untaken_events.push_back({transition.line, transition_text(chart, transition) + ": for " + descriptor});
    }
  }
  const auto by_line = [](const Gap& left, const Gap& right) { return left.line < right.line; };
  std::stable_sort(report.untaken.begin(), report.untaken.end(), by_line);
  std::stable_sort(report.untaken_events.begin(), report.untaken_events.end(), by_line);
  return report;
}

std::string transition_text(const Chart& chart, const Transition& transition) {
  std::string text = chart.id(transition.source) + ":";
  for (const std::string& event : transition.events) text += " " + event;
  if (transition.events.empty()) text += " (no event)";
  if (!transition.condition_text.empty()) text += " [" + transition.condition_text + "]";
  if (transition.targets.empty()) return text + ", without a target";
  text += " →";
  for (const statechart::StateIndex target : transition.targets) text += " " + chart.id(target);
  return text;
}

}  // namespace norma::workflows::scenarios
