#include "workflows/chart_lint.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "workflows/vocabulary.h"

namespace norma::workflows {
namespace {

using statechart::Chart;
using statechart::Element;
using statechart::kNoState;
using statechart::State;
using statechart::StateIndex;
using statechart::StateSet;
using statechart::Transition;
using statechart::TransitionIndex;

constexpr std::string_view kMark = "leaves";

using Place = std::pair<std::uint32_t, std::uint32_t>;

/// The parallels that each marked transition is allowed to leave, by its place in the file.
using Marks = std::map<Place, std::vector<std::string_view>>;

void collect_marks(const Element& element, Marks& marks) {
  for (const Element& child : element.children) collect_marks(child, marks);
  if (element.name != "transition") return;
  for (const statechart::Attribute& attribute : element.attributes) {
    if (attribute.name_space == statechart::kWorkflowNamespace && attribute.name == kMark) {
      marks[{element.line, element.column}] = words(attribute.value);
    }
  }
}

bool contains(const Chart& chart, StateIndex ancestor, const Transition& transition) {
  return chart.is_descendant(transition.source, ancestor) &&
         std::all_of(transition.targets.begin(), transition.targets.end(),
                     [&](StateIndex target) { return chart.is_descendant(target, ancestor); });
}

/// The state inside which a transition stays; one to a history state may go as far as the history's parent.
StateIndex domain_of(const Chart& chart, const Transition& transition) {
  if (transition.domain != kNoState) return transition.domain;
  StateIndex domain = chart.state(transition.source).parent;
  while (domain != kNoState && !(chart.is_compound(domain) && contains(chart, domain, transition))) {
    domain = chart.state(domain).parent;
  }
  return domain == kNoState ? StateIndex{0} : domain;
}

void check_transition(const Chart& chart, const Transition& transition, const Marks& marks, Findings& findings) {
  if (transition.targets.empty()) return;
  const auto mark = marks.find({transition.line, transition.column});
  Element place;
  place.line = transition.line;
  place.column = transition.column;
  const StateIndex domain = domain_of(chart, transition);
  if (domain == transition.source) return;
  for (StateIndex around = chart.state(transition.source).parent; around != kNoState && around != domain;
       around = chart.state(around).parent) {
    if (!chart.is_parallel(around)) continue;
    const std::string& id = chart.id(around);
    const bool marked =
        mark != marks.end() && std::find(mark->second.begin(), mark->second.end(), id) != mark->second.end();
    if (marked) continue;
    findings.error(place, "the transition leaves the parallel '" + id +
                              "' and ends all its regions: write type=\"internal\", or norma:leaves=\"" + id +
                              "\" if that is meant");
  }
}

/// Walks everything that entering a state may lead to.
class Reach {
 public:
  explicit Reach(const Chart& chart)
      : chart_(chart), active_(chart.state_count()), entered_(chart.state_count()) {}

  StateSet from_start() {
    enter(0);
    while (!waiting_.empty()) {
      const StateIndex state = waiting_.back();
      waiting_.pop_back();
      follow(state);
    }
    return std::move(active_);
  }

 private:
  void activate(StateIndex state) {
    if (active_.contains(state)) return;
    active_.insert(state);
    waiting_.push_back(state);
  }

  /// Enters a state as a transition's target: with its default content, and all its ancestors.
  void enter(StateIndex target) {
    if (entered_.contains(target)) return;
    entered_.insert(target);
    activate(target);
    if (chart_.is_parallel(target)) {
      for (const StateIndex region : chart_.state(target).children) enter(region);
    } else {
      for (const StateIndex initial : chart_.state(target).initial.targets) enter(initial);
    }
    for (StateIndex ancestor = chart_.state(target).parent; ancestor != kNoState;
         ancestor = chart_.state(ancestor).parent) {
      activate(ancestor);
      if (!chart_.is_parallel(ancestor)) continue;
      for (const StateIndex region : chart_.state(ancestor).children) {
        if (region != target && !chart_.is_descendant(target, region)) enter(region);
      }
    }
  }

  void follow(StateIndex state) {
    for (const TransitionIndex index : chart_.state(state).transitions) {
      for (const StateIndex target : chart_.transition(index).targets) enter(target);
    }
  }

  const Chart& chart_;
  StateSet active_;
  StateSet entered_;
  std::vector<StateIndex> waiting_;
};

}  // namespace

void lint_parallels(const Element& root, const Chart& chart, Findings& findings) {
  Marks marks;
  collect_marks(root, marks);
  for (std::size_t index = 0; index < chart.transition_count(); ++index) {
    check_transition(chart, chart.transition(static_cast<TransitionIndex>(index)), marks, findings);
  }
}

void lint_reachability(const Chart& chart, Findings& findings) {
  const StateSet reached = Reach{chart}.from_start();
  for (std::size_t index = 0; index < chart.state_count(); ++index) {
    const auto state = static_cast<StateIndex>(index);
    if (reached.contains(state)) continue;
    Element place;
    place.line = chart.state(state).line;
    place.column = chart.state(state).column;
    findings.error(place, "nothing leads to the state '" + chart.id(state) + "'");
  }
}

}  // namespace norma::workflows
