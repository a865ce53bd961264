#include "engine/acts/parts.h"

#include <algorithm>
#include <cctype>

namespace norma::acts {
namespace {

std::string lower(std::string name) {
  std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
  return name;
}

v1::Selector role_at(v1::Role role, std::string_view object) {
  v1::Selector selector;
  selector.set_role(role);
  selector.set_object(std::string(object));
  return selector;
}

v1::Selector person(const std::string& id) {
  v1::Selector selector;
  selector.set_person(id);
  return selector;
}

std::vector<Assignee> opinion_givers(const v1::CaseState& state, std::string_view command, std::uint32_t item) {
  std::vector<Assignee> givers;
  const v1::PreparationState& preparation = state.preparation();
  if (command == "confirm-row") {
    for (const v1::RowState& row : preparation.rows()) {
      if (row.row() == item) givers.push_back({person(row.giver()), item});
    }
    return givers;
  }
  for (int i = 0; i < preparation.opinions_size(); ++i) {
    const v1::OpinionState& opinion = preparation.opinions(i);
    const bool awaited = opinion.round() == preparation.round() && opinion.result() == v1::OPINION_RESULT_UNSPECIFIED;
    if (awaited) givers.push_back({person(opinion.giver()), static_cast<std::uint32_t>(i + 1)});
  }
  return givers;
}

}  // namespace

Placement placement_of(const v1::CaseState& state) {
  return {state.scale(), state.level(), state.object(), state.institution()};
}

bool is_cell(v1::Scale scale, v1::Level level) {
  const bool core = level == v1::LEVEL_UNSPECIFIED || level == v1::CORE_BUSINESS_LEVEL;
  const bool support = level == v1::LEVEL_UNSPECIFIED || level == v1::SUPPORT_LEVEL;
  switch (scale) {
    case v1::INSTITUTION_SCALE:
      return core || support;
    case v1::SERVICE_SCALE:
      return core;
    case v1::RESOURCE_SCALE:
      return support;
    default:
      return false;
  }
}

v1::Selector owner_of(const Placement& placement) {
  switch (placement.scale) {
    case v1::SERVICE_SCALE:
      return role_at(v1::SERVICE_OWNER, placement.object);
    case v1::RESOURCE_SCALE:
      return role_at(v1::RESOURCE_OWNER, placement.object);
    default:
      return coordinator_of(placement);
  }
}

v1::Selector coordinator_of(const Placement& placement) {
  const bool of_resources = placement.scale == v1::RESOURCE_SCALE || placement.level == v1::SUPPORT_LEVEL;
  return role_at(of_resources ? v1::RESOURCE_SET_OWNER : v1::SERVICE_SET_OWNER, placement.institution);
}

std::vector<Assignee> assignees_of(Part part, const v1::CaseState& state, std::string_view command,
                                   std::uint32_t item, const Authority& authority, const AuthorityMoment& moment) {
  if (part == Part::kOpinionGiver) return opinion_givers(state, command, item);
  std::vector<Assignee> assignees;
  if (part == Part::kAddressee) {
    for (const PersonId& holder : authority.holders(v1::ADDRESSEE, state.object(), moment)) {
      assignees.push_back({person(holder.str()), item});
    }
    return assignees;
  }
  for (v1::Selector& selector : holders_of(part, state)) assignees.push_back({std::move(selector), item});
  return assignees;
}

std::vector<v1::Selector> holders_of(Part part, const v1::CaseState& state) {
  switch (part) {
    case Part::kOwner:
      return {owner_of(placement_of(state))};
    case Part::kCoordinator:
      return {coordinator_of(placement_of(state))};
    case Part::kDrafter:
      if (state.preparation().drafter().empty()) return {};
      return {person(state.preparation().drafter())};
    case Part::kApprover:
      return {role_at(v1::APPROVER, state.institution())};
    case Part::kOpinionGiver: {
      std::vector<v1::Selector> givers;
      for (const v1::OpinionState& opinion : state.preparation().opinions()) givers.push_back(person(opinion.giver()));
      return givers;
    }
    case Part::kAddressee:
      return {role_at(v1::ADDRESSEE, state.object())};
  }
  return {};
}

v1::Role role_of_task(const v1::Selector& assignee, std::string_view command) {
  if (assignee.person().empty()) return assignee.role();
  if (command == "give-opinion" || command == "confirm-row") return v1::OPINION_GIVER;
  return command == "acknowledge-act" ? v1::ADDRESSEE : v1::DRAFTER;
}

std::string role_name(v1::Role role) { return lower(v1::Role_Name(role)); }

std::string kind_name(v1::CaseKind kind) { return lower(v1::CaseKind_Name(kind)); }

}  // namespace norma::acts
