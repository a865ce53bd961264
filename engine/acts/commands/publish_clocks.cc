#include "engine/acts/clocks.h"
#include "engine/acts/commands/deciders.h"

namespace norma::acts {

/// Takes the catalogue of clocks in that the service was built with: only the service gives this command.
///
/// A clock whose length an administrator has set keeps it, as long as it is configurable. Errors: clock_invalid.
Result<std::string> decide_publish_clocks(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::ClockCatalogue& catalogue = body.publish_clocks().catalogue();
  if (const Result<void> checked = check_clock_catalogue(catalogue); !checked) return tl::unexpected(checked.error());
  v1::Event event;
  v1::ClocksPublished& published = *event.mutable_clocks_published();
  published.set_version(catalogue.version());
  for (const v1::Clock& clock : catalogue.clocks()) {
    v1::ClockVersion& version = *published.add_clocks();
    *version.mutable_clock() = clock;
    version.set_catalogue(catalogue.version());
    const v1::ClockVersion* known = deliberation.context().legal_time.clocks().find(clock.id());
    if (known == nullptr || known->revision() == 0 || !clock.configurable() || clock.duration().empty()) continue;
    version.mutable_clock()->set_duration(known->clock().duration());
    version.set_revision(known->revision());
    *version.mutable_ground() = known->ground();
  }
  deliberation.emit_registry(std::move(event));
  return std::string();
}

}  // namespace norma::acts
