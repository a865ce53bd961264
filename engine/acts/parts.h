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

/// Who has the developing duty at a scale: PS/2, RS/2, or the set owner (pu2-6.md 1.4, 3.5).
[[nodiscard]] v1::Selector owner_of(v1::Scale scale, const std::string& object, const std::string& institution);

/// Who has the coordinating duty at a scale: IPKS/2 or IRKS/2.
[[nodiscard]] v1::Selector coordinator_of(v1::Scale scale, const std::string& institution);

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

/// The lower-case name of a role, as definitions and messages write it: service_owner.
[[nodiscard]] std::string role_name(v1::Role role);

/// The lower-case name of a kind of case: act.
[[nodiscard]] std::string kind_name(v1::CaseKind kind);

}  // namespace norma::acts
