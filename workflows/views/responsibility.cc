#include "workflows/views/responsibility.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "engine/acts/commands/catalogue.h"

namespace norma::workflows::views {
namespace {

using acts::Part;
using statechart::Chart;
using statechart::kNoState;
using statechart::StateIndex;
using statechart::Transition;
using statechart::TransitionIndex;

const std::string* matching(const Transition& transition, std::string_view event) {
  for (const std::string& descriptor : transition.events) {
    if (statechart::descriptor_matches(descriptor, event)) return &descriptor;
  }
  return nullptr;
}

/// Gathers what can answer an event while a state is active, in the order in which the chart would choose.
class EffectFinder {
 public:
  EffectFinder(const Chart& chart, StateIndex state) : chart_(chart), state_(state) {}

  std::vector<Effect> find(std::string_view event, const std::string& outcome) {
    effects_.clear();
    for (StateIndex inside = state_ + 1; inside <= chart_.state(state_).last; ++inside) add(inside, event, outcome, false);
    StateIndex decides = state_;
    while (decides != kNoState && !add(decides, event, outcome, false)) decides = chart_.parent(decides);
    add_other_regions(event, outcome, decides);
    return std::move(effects_);
  }

 private:
  /// Whether the state has a transition that takes the event whatever the conditions are.
  bool add(StateIndex source, std::string_view event, const std::string& outcome, bool is_elsewhere) {
    bool conditional = false;
    for (const TransitionIndex index : chart_.state(source).transitions) {
      const Transition& transition = chart_.transition(index);
      const std::string* descriptor = matching(transition, event);
      if (descriptor == nullptr) continue;
      const bool certain = transition.condition_text.empty();
      const bool is_told = !is_elsewhere || !transition.targets.empty();
      if (is_told) effects_.push_back({index, *descriptor, outcome, certain && conditional, is_elsewhere});
      if (certain) return true;
      conditional = true;
    }
    return false;
  }

  /// Regions beside the state answer too, unless what decides is around them.
  void add_other_regions(std::string_view event, const std::string& outcome, StateIndex decides) {
    for (StateIndex child = state_; child != 0; child = chart_.parent(child)) {
      const StateIndex around = chart_.parent(child);
      if (!chart_.is_parallel(around)) continue;
      if (decides != kNoState && !chart_.is_descendant(decides, around)) return;
      for (const StateIndex region : chart_.state(around).children) {
        if (region == child) continue;
        for (StateIndex one = region; one <= chart_.state(region).last; ++one) add(one, event, outcome, true);
      }
    }
  }

  const Chart& chart_;
  StateIndex state_;
  std::vector<Effect> effects_;
};

class RowWriter {
 public:
  explicit RowWriter(const Outline& outline) : outline_(outline), chart_(*outline.chart) {}

  std::vector<ResponsibilityRow> write() {
    for (std::size_t state = 0; state < chart_.state_count(); ++state) add_state(static_cast<StateIndex>(state));
    return std::move(rows_);
  }

 private:
  using Kind = ResponsibilityRow::Kind;

  void add_state(StateIndex state) {
    const acts::StateDuties& asked = outline_.duties[state];
    for (const acts::TaskTemplate& task : asked.tasks) add_duty(state, task);
    for (const acts::TermTemplate& term : asked.terms) add_term(state, term);
    add_own_transitions(state, true);
    add_own_transitions(state, false);
  }

  void add_duty(StateIndex state, const acts::TaskTemplate& task) {
    ResponsibilityRow row;
    row.state = state;
    row.kind = Kind::kDuty;
    row.parts = {task.part};
    row.command = task.command;
    row.task = &task;
    for (const Part part : parts_of(task.command)) {
      if (part != task.part) row.also_parts.push_back(part);
    }
    for (const acts::TermTemplate& term : outline_.duties[state].terms) {
      if (term.key == task.term) row.term = &term;
    }
    EffectFinder finder(chart_, state);
    if (task.outcomes.empty()) row.effects = finder.find(task.command, "");
    for (const std::string& outcome : task.outcomes) {
      for (Effect& effect : finder.find("task." + task.key + "." + outcome, outcome)) row.effects.push_back(std::move(effect));
    }
    rows_.push_back(std::move(row));
  }

  void add_term(StateIndex state, const acts::TermTemplate& term) {
    ResponsibilityRow row;
    row.state = state;
    row.kind = Kind::kTerm;
    row.event = "term." + term.key;
    row.term = &term;
    row.effects = EffectFinder(chart_, state).find(row.event, "");
    rows_.push_back(std::move(row));
  }

  /// What the state itself takes that no task or term of its own has told already.
  void add_own_transitions(StateIndex state, bool commands) {
    std::set<std::string> told = told_events(state);
    for (const TransitionIndex index : chart_.state(state).transitions) {
      const Transition& transition = chart_.transition(index);
      std::vector<std::string> events = transition.events;
      if (events.empty()) events.emplace_back();
      for (const std::string& event : events) {
        const bool is_command = acts::find_command(event) != nullptr;
        if (is_command != commands || is_told(told, event)) continue;
        told.insert(event);
        rows_.push_back(own_row(state, event, is_command));
      }
    }
  }

  /// Whether rows so far answer every event of that descriptor; what takes any event is told once more.
  static bool is_told(const std::set<std::string>& told, const std::string& descriptor) {
    if (descriptor == "*" || descriptor.empty()) return told.contains(descriptor);
    return std::any_of(told.begin(), told.end(), [&descriptor](const std::string& event) {
      return statechart::descriptor_matches(descriptor, event);
    });
  }

  [[nodiscard]] std::set<std::string> told_events(StateIndex state) const {
    std::set<std::string> told;
    for (const acts::TaskTemplate& task : outline_.duties[state].tasks) {
      if (task.outcomes.empty()) told.insert(task.command);
      for (const std::string& outcome : task.outcomes) told.insert("task." + task.key + "." + outcome);
    }
    for (const acts::TermTemplate& term : outline_.duties[state].terms) told.insert("term." + term.key);
    return told;
  }

  [[nodiscard]] ResponsibilityRow own_row(StateIndex state, const std::string& event, bool is_command) const {
    ResponsibilityRow row;
    row.state = state;
    row.kind = is_command ? Kind::kRight : Kind::kAutomatic;
    if (is_command) {
      row.command = event;
      row.parts = parts_of(event);
    } else {
      row.event = event;
    }
    if (!event.empty()) {
      row.effects = EffectFinder(chart_, state).find(event, "");
      return row;
    }
    bool conditional = false;
    for (const TransitionIndex index : chart_.state(state).transitions) {
      const Transition& transition = chart_.transition(index);
      if (!transition.events.empty()) continue;
      row.effects.push_back({index, "", "", conditional && transition.condition_text.empty(), false});
      conditional = true;
    }
    return row;
  }

  static std::vector<Part> parts_of(std::string_view command) {
    const acts::CommandRow* found = acts::find_command(command);
    return found == nullptr ? std::vector<Part>{} : found->parts;
  }

  const Outline& outline_;
  const Chart& chart_;
  std::vector<ResponsibilityRow> rows_;
};

}  // namespace

std::vector<ResponsibilityRow> responsibilities(const Outline& outline) { return RowWriter(outline).write(); }

}  // namespace norma::workflows::views
