#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "workflows/rehearsal/rehearsal.h"

namespace norma::workflows {

/// A rehearsal in memory, for the authors of documents and for tests.
///
/// Each call runs until nothing is left to do. Errors besides those named: limit_exceeded (steps of one call), and those
/// of Rehearsal; after an error the bench is of no use. Thread rule: one thread.
class RehearsalBench {
 public:
  static constexpr std::string_view kFirstSession = "root";

  struct Options {
    bool restarts = false;  ///< After each step the state is written, everything else thrown away, and read again.
    Instant now;            ///< Where the clock starts.
    ReadResource read;
    std::function<void(const RehearsedStep&)> show = {};  ///< Called for each step of a session, in order.
  };

  explicit RehearsalBench(Options options);

  /// Starts the document as the session kFirstSession.
  ///
  /// Errors: storage_corrupt when, with restarts, a session is not what was written.
  Result<void> start(const std::string& document);

  /// Lets the clock go on, then sends an event. Errors: malformed_request (the data), limit_exceeded (the time).
  Result<void> send(std::chrono::microseconds after, const std::string& event, const std::string& data_json);

  /// Lets the clock go on until the first session has ended, at most for so long.
  Result<void> run(std::chrono::microseconds time) { return send(time, {}, {}); }

  [[nodiscard]] bool is_ended() const { return Rehearsal::is_ended(state_); }

  /// Atomic states of the first session, in document order.
  [[nodiscard]] std::vector<std::string> configuration() const;

  /// What the journal of a service would have folded.
  [[nodiscard]] const v1::CaseState& state() const { return state_; }

 private:
  Result<void> fold(RehearsalDecision decision);
  Result<void> restart(const RehearsalDecision& decision);
  Result<void> settle();

  Options options_;
  std::unique_ptr<Rehearsal> rehearsal_;
  v1::CaseState state_;
};

}  // namespace norma::workflows
