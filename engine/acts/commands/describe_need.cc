#include "engine/acts/commands/deciders.h"
#include "engine/acts/commands/need_statement.h"

namespace norma::acts {
namespace {

void describe(const v1::DescribeNeed& command, const v1::NeedState& before, TextVault& texts,
              v1::NeedDescribed& described) {
  const auto text = [&](const std::string& given, const v1::TextRef& earlier, v1::TextRef* kept) {
    if (!given.empty()) *kept = texts.seal(given);
    if (given.empty()) *kept = earlier;
  };
  text(command.problem(), before.problem(), described.mutable_problem());
  described.set_phase(command.phase().empty() ? before.phase() : command.phase());
  described.set_trigger_task(command.trigger_task().empty() ? before.trigger_task() : command.trigger_task());
  *described.mutable_conditions() = command.conditions().empty() ? before.conditions() : command.conditions();
  *described.mutable_addressees() = command.addressees().empty() ? before.addressees() : command.addressees();
  if (!command.alternatives().empty() || before.has_alternatives()) {
    text(command.alternatives(), before.alternatives(), described.mutable_alternatives());
  }
  if (!command.wanted_effect().empty() || before.has_wanted_effect()) {
    text(command.wanted_effect(), before.wanted_effect(), described.mutable_wanted_effect());
  }
}

}  // namespace

/// Fills the needs statement, or corrects it, while the need is not decided (pu2-6.md 3.1, 3.6 B1).
///
/// Errors: those of check_statement_codes().
Result<std::string> decide_describe_need(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::DescribeNeed& command = body.describe_need();
  const Result<const v1::CaseState*> need = deliberation.find(command.need());
  if (!need) return tl::unexpected(need.error());
  const Result<void> codes =
      check_statement_codes(deliberation, command.trigger_task(), command.conditions(), command.phase());
  if (!codes) return tl::unexpected(codes.error());
  v1::Event event;
  describe(command, (*need)->need(), deliberation.context().texts, *event.mutable_need_described());
  deliberation.emit(command.need(), std::move(event));
  return finish_step(deliberation, command.need(), "describe-need");
}

}  // namespace norma::acts
