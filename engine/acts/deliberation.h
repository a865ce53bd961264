#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/acts/context.h"
#include "engine/acts/parts.h"
#include "engine/acts/policy.h"
#include "engine/acts/state.h"
#include "engine/result.h"
#include "norma/v1/event.pb.h"
#include "norma/v1/state.pb.h"

namespace norma::acts {

/// One decision in the making: emits events and shows what the cases look like after them.
///
/// In the flow: decide() makes one, hands it to the command's own function, and takes the Decision from it. It
/// works on copies; the head is changed by the fold of the finished turn alone.
/// Lives on the stack of one decide(); thread rule: one thread.
class Deliberation {
 public:
  Deliberation(const StateView& view, const Command& command, const Context& context);

  [[nodiscard]] const Command& command() const { return command_; }
  [[nodiscard]] const Context& context() const { return context_; }
  [[nodiscard]] Date today() const { return riga_date(context_.now); }

  /// Says in which capacity the actor gives the command; before that they are nobody in particular.
  void act_in(Capacity capacity) { capacity_ = std::move(capacity); }
  [[nodiscard]] const Capacity& capacity() const { return capacity_; }

  /// Whether the command is given by this person, or on their behalf.
  [[nodiscard]] bool acts_as(const std::string& person) const;

  /// Whether an open task is the actor's to do in this capacity.
  [[nodiscard]] bool is_own(const v1::TaskState& task) const;

  /// Who gives the command, for the policy.
  [[nodiscard]] Asker asker() const { return {command_.actor, command_.on_behalf_of}; }

  /// The case as the events emitted so far leave it.
  /// Errors: case_not_found, storage_corrupt, storage_unavailable.
  Result<const v1::CaseState*> find(const std::string& case_id);

  /// Adds an event of a case, sets its case id and applies it to the working copy.
  /// Requires: find() or open() succeeded for this case.
  void emit(const std::string& case_id, v1::Event event);

  /// Adds an event of the registry.
  void emit_registry(v1::Event event);

  /// Makes a new, empty case to emit its first event to; returns its id.
  std::string open(std::string_view prefix);

  /// Makes a new, empty case with this id. Requires: find() says that there is none.
  void open_as(const std::string& case_id);

  /// Starts the machine of a case whose first event has been emitted.
  /// Errors: those of the interpreter and of the terms.
  Result<void> begin(const std::string& case_id);

  /// Gives the case's machine an event; states, tasks and terms follow it.
  ///
  /// item: what the event is about (question, finding, row), handed on to the tasks it opens.
  /// Errors: command_not_accepted, and those of the interpreter and of the terms.
  Result<void> advance(const std::string& case_id, const std::string& event, std::uint32_t item = 0);

  /// Whether the case's machine takes the event now. Requires: find() or open() succeeded for this case.
  [[nodiscard]] bool accepts(const std::string& case_id, std::string_view event) const;

  /// Closes the actor's open task that this command completes; does nothing when there is none.
  ///
  /// item: 0 for any, else only the task about this item.
  void complete_own_task(const std::string& case_id, std::string_view command, std::uint32_t item = 0,
                         const std::string& outcome = {});

  /// Lets tasks and terms follow a step of the machine, after which they react to the event, if there is one.
  ///
  /// States the step left withdraw theirs; states it entered ask for theirs. Errors: expression_failed, those of terms.
  Result<void> follow(const std::string& case_id, const statechart::Step& step, const std::string& event,
                      std::uint32_t item);

  /// Starts the terms and opens the tasks of a state, but for tasks that an event opens. Errors: those of the terms.
  Result<void> open_duties(const std::string& case_id, const std::string& state, const StateDuties& duties,
                           std::uint32_t item);

  /// Opens one task for one assignee; with a due time its term starts as well.
  void open_task(const std::string& case_id, const std::string& state, const TaskTemplate& task,
                 const Assignee& assignee, const std::optional<v1::DueTime>& due);

  /// Closes a task with everything that hangs on it.
  void close_task(const std::string& case_id, std::uint32_t task, v1::TaskEnd end, const std::string& outcome = {},
                  const v1::TextRef& note = {});

  /// The answer to an event that the case's machine does not take now: what it is in, what it would take.
  static tl::unexpected<Error> not_accepted(const v1::CaseState& state, const statechart::Chart& chart,
                                            const statechart::Session& session);

  /// Terms that the step starts run from this day instead of today: a term that follows another one runs from that
  /// one's last day, however late the service came to end it.
  void count_terms_from(Date day) { event_day_ = day; }

  /// Starts the clock that commences a later wording of an act in force. Errors: invalid_field (the date).
  Result<void> start_wording_term(const std::string& case_id, std::uint32_t wording, const std::string& commences_on);

  /// What the command did, in the actor's capacity. Requires: nothing failed. Call once.
  Decision finish(const std::string& case_id);

 private:
  struct WorkingCase {
    const v1::CaseState* before = nullptr;  ///< In the head, which nothing changes while this decides; null: new.
    v1::CaseState now;
  };

  void note_participant(const std::string& case_id, const v1::CaseState& state);
  void leave(const std::string& case_id, const std::string& state);
  Result<void> enter(const std::string& case_id, const std::string& state, std::uint32_t item);
  Result<void> react(const std::string& case_id, const std::string& event, std::uint32_t item);
  Result<void> open_tasks(const std::string& case_id, const std::string& state, const StateDuties& duties,
                          const TaskTemplate& task, std::uint32_t item);
  Result<void> start_state_term(const std::string& case_id, const TermTemplate& term);
  void start_term(const std::string& case_id, const std::string& key, v1::DueTime due, std::uint32_t task,
                  std::uint32_t item);
  const Definition* definition_of(const v1::CaseState& state) const;

  const StateView& view_;
  const Command& command_;
  const Context& context_;
  Capacity capacity_;
  std::map<std::string, WorkingCase, std::less<>> working_;
  std::vector<v1::Event> events_;
  std::vector<std::string> created_;
  Date event_day_;
};

}  // namespace norma::acts
