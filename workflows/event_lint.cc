#include "workflows/event_lint.h"

#include <set>
#include <string>
#include <string_view>

#include "workflows/vocabulary.h"

namespace norma::workflows {
namespace {

using statechart::Chart;
using statechart::kNoState;
using statechart::StateIndex;
using statechart::TransitionIndex;

/// The end of a wording's wait for its commencement; started by the publication of an amendment.
constexpr std::string_view kWordingTerm = "term.wording";

/// Families of events that commands on other cases raise.
const std::set<std::string_view> kRaisedByCommands = {"amendment", "proposal", "alignment", "recheck"};

class EventLint {
 public:
  EventLint(const Chart& chart, const DutiesByState& duties, Findings& findings)
      : chart_(chart), duties_(duties), findings_(findings) {
    raised_.emplace(kWordingTerm);
    for (const auto& [state, asked] : duties) {
      for (const acts::TermTemplate& term : asked.terms) raised_.insert("term." + term.key);
      for (const acts::TaskTemplate& task : asked.tasks) {
        for (const std::string& outcome : task.outcomes) raised_.insert("task." + task.key + "." + outcome);
      }
    }
  }

  void run() {
    for (std::size_t index = 0; index < chart_.transition_count(); ++index) {
      const statechart::Transition& transition = chart_.transition(static_cast<TransitionIndex>(index));
      for (const std::string& event : transition.events) {
        check_event(event, place(transition.line, transition.column));
      }
    }
    for (const auto& [id, asked] : duties_) check_duties(id, asked);
  }

 private:
  static statechart::Element place(std::uint32_t line, std::uint32_t column) {
    statechart::Element element;
    element.line = line;
    element.column = column;
    return element;
  }

  void check_event(const std::string& event, const statechart::Element& where) {
    if (is_command_event(event) || raised_.contains(event)) return;
    const std::string_view family = std::string_view{event}.substr(0, event.find('.'));
    if (family == "task" || family == "term") return check_prefix(event, where);
    if (family == "done") return check_done(event, where);
    if (family == "error" || (family != event && kRaisedByCommands.contains(family))) return;
    findings_.error(where, "nothing raises the event '" + event + "'");
  }

  /// A descriptor may name the beginning of events: task.review_draft for both of its outcomes.
  void check_prefix(const std::string& event, const statechart::Element& where) {
    for (const std::string& raised : raised_) {
      if (statechart::descriptor_matches(event, raised)) return;
    }
    findings_.error(where, "no task or term raises the event '" + event + "'");
  }

  void check_done(const std::string& event, const statechart::Element& where) {
    constexpr std::string_view kDoneState = "done.state.";
    if (!event.starts_with(kDoneState)) return;
    const std::string_view id = std::string_view{event}.substr(kDoneState.size());
    if (!chart_.find(id)) findings_.error(where, "there is no state to be done: '" + event + "'");
  }

  void check_duties(const std::string& id, const acts::StateDuties& asked) {
    const auto state = chart_.find(id);
    if (!state) return;
    const statechart::Element where = place(chart_.state(*state).line, chart_.state(*state).column);
    for (const acts::TermTemplate& term : asked.terms) require_taken(*state, "term." + term.key, where);
    for (const acts::TaskTemplate& task : asked.tasks) {
      if (!task.on.empty()) check_event(task.on, where);
      if (task.outcomes.empty()) require_taken(*state, task.command, where);
      for (const std::string& outcome : task.outcomes) {
        require_taken(*state, "task." + task.key + "." + outcome, where);
      }
    }
  }

  /// Some transition of the state, of what is around it or of what is inside it takes the event.
  void require_taken(StateIndex state, const std::string& event, const statechart::Element& where) {
    for (StateIndex around = state; around != kNoState; around = chart_.state(around).parent) {
      if (takes(around, event)) return;
    }
    for (StateIndex inside = state; inside <= chart_.state(state).last; ++inside) {
      if (takes(inside, event)) return;
    }
    findings_.error(where, "the state asks for '" + event + "' but no transition takes it");
  }

  [[nodiscard]] bool takes(StateIndex state, const std::string& event) const {
    for (const TransitionIndex index : chart_.state(state).transitions) {
      if (statechart::transition_matches(chart_.transition(index), event)) return true;
    }
    return false;
  }

  const Chart& chart_;
  const DutiesByState& duties_;
  Findings& findings_;
  std::set<std::string> raised_;
};

}  // namespace

void lint_events(const Chart& chart, const DutiesByState& duties, Findings& findings) {
  EventLint{chart, duties, findings}.run();
}

}  // namespace norma::workflows
