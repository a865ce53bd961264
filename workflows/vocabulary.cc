#include "workflows/vocabulary.h"

#include <google/protobuf/descriptor.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "norma/v1/command.pb.h"

namespace norma::workflows {
namespace {

constexpr std::array<std::string_view, 19> kNotCaseEvents = {
    "register-person", "assign-role",     "revoke-role",  "deploy-definition", "raise-need",  "complete-task",
    "delegate-task",   "elapse-term",     "migrate-case", "publish-clocks",    "mark-urgent", "configure-clock",
    "suspend-term",    "set-term-length", "resume-term",  "publish-calendar",
    "mark-suspect",   "complete-suspects", "register-general-act-version"};

constexpr std::array<std::pair<std::string_view, acts::Part>, 6> kParts = {{
    {"owner", acts::Part::kOwner},
    {"coordinator", acts::Part::kCoordinator},
    {"drafter", acts::Part::kDrafter},
    {"approver", acts::Part::kApprover},
    {"opinion_giver", acts::Part::kOpinionGiver},
    {"addressee", acts::Part::kAddressee},
}};

constexpr std::string_view kSpace = " \t\r\n";

}  // namespace

bool is_command(std::string_view name) {
  if (name.find('_') != std::string_view::npos) return false;
  std::string field{name};
  std::replace(field.begin(), field.end(), '-', '_');
  return v1::CommandBody::descriptor()->FindFieldByName(field) != nullptr;
}

bool is_command_event(std::string_view name) {
  return is_command(name) && std::find(kNotCaseEvents.begin(), kNotCaseEvents.end(), name) == kNotCaseEvents.end();
}

std::optional<acts::Part> part_named(std::string_view role) {
  for (const auto& [name, part] : kParts) {
    if (name == role) return part;
  }
  return std::nullopt;
}

std::optional<v1::CaseKind> kind_named(std::string_view name) {
  if (name == "need") return v1::NEED;
  if (name == "act") return v1::ACT;
  if (name == "amendment") return v1::AMENDMENT;
  if (name == "recheck") return v1::RECHECK;
  return std::nullopt;
}

std::vector<std::string_view> words(std::string_view text) {
  std::vector<std::string_view> found;
  for (std::size_t start = text.find_first_not_of(kSpace); start != std::string_view::npos;) {
    const std::size_t end = std::min(text.find_first_of(kSpace, start), text.size());
    found.push_back(text.substr(start, end - start));
    start = text.find_first_not_of(kSpace, end);
  }
  return found;
}

}  // namespace norma::workflows
