#include "workflows/rehearsal/bench.h"

#include <algorithm>
#include <utility>

#include "engine/acts/apply.h"

namespace norma::workflows {
namespace {

constexpr int kMostSteps = 10'000;

}  // namespace

RehearsalBench::RehearsalBench(Options options)
    : options_(std::move(options)), rehearsal_(std::make_unique<Rehearsal>(!options_.restarts)) {}

Result<void> RehearsalBench::start(const std::string& document) {
  Result<RehearsalDecision> opened =
      rehearsal_->open({"rehearsal", std::string(kFirstSession), document, {}, options_.now}, options_.read);
  if (!opened) return tl::unexpected(opened.error());
  if (Result<void> folded = fold(std::move(*opened)); !folded) return folded;
  return settle();
}

Result<void> RehearsalBench::send(std::chrono::microseconds after, const std::string& event,
                                  const std::string& data_json) {
  Result<v1::Event> scheduled = rehearsal_->schedule(state_, after, event, data_json);
  if (!scheduled) return tl::unexpected(scheduled.error());
  RehearsalDecision decision;
  decision.events.push_back(std::move(*scheduled));
  if (Result<void> folded = fold(std::move(decision)); !folded) return folded;
  return settle();
}

std::vector<std::string> RehearsalBench::configuration() const {
  return {state_.configuration().begin(), state_.configuration().end()};
}

Result<void> RehearsalBench::settle() {
  for (int steps = 0; !Rehearsal::is_idle(state_); ++steps) {
    if (steps == kMostSteps) return fail(Reason::kLimitExceeded, "steps", std::to_string(kMostSteps));
    Result<RehearsalDecision> decided = rehearsal_->step(state_, options_.read);
    if (!decided) return tl::unexpected(decided.error());
    if (Result<void> folded = fold(std::move(*decided)); !folded) return folded;
  }
  return {};
}

Result<void> RehearsalBench::fold(RehearsalDecision decision) {
  acts::TurnHeader header;
  header.time = options_.now;
  for (const v1::Event& event : decision.events) {
    if (state_.case_id().empty()) state_.set_case_id(event.case_id());
    acts::apply_event(state_, event, header);
  }
  if (options_.show) std::for_each(decision.steps.begin(), decision.steps.end(), options_.show);
  return options_.restarts ? restart(decision) : Result<void>{};
}

Result<void> RehearsalBench::restart(const RehearsalDecision& decision) {
  for (const RehearsedStep& taken : decision.steps) {
    const std::string bytes = statechart::encode(*taken.chart, taken.step.session);
    const Result<statechart::Session> read = statechart::decode(*taken.chart, bytes);
    if (!read || *read != taken.step.session) return fail(Reason::kStorageCorrupt, "the session is not what was written");
  }
  const std::string bytes = state_.SerializeAsString();
  state_.Clear();
  rehearsal_ = std::make_unique<Rehearsal>(false);
  if (!state_.ParseFromString(bytes)) return fail(Reason::kStorageCorrupt, "the state is not what was written");
  return {};
}

}  // namespace norma::workflows
