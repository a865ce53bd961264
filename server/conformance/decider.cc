#include "server/conformance/decider.h"

#include <utility>

#include "workflows/rehearsal/rehearsal.h"

namespace norma::server {
namespace {

using workflows::Rehearsal;
using workflows::RehearsalDecision;

/// Where the clock of a rehearsal starts when nobody says.
constexpr Instant kStart{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1}};

acts::Decision decision_of(std::string case_id, std::vector<v1::Event> events) {
  acts::Decision decision;
  decision.role_held = v1::TERM_KEEPER;
  decision.reply.set_case_id(case_id);
  decision.case_id = std::move(case_id);
  decision.events = std::move(events);
  return decision;
}

Result<const v1::CaseState*> find(const acts::StateView& view, const std::string& case_id) {
  Result<const v1::CaseState*> state = view.find_case(case_id);
  if (!state) return state;
  if (*state == nullptr) return fail(Reason::kCaseNotFound, case_id);
  if ((*state)->kind() != v1::REHEARSAL) return fail(Reason::kWrongCaseKind, case_id);
  return state;
}

Result<acts::Decision> start(Rehearsal& rehearsal, const v1::StartRehearsal& command, const acts::Context& context) {
  const std::string case_id = context.ids.fresh("rehearsal");
  Rehearsal::Opening opening{case_id, case_id, command.document(), {}, kStart};
  opening.resources.assign(command.resources().begin(), command.resources().end());
  if (command.has_now()) opening.now = from_timestamp(command.now());
  Result<RehearsalDecision> opened = rehearsal.open(opening, {});
  if (!opened) return tl::unexpected(opened.error());
  acts::Decision decision = decision_of(case_id, std::move(opened->events));
  decision.reply.add_created_cases(case_id);
  return decision;
}

Result<acts::Decision> schedule(Rehearsal& rehearsal, const v1::ScheduleRehearsal& command,
                                const acts::StateView& view) {
  const Result<const v1::CaseState*> state = find(view, command.case_id());
  if (!state) return tl::unexpected(state.error());
  const std::chrono::microseconds after(static_cast<std::int64_t>(command.after_us()));
  Result<v1::Event> scheduled = rehearsal.schedule(**state, after, command.event(), command.data_json());
  if (!scheduled) return tl::unexpected(scheduled.error());
  return decision_of(command.case_id(), {std::move(*scheduled)});
}

Result<acts::Decision> step(Rehearsal& rehearsal, const v1::StepRehearsal& command, const acts::StateView& view) {
  const Result<const v1::CaseState*> state = find(view, command.case_id());
  if (!state) return tl::unexpected(state.error());
  Result<RehearsalDecision> stepped = rehearsal.step(**state, {});
  if (!stepped) return tl::unexpected(stepped.error());
  if (stepped->events.empty()) return fail(Reason::kNotFound, "a step to take");
  return decision_of(command.case_id(), std::move(stepped->events));
}

}  // namespace

acts::DecideFunction conformance_decider() {
  const auto rehearsal = std::make_shared<Rehearsal>(false);
  return [rehearsal](const acts::StateView& view, const acts::Command& command,
                     const acts::Context& context) -> Result<acts::Decision> {
    switch (command.body.kind_case()) {
      case v1::CommandBody::kStartRehearsal:
        return start(*rehearsal, command.body.start_rehearsal(), context);
      case v1::CommandBody::kScheduleRehearsal:
        return schedule(*rehearsal, command.body.schedule_rehearsal(), view);
      case v1::CommandBody::kStepRehearsal:
        return step(*rehearsal, command.body.step_rehearsal(), view);
      default:
        return fail(Reason::kUnknownCommand, "only rehearsals are served here");
    }
  };
}

}  // namespace norma::server
