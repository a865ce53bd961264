#pragma once

#include <cstdint>
#include <string>

#include "engine/acts/deliberation.h"
#include "engine/result.h"

namespace norma::acts {

/// What asked for an amendment; every change carries the task that raised it (pu2-6.md 1.5, PU2-20).
struct AmendmentOrigin {
  std::string need;
  std::uint32_t finding = 0;
  std::uint32_t evaluation = 0;
  std::uint32_t proposal = 0;
  std::string trigger_task;
};

/// Opens an amendment case of an act and links it there (action A4); returns its id. Parked proposals of the act go
/// along (MK 108 p.3.1).
///
/// Errors, in this order: case_not_found, wrong_case_kind, definition_unknown.
Result<std::string> open_amendment(Deliberation& deliberation, const std::string& act_id,
                                   const AmendmentOrigin& origin);

}  // namespace norma::acts
