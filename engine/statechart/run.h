#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/result.h"
#include "engine/statechart/data_model.h"
#include "engine/statechart/interpreter.h"

namespace norma::statechart {

/// Events that wait, first in, first out; takes no memory until one comes.
class EventQueue {
 public:
  [[nodiscard]] bool empty() const { return next_ == events_.size(); }
  [[nodiscard]] std::size_t size() const { return events_.size() - next_; }
  void push(Input event) { events_.push_back(std::move(event)); }
  /// Requires: not empty.
  Input pop() {
    Input event = std::move(events_[next_++]);
    if (empty()) clear();
    return event;
  }
  void clear() {
    events_.clear();
    next_ = 0;
  }

 private:
  std::vector<Input> events_;
  std::size_t next_ = 0;
};

/// One step of one session: the procedures of Appendix D under their names there.
class Run {
 public:
  Run(const Chart& chart, Session session, const InterpreterLimits& limits, DataModel& model, const Input& input);
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;
  ~Run() = default;

  Result<Step> start(const Input& input);
  Result<Step> external(const Input& event);
  Result<Step> fire(std::uint64_t number);
  Result<Step> stop();
  Result<Step> adopt(const std::vector<StateIndex>& completed);

 private:
  using Transitions = std::vector<TransitionIndex>;

  // macrostep.cc
  void initialise_data(const Input& input);
  void initialise(const Data& data, const ValueSource* given);
  void run_macrostep();
  void take_external(const Input& event);
  void drain();
  void exit_interpreter();
  Result<Step> conclude();

  // selection.cc
  /// Fills enabled_; without event the eventless transitions are looked at.
  void select_transitions(const std::string* event);
  bool is_enabled(const Transition& transition, const std::string* event);
  bool condition_holds(ExpressionIndex expression);
  void remove_conflicting();
  std::vector<StateIndex> effective_targets(const Transition& transition) const;
  StateIndex domain_of(const Transition& transition) const;
  Interval exits_of(const Transition& transition) const;

  // entry_exit.cc
  void microstep();
  void exit_states();
  void leave(StateIndex state);
  void record_history(StateIndex state);
  void enter_states();
  void enter_initial();
  /// What computeEntrySet finds out.
  struct Entry {
    StateSet to_enter;
    StateSet by_default;                               ///< Compounds whose initial content runs.
    std::vector<std::pair<StateIndex, StateIndex>> default_history;  ///< Parent of a history without record, the history.
  };
  void add_descendants(StateIndex state, Entry& entry) const;
  void add_ancestors(StateIndex state, StateIndex ancestor, Entry& entry) const;
  void add_regions(StateIndex parallel, Entry& entry) const;
  void enter(const Entry& entry);
  void enter_one(StateIndex state, const Entry& entry);
  void enter_final(StateIndex state);
  bool is_in_final_state(StateIndex state) const;
  std::string done_data(StateIndex state);

  // adoption.cc
  void complete(StateIndex state, Entry& entry) const;
  void initialise_new_data();
  [[nodiscard]] bool has_value(const std::string& name, StateIndex state) const;
  void raise_done(StateIndex state);

  // content.cc
  bool execute(const Block& block);
  bool execute(const Action& action);
  bool perform(const Raise& raise, const Action& at);
  bool perform(const If& choice, const Action& at);
  bool perform(const Foreach& loop, const Action& at);
  bool perform(const Log& log, const Action& at);
  bool perform(const Assign& assign, const Action& at);
  bool perform(const Script& script, const Action& at);
  bool perform(const Send& send, const Action& at);
  bool perform(const Cancel& cancel, const Action& at);
  /// Makes error.execution of a fault, or breaks the step off when a bound is reached.
  void report(const Fault& fault, std::string_view element, std::uint32_t line, std::uint32_t column,
              std::string_view sendid = {});
  void raise_error(std::string_view event, const Fault& fault, std::string_view element, std::uint32_t line,
                   std::uint32_t column, std::string_view sendid);
  void raise_internal(Input event);

  // messages.cc
  struct Place {
    std::string_view element;
    std::uint32_t line;
    std::uint32_t column;
  };
  std::optional<std::string> text_of(const std::string& written, ExpressionIndex expression, const Place& place,
                                     std::string_view sendid = {});
  std::optional<std::vector<Variable>> evaluate(const std::vector<Parameter>& parameters, const Place& place,
                                                std::string_view sendid = {});
  std::optional<std::string> evaluate(const ValueSource& source, const Place& place, std::string_view sendid = {});
  bool deliver(Message message, const Place& place);
  bool deliver_to_self(Message message);
  [[nodiscard]] Input event_of(Message message) const;
  bool delay(Message message, std::chrono::microseconds time);
  [[nodiscard]] std::string address() const;

  // invocations.cc
  void start_invocations();
  void invoke(StateIndex state, std::uint16_t position);
  void cancel_invocations(StateIndex state);
  void meet_invocations(const Input& event);
  void finalize(const Invoke& invoke, const Input& event);

  void break_off(Reason reason, std::string detail);

  const Chart& chart_;
  const InterpreterLimits& limits_;
  DataModel& model_;
  Instant now_;
  Step step_;
  Session& session_;
  EventQueue internal_;
  EventQueue external_;
  Input internal_event_;  ///< What the data model reads as `_event`, if it came from a queue.
  Input external_event_;
  Transitions enabled_;
  StateSet seen_;  ///< By the selection that is going on.
  StateSet to_invoke_;
  std::uint32_t microsteps_ = 0;  ///< In this macrostep.
  std::size_t idle_events_ = 0;   ///< Internal events in this macrostep that enabled nothing.
  bool outside_event_ = false;    ///< The transitions being chosen are for the event from outside.
  std::optional<Error> broken_;
};

/// `{"name":value,..}` of parameters as tagged JSON.
[[nodiscard]] std::string object_of(const std::vector<Variable>& parameters);

/// The time a `delay` means (CSS2 time: "500ms", "1.5s"); nothing if it is not one.
[[nodiscard]] std::optional<std::chrono::microseconds> parse_delay(std::string_view text);

}  // namespace norma::statechart
