#include <algorithm>
#include <map>
#include <set>

#include "engine/acts/commands/deciders.h"
#include "engine/acts/commands/reference_rules.h"

namespace norma::acts {
namespace {

using Requirements = std::map<std::string, v1::TextRef>;

constexpr std::size_t kMostRequirements = 2000;

/// "p12", "p12/*" and "*" are paragraphs; what contains no id is none.
bool is_paragraph_id(std::string_view id) {
  if (id == "*") return true;
  if (id.ends_with("/*")) id.remove_suffix(2);
  return !id.empty() && id.find('*') == std::string_view::npos;
}

Requirements requirements_before(const GeneralAct* act) {
  Requirements requirements;
  if (act == nullptr) return requirements;
  for (const v1::GeneralActRequirementRecorded& one : act->versions.back().requirements) {
    requirements[one.paragraph()] = one.note();
  }
  return requirements;
}

Result<void> check_form(const v1::RegisterGeneralActVersion& command) {
  for (const v1::GeneralActRequirement& one : command.requirements()) {
    if (one.paragraph().empty()) return fail(Reason::kMissingField, "requirements.paragraph");
    if (one.paragraph().find('*') != std::string::npos) {
      return fail(Reason::kInvalidField, "requirements.paragraph", one.paragraph());
    }
  }
  for (const std::string& paragraph : command.changed()) {
    if (!is_paragraph_id(paragraph)) return fail(Reason::kInvalidField, "changed", paragraph);
  }
  const auto& scales = command.scales();
  const bool unspecified = std::find(scales.begin(), scales.end(), v1::SCALE_UNSPECIFIED) != scales.end();
  return unspecified ? fail(Reason::kInvalidField, "scales", "SCALE_UNSPECIFIED") : Result<void>{};
}

Result<void> check_order(const v1::RegisterGeneralActVersion& command, const GeneralAct* act) {
  if (act == nullptr) return {};
  const std::string& newest = act->versions.back().version_on;
  if (command.version_on() == newest) return fail(Reason::kGeneralActVersionExists, act->code, newest);
  if (command.version_on() < newest) return fail(Reason::kGeneralActVersionNotNewer, command.version_on(), newest);
  return {};
}

/// What changed beyond what was said: a requirement that goes, and one that comes to an act with earlier versions.
std::set<std::string> changed_paragraphs(const v1::RegisterGeneralActVersion& command, const Requirements& before,
                                         bool first) {
  std::set<std::string> changed(command.changed().begin(), command.changed().end());
  changed.insert(command.dropped().begin(), command.dropped().end());
  if (first) return changed;
  for (const v1::GeneralActRequirement& one : command.requirements()) {
    if (!before.contains(one.paragraph())) changed.insert(one.paragraph());
  }
  return changed;
}

}  // namespace

/// Registers a version of a general act: what it requires, and which paragraphs changed since the one before. Every act
/// that cites one of those is then marked in the background (pu2-6.md 1.11, 3.2, T13).
///
/// Errors, in this order: missing_field and invalid_field (paragraph ids, scales), reference_unknown, reference_retired,
/// general_act_version_exists, general_act_version_not_newer, requirement_unknown (one that is dropped), limit_exceeded
/// (requirements of one act).
Result<std::string> decide_register_general_act_version(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::RegisterGeneralActVersion& command = body.register_general_act_version();
  if (const Result<void> form = check_form(command); !form) return tl::unexpected(form.error());
  const Result<void> known = check_reference(deliberation, v1::GENERAL_ACT_ITEM, command.general_act());
  if (!known) return tl::unexpected(known.error());
  const GeneralAct* act = deliberation.context().registers.general_acts.find(command.general_act());
  if (const Result<void> order = check_order(command, act); !order) return tl::unexpected(order.error());
  const Requirements before = requirements_before(act);
  Requirements requirements = before;
  for (const std::string& paragraph : command.dropped()) {
    if (requirements.erase(paragraph) == 0) {
      return fail(Reason::kRequirementUnknown, command.general_act(), paragraph);
    }
  }
  for (const v1::GeneralActRequirement& one : command.requirements()) {
    v1::TextRef& note = requirements[one.paragraph()];
    if (!one.note().empty()) note = deliberation.context().texts.seal(one.note());
  }
  if (requirements.size() > kMostRequirements) {
    return fail(Reason::kLimitExceeded, "requirements", std::to_string(kMostRequirements));
  }
  v1::Event event;
  v1::GeneralActVersionRegistered& registered = *event.mutable_general_act_version_registered();
  registered.set_general_act(command.general_act());
  registered.set_version_on(command.version_on());
  for (const auto& [paragraph, note] : requirements) {
    v1::GeneralActRequirementRecorded& one = *registered.add_requirements();
    one.set_paragraph(paragraph);
    if (!note.hash().empty()) *one.mutable_note() = note;
  }
  for (const std::string& paragraph : changed_paragraphs(command, before, act == nullptr)) {
    registered.add_changed(paragraph);
  }
  if (!command.scales().empty() || act == nullptr) {
    *registered.mutable_scales() = command.scales();
  } else {
    for (const v1::Scale scale : act->versions.back().scales) registered.add_scales(scale);
  }
  registered.set_published_in(command.published_in());
  if (act != nullptr) registered.set_previous_on(act->versions.back().version_on);
  deliberation.emit_registry(std::move(event));
  return std::string();
}

}  // namespace norma::acts
