#include "engine/acts/parts.h"

#include <algorithm>
#include <cctype>

namespace norma::acts {
namespace {

std::string lower(std::string name) {
  std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
  return name;
}

v1::Selector role_at(v1::Role role, const std::string& object) {
  v1::Selector selector;
  selector.set_role(role);
  selector.set_object(object);
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

v1::Selector owner_of(v1::Scale scale, const std::string& object, const std::string& institution) {
  switch (scale) {
    case v1::SERVICE_SCALE:
      return role_at(v1::SERVICE_OWNER, object);
    case v1::RESOURCE_SCALE:
      return role_at(v1::RESOURCE_OWNER, object);
    default:
      return role_at(v1::SERVICE_SET_OWNER, institution);
  }
}

v1::Selector coordinator_of(v1::Scale scale, const std::string& institution) {
  return role_at(scale == v1::RESOURCE_SCALE ? v1::RESOURCE_SET_OWNER : v1::SERVICE_SET_OWNER, institution);
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
      return {owner_of(state.scale(), state.object(), state.institution())};
    case Part::kCoordinator:
      return {coordinator_of(state.scale(), state.institution())};
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

std::string role_name(v1::Role role) { return lower(v1::Role_Name(role)); }

std::string kind_name(v1::CaseKind kind) { return lower(v1::CaseKind_Name(kind)); }

}  // namespace norma::acts
