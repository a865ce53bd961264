#include "engine/acts/commands/deciders.h"
#include "engine/acts/object_rules.h"

namespace norma::acts {

/// Notes that every act at an object that ended has its review. Only the service gives this command.
///
/// Errors: object_unknown.
Result<std::string> decide_complete_reviews(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::CompleteReviews& command = body.complete_reviews();
  const Result<const RegisteredObject*> found =
      registered(deliberation.context().registers.objects, command.object());
  if (!found) return tl::unexpected(found.error());
  v1::Event event;
  event.mutable_reviews_completed()->set_object(command.object());
  event.mutable_reviews_completed()->set_acts(command.acts());
  deliberation.emit_registry(std::move(event));
  return std::string();
}

}  // namespace norma::acts
