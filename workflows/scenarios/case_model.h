#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/acts/legal_time.h"
#include "engine/instant.h"
#include "engine/result.h"
#include "engine/statechart/interpreter.h"
#include "norma/v1/event.pb.h"
#include "norma/v1/state.pb.h"
#include "workflows/scenarios/subject.h"

namespace norma::workflows::scenarios {

/// A task of a case, open for one person.
struct OpenTask {
  const acts::TaskTemplate* task = nullptr;
  statechart::StateIndex state = 0;
  std::uint32_t number = 0;
};

/// A clock of a case.
struct RunningTerm {
  const acts::TermTemplate* term = nullptr;
  statechart::StateIndex state = 0;
  std::uint32_t task = 0;  ///< Number of the task it bounds; 0: it runs for its state.
  v1::DueTime due;
};

/// What a step changed.
struct Changes {
  bool accepted = false;
  std::vector<std::string> accepts;            ///< Of a refusal: the descriptors that would have been taken.
  std::vector<statechart::StateIndex> again;   ///< Left and entered again, in document order.
  std::vector<OpenTask> opened;
  std::vector<OpenTask> withdrawn;
  std::vector<OpenTask> missed;
  std::vector<RunningTerm> started;
  std::vector<RunningTerm> stopped;  ///< Of states; a task's term goes with its task.
  std::vector<statechart::TransitionIndex> taken;
};

/// A case of a definition without people and texts: its states, tasks, terms, clock and facts.
///
/// Tasks and terms follow the states as in acts::Deliberation; what decides there (who holds a part, which task a
/// command completes, what is true of the case) is given by the caller here. A value: a copy goes its own way.
/// Requires: subject, legal time and interpreter outlive it.
class CaseModel {
 public:
  /// How many people hold the part of each task, by its key; a task that is not there has one.
  using Holders = std::map<std::string, std::uint32_t, std::less<>>;

  CaseModel(const Subject& subject, const acts::LegalTime& legal_time)
      : subject_(&subject), legal_time_(&legal_time) {}

  /// Moves the clock to nine o'clock of a day. Requires: no running term ends by then.
  void set_day(Date day);

  /// The first running term that ends by nine o'clock of the day, or null.
  [[nodiscard]] const RunningTerm* term_ending_by(Date day) const;

  /// The running term of this key that ends first, or null.
  [[nodiscard]] const RunningTerm* first_term(std::string_view key) const;

  void set_fact(const std::string& name, const std::string& json) { facts_[name] = json; }
  [[nodiscard]] bool knows_fact(const std::string& name) const { return facts_.contains(name); }

  /// Takes one open task of this key away, with its term; whether there was one.
  bool complete(std::string_view task_key);

  /// Begins the case. Errors: those of the interpreter and of the terms.
  Result<Changes> start(statechart::Interpreter& interpreter, const Holders& holders);

  /// Gives an event; a refused one changes nothing. Errors: those of the interpreter and of the terms.
  Result<Changes> give(statechart::Interpreter& interpreter, const std::string& event, const Holders& holders);

  /// Lets the first running term of this key end. Requires: there is one. Errors: as for give.
  Result<Changes> end_term(statechart::Interpreter& interpreter, const std::string& key, const Holders& holders);

  [[nodiscard]] const statechart::Session& session() const { return session_; }
  [[nodiscard]] const std::vector<OpenTask>& tasks() const { return tasks_; }
  [[nodiscard]] const std::vector<RunningTerm>& terms() const { return terms_; }
  [[nodiscard]] Date today() const { return riga_date(now_); }

 private:
  Result<Changes> take(statechart::Interpreter& interpreter, const std::string& event, const Holders& holders);
  Result<void> follow(const statechart::Step& step, const std::string& event, const Holders& holders,
                      Changes& changes);
  void leave(statechart::StateIndex state, Changes& changes);
  Result<void> enter(statechart::StateIndex state, const acts::StateDuties& duties, const Holders& holders,
                     Changes& changes);
  Result<void> open(statechart::StateIndex state, const acts::StateDuties& duties, const acts::TaskTemplate& task,
                    const Holders& holders, Changes& changes);
  /// Nothing when the day that the term waits for is not set.
  Result<void> start_term(const acts::TermTemplate& term, statechart::StateIndex state, std::uint32_t task,
                          Changes& changes);
  [[nodiscard]] Result<v1::DueTime> due_time(const acts::TermTemplate& term) const;
  void close(std::uint32_t task);
  [[nodiscard]] statechart::Input input(const std::string& event) const;
  [[nodiscard]] const acts::StateDuties* duties_of(statechart::StateIndex state) const;

  const Subject* subject_;
  const acts::LegalTime* legal_time_;
  statechart::Session session_;
  Instant now_;
  Date event_day_{};  ///< From which terms run: today, or the last day of the term that ended.
  std::map<std::string, std::string, std::less<>> facts_;
  std::vector<OpenTask> tasks_;
  std::vector<RunningTerm> terms_;
  std::uint32_t next_task_ = 1;
};

}  // namespace norma::workflows::scenarios
