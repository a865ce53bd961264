#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/acts/authority.h"
#include "engine/acts/definition.h"
#include "norma/v1/state.pb.h"
#include "norma/v1/values.pb.h"

namespace norma::acts {

/// Where a case belongs: one of the four cells of PU2-6 and the object in it (pu2-6.md 1.1).
struct Placement {
  v1::Scale scale = v1::SCALE_UNSPECIFIED;
  v1::Level level = v1::LEVEL_UNSPECIFIED;  ///< At institution scale: support for the resource set, else core business.
  std::string_view object;  ///< Both views of the case or command that it was read from.
  std::string_view institution;
};
[[nodiscard]] Placement placement_of(const v1::CaseState& state);

/// Whether PU2-6 has duties there: core business at institution and service scale, support at institution and
/// resource scale. An unspecified level is the scale's own, at institution scale core business.
[[nodiscard]] bool is_cell(v1::Scale scale, v1::Level level);

/// Who has the identifying duty in a cell, and where one person does both the developing one: PS, RS, or the set
/// owner (pu2-6.md 1.4, 3.5).
[[nodiscard]] v1::Selector owner_of(const Placement& placement);

/// Who has the coordinating duty in a cell: IPKS/2 or IRKS/2.
[[nodiscard]] v1::Selector coordinator_of(const Placement& placement);

/// Someone a task is opened for, and the item it is about.
struct Assignee {
  v1::Selector selector;
  std::uint32_t item = 0;  ///< For opinion givers: the place of the opinion, from 1; otherwise as asked.
};

/// Everyone a task of this part is opened for; one task each.
///
/// Opinion givers: those still awaited, or for confirm-row the giver of the row `item`.
/// Addressees: each person who holds the role at the object at that moment.
[[nodiscard]] std::vector<Assignee> assignees_of(Part part, const v1::CaseState& state, std::string_view command,
                                                 std::uint32_t item, const Authority& authority,
                                                 const AuthorityMoment& moment);

/// The standing holders of a part in a case, task or no task: what permission is checked against.
[[nodiscard]] std::vector<v1::Selector> holders_of(Part part, const v1::CaseState& state);

/// The role in which the assignee of an open task does it: that of the selector, or for a named person the part they
/// were named for. Requires: the task is not delegated.
[[nodiscard]] v1::Role role_of_task(const v1::Selector& assignee, std::string_view command);

/// The lower-case name of a role, as definitions and messages write it: service_owner.
[[nodiscard]] std::string role_name(v1::Role role);

/// The lower-case name of a kind of case: act.
[[nodiscard]] std::string kind_name(v1::CaseKind kind);

}  // namespace norma::acts
