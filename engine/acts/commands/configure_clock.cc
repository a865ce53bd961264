#include "engine/acts/commands/clock_length.h"
#include "engine/acts/commands/deciders.h"

namespace norma::acts {

/// Sets the length of a clock that no verified law fixes: terms that start later take it.
///
/// Errors: those of settable_clock().
Result<std::string> decide_configure_clock(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::ConfigureClock& command = body.configure_clock();
  const Context& context = deliberation.context();
  const Result<const v1::ClockVersion*> known =
      settable_clock(context.legal_time.clocks(), command.clock(), command.duration());
  if (!known) return tl::unexpected(known.error());
  v1::Event event;
  v1::ClockVersion& version = *event.mutable_clock_configured()->mutable_clock();
  version = **known;
  version.mutable_clock()->set_duration(command.duration());
  version.set_revision((*known)->revision() + 1);
  *version.mutable_ground() = context.texts.seal(command.ground());
  deliberation.emit_registry(std::move(event));
  return std::string();
}

}  // namespace norma::acts
