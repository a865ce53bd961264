#include "engine/acts/commands/deciders.h"
#include "engine/acts/commands/substitution_rules.h"

namespace norma::acts {

/// Ends a substitution before its time, also one that is still to begin. Errors, in this
/// order: substitution_not_found, role_not_held (administrator of an institution that the one away has roles of).
Result<std::string> decide_end_substitution(const v1::CommandBody& body, Deliberation& deliberation) {
  const std::string& id = body.end_substitution().substitution();
  const Context& context = deliberation.context();
  const Substitution* substitution = context.authority.find_substitution(id);
  const bool open = substitution != nullptr && substitution->ends_at(context.moment()) > context.now;
  if (!open) return fail(Reason::kSubstitutionNotFound, id);
  const Result<void> administered = check_administers_person(deliberation, substitution->person);
  if (!administered) return tl::unexpected(administered.error());
  v1::Event event;
  v1::SubstitutionEnded& ended = *event.mutable_substitution_ended();
  ended.set_substitution(id);
  ended.set_person(substitution->person.str());
  ended.set_substitute(substitution->substitute.str());
  *ended.mutable_ended_at() = to_timestamp(context.now);
  deliberation.emit_registry(std::move(event));
  return std::string();
}

}  // namespace norma::acts
