#pragma once

#include <memory>
#include <string>

#include "workflows/rehearsal/rehearsal.h"

namespace norma::workflows {

/// One step of a rehearsal in the making: a session's step with everything it starts and stops.
///
/// Works on a copy of the case, to which each event is applied as the fold will apply it.
/// Lives on the stack of one call of Rehearsal; thread rule: one thread.
class RehearsalTurn {
 public:
  RehearsalTurn(Rehearsal& rehearsal, v1::CaseState state, const ReadResource& read);
  ~RehearsalTurn();
  RehearsalTurn(const RehearsalTurn&) = delete;
  RehearsalTurn& operator=(const RehearsalTurn&) = delete;

  [[nodiscard]] const v1::RehearsalState& state() const { return state_.rehearsal(); }
  [[nodiscard]] RehearsalDecision take() && { return std::move(decision_); }

  void emit(v1::Event event);

  /// Lets the clock show this when the next session steps.
  void move_clock(const google::protobuf::Timestamp& now) { *state_.mutable_rehearsal()->mutable_now() = now; }

  /// Starts a session. Errors: those of the chart and of the interpreter.
  Result<void> start(const std::string& id, v1::RehearsalStart start, const statechart::Input& input);

  /// Gives a session an event; one that is gone takes it and does nothing.
  ///
  /// `stepped` says where the event comes from. Errors: storage_corrupt, those of the interpreter.
  Result<void> give(v1::RehearsalStepped stepped, statechart::Input input);

  /// Has a delayed send of a session fall due; the clock moves to it. Errors: as for give().
  Result<void> fire(const v1::RehearsalTimer& timer);

 private:
  struct Member {
    std::shared_ptr<const statechart::Chart> chart;
    statechart::Session session;
  };

  Result<Member> load(const v1::RehearsalSession& session);
  [[nodiscard]] const v1::RehearsalSession* find(std::string_view id) const;
  [[nodiscard]] const v1::RehearsalSession* find_child(std::string_view parent, std::string_view invokeid) const;
  [[nodiscard]] statechart::Input at_now(statechart::Input input) const;

  Result<void> settle(v1::RehearsalStepped stepped, std::shared_ptr<const statechart::Chart> chart,
                      Result<statechart::Step> step, std::optional<std::string> event);
  void send(const std::string& from, const statechart::Session& session, const statechart::SendEffect& effect,
            v1::RehearsalStepped& stepped) const;
  void post(const std::string& from, const statechart::SendEffect& effect, v1::RehearsalStepped& stepped) const;
  Result<void> invoke(const std::string& id, const statechart::Chart& chart, const statechart::InvokeEffect& effect);
  Result<v1::RehearsalStart> find_chart(const std::string& id, const statechart::Chart& chart,
                                        const statechart::InvokeEffect& effect);
  Result<void> stop(const std::string& id);
  Result<void> check_bounds() const;

  Rehearsal& rehearsal_;
  v1::CaseState state_;
  const ReadResource& read_;
  RehearsalDecision decision_;
};

}  // namespace norma::workflows
