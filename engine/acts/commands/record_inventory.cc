#include "engine/acts/commands/deciders.h"

namespace norma::acts {

/// Attaches the inventory of existing acts (pu2-6.md 3.1, action B2). An empty one says that there are none.
Result<std::string> decide_record_inventory(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::RecordInventory& command = body.record_inventory();
  v1::Event event;
  *event.mutable_inventory_recorded()->mutable_rows() = command.rows();
  deliberation.emit(command.need(), std::move(event));
  return finish_step(deliberation, command.need(), "record-inventory");
}

}  // namespace norma::acts
