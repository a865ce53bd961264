#include "engine/acts/decide.h"

#include "engine/acts/commands/catalogue.h"
#include "engine/acts/deliberation.h"
#include "engine/acts/object_rules.h"
#include "engine/acts/policy.h"

namespace norma::acts {
namespace {

const Capacity kTheService{v1::TERM_KEEPER, {}, false};

Result<void> check_revision(const Command& command, const v1::CaseState& state) {
  if (command.internal) return {};
  if (!command.expected_revision) return fail(Reason::kRevisionRequired);
  if (*command.expected_revision == state.revision()) return {};
  return fail(Reason::kRevisionConflict, std::to_string(*command.expected_revision),
              std::to_string(state.revision()));
}

Result<void> check_accepted(const v1::CaseState& state, std::string_view event, const Context& context) {
  const Definition* definition = context.definitions.by_hash(state.definition_hash());
  if (definition == nullptr) return fail(Reason::kDefinitionUnknown, state.case_id());
  const Result<statechart::Session> session = statechart::decode(*definition->chart, state.session());
  if (!session) return tl::unexpected(session.error());
  if (statechart::accepts(*definition->chart, *session, event)) return {};
  return Deliberation::not_accepted(state, *definition->chart, *session);
}

Result<Decision> decide_registry(const CommandRow& row, const StateView& view, const Command& command,
                                 const Context& context) {
  Deliberation deliberation(view, command, context);
  Result<Capacity> capacity = kTheService;
  if (!command.internal) {
    const std::string institution =
        row.institution_of == nullptr ? std::string() : row.institution_of(command.body, context.registers.objects);
    const auto ask = row.by_set_owner ? authorise_registry_or_set_owner : authorise_registry;
    capacity = ask(context.authority, context.moment(), deliberation.asker(), institution);
  }
  if (!capacity) return tl::unexpected(capacity.error());
  deliberation.act_in(std::move(*capacity));
  const Result<std::string> done = row.decide(command.body, deliberation);
  if (!done) return tl::unexpected(done.error());
  Decision decision = deliberation.finish({});
  for (const v1::Event& event : decision.events) {
    add_registry_audience(event, context.registers.objects, decision.audience);
  }
  return decision;
}

Result<Decision> decide_case(const CommandRow& row, const std::string& case_id, const StateView& view,
                             const Command& command, const Context& context) {
  Deliberation deliberation(view, command, context);
  const Result<const v1::CaseState*> found = deliberation.find(case_id);
  if (!found) return tl::unexpected(found.error());
  const v1::CaseState& state = **found;
  if (!row.works_on(state.kind())) return fail(Reason::kWrongCaseKind, case_id);
  if (const Result<void> revision = check_revision(command, state); !revision) return tl::unexpected(revision.error());
  Result<Capacity> capacity = kTheService;
  // Task commands are authorised by the task itself, in their own files.
  if (!command.internal && !row.by_task) {
    const auto ask = row.by_administrator ? authorise_with_administrator : authorise;
    capacity = ask(context.authority, context.moment(), deliberation.asker(), row.parts, state, row.name);
  }
  if (!capacity) return tl::unexpected(capacity.error());
  deliberation.act_in(std::move(*capacity));
  if (row.in_chart) {
    if (const Result<void> accepted = check_accepted(state, row.name, context); !accepted) {
      return tl::unexpected(accepted.error());
    }
  }
  const Result<std::string> done = row.decide(command.body, deliberation);
  if (!done) return tl::unexpected(done.error());
  return deliberation.finish(*done);
}

/// A command that opens a case at an object has no case yet: permission is asked of the object.
Result<Decision> decide_opening(const CommandRow& row, const StateView& view, const Command& command,
                                const Context& context) {
  const v1::RaiseNeed& need = command.body.raise_need();
  if (const Result<void> placed = check_placement(need, context.registers.objects); !placed) {
    return tl::unexpected(placed.error());
  }
  v1::CaseState object;
  object.set_scale(need.scale());
  object.set_level(need.level());
  object.set_object(need.object());
  object.set_institution(need.institution());
  Deliberation deliberation(view, command, context);
  Result<Capacity> capacity =
      authorise(context.authority, context.moment(), deliberation.asker(), row.parts, object, row.name);
  if (!capacity) return tl::unexpected(capacity.error());
  deliberation.act_in(std::move(*capacity));
  const Result<std::string> done = row.decide(command.body, deliberation);
  if (!done) return tl::unexpected(done.error());
  return deliberation.finish(*done);
}

}  // namespace

Result<Decision> decide(const StateView& view, const Command& command, const Context& context) {
  const CommandRow* row = find_command(command.body.kind_case());
  if (row == nullptr) return fail(Reason::kUnknownCommand, "");
  if (row->registry) return decide_registry(*row, view, command, context);
  const std::string case_id = row->case_of(command.body);
  if (case_id.empty()) return decide_opening(*row, view, command, context);
  return decide_case(*row, case_id, view, command, context);
}

}  // namespace norma::acts
