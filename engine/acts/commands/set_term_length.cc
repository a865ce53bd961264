#include "engine/acts/commands/clock_length.h"
#include "engine/acts/commands/deciders.h"

namespace norma::acts {

/// Sets how long a configurable clock runs in this case (pu2-6.md 2.1 T12): its next terms take it, the running ones
/// keep theirs.
///
/// Errors: those of settable_clock().
Result<std::string> decide_set_term_length(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::SetTermLength& command = body.set_term_length();
  const Context& context = deliberation.context();
  const Result<const v1::ClockVersion*> known =
      settable_clock(context.legal_time.clocks(), command.clock(), command.duration());
  if (!known) return tl::unexpected(known.error());
  v1::Event event;
  v1::TermLength& length = *event.mutable_term_length_set()->mutable_length();
  length.set_clock(command.clock());
  length.set_duration(command.duration());
  *length.mutable_ground() = context.texts.seal(command.ground());
  length.set_set_on(format_date(deliberation.today()));
  deliberation.emit(command.case_id(), std::move(event));
  return command.case_id();
}

}  // namespace norma::acts
