#include "engine/acts/commands/need_statement.h"

#include <charconv>

#include "engine/acts/commands/reference_rules.h"

namespace norma::acts {
namespace {

struct Parts {
  std::string before;
  std::string after;
};

/// What stands before and after the last separator; both empty when there is none.
Parts parts_of(const std::string& reference, char separator) {
  const std::size_t place = reference.rfind(separator);
  if (place == std::string::npos) return {};
  return {reference.substr(0, place), reference.substr(place + 1)};
}

Result<void> check_finding(Deliberation& deliberation, const std::string& reference) {
  const Parts parts = parts_of(reference, '.');
  const Result<const v1::CaseState*> act = deliberation.find(parts.before);
  if (!act) return fail(Reason::kCaseNotFound, reference);
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(parts.after.data(), parts.after.data() + parts.after.size(), number);
  const bool is_number = error == std::errc{} && end == parts.after.data() + parts.after.size();
  const bool known = is_number && number > 0 && number <= static_cast<std::uint32_t>((*act)->act().findings_size());
  return known ? Result<void>{} : fail(Reason::kFindingNotFound, reference);
}

Result<void> check_version(const Deliberation& deliberation, const std::string& reference) {
  const Parts parts = parts_of(reference, '@');
  const Result<void> known = check_reference(deliberation, v1::GENERAL_ACT_ITEM, parts.before);
  if (!known) return known;
  const GeneralAct* act = deliberation.context().registers.general_acts.find(parts.before);
  const bool registered = act != nullptr && act->find(parts.after) != nullptr;
  return registered ? Result<void>{} : fail(Reason::kGeneralActVersionUnknown, parts.before, parts.after);
}

Result<void> check_object(const Deliberation& deliberation, const std::string& id, bool liquidated) {
  const RegisteredObject* object = deliberation.context().registers.objects.find(id);
  if (object == nullptr) return fail(Reason::kObjectUnknown, id);
  if (object->kind == v1::INSTITUTION_OBJECT) return fail(Reason::kObjectKindMismatch, id, "service, resource");
  const bool ended = object->has_ended_by(format_date(deliberation.today()));
  return !liquidated || ended ? Result<void>{} : fail(Reason::kObjectNotEnded, id);
}

}  // namespace

Result<void> check_statement_codes(const Deliberation& deliberation, const std::string& trigger_task,
                                   const google::protobuf::RepeatedPtrField<std::string>& conditions,
                                   const std::string& phase) {
  if (!trigger_task.empty()) {
    const Result<void> task = check_reference(deliberation, v1::TASK_ITEM, trigger_task);
    if (!task) return task;
  }
  for (const std::string& code : conditions) {
    const Result<void> condition = check_reference(deliberation, v1::CONDITION_ITEM, code);
    if (!condition) return condition;
  }
  return phase.empty() ? Result<void>{} : check_reference(deliberation, v1::PHASE_ITEM, phase);
}

Result<void> check_origin(Deliberation& deliberation, const v1::NeedOrigin& origin) {
  if (origin.event() == v1::NeedOrigin::EVENT_UNSPECIFIED) return {};
  if (origin.reference().empty()) return fail(Reason::kMissingField, "origin.reference");
  switch (origin.event()) {
    case v1::NeedOrigin::FINDING:
      return check_finding(deliberation, origin.reference());
    case v1::NeedOrigin::GENERAL_ACT_CHANGE:
      return check_version(deliberation, origin.reference());
    case v1::NeedOrigin::OBJECT_REGISTERED:
      return check_object(deliberation, origin.reference(), false);
    case v1::NeedOrigin::OBJECT_LIQUIDATED:
      return check_object(deliberation, origin.reference(), true);
    default:
      return {};
  }
}

Result<void> check_assessed(const v1::NeedState& need) {
  if (!need.inventory_recorded()) return fail(Reason::kInventoryMissing);
  const auto missing = [](std::string_view field) { return fail(Reason::kNeedStatementIncomplete, field); };
  if (need.problem().hash().empty()) return missing("problem");
  if (need.phase().empty()) return missing("phase");
  if (need.trigger_task().empty()) return missing("trigger_task");
  if (need.conditions().empty()) return missing("conditions");
  if (need.addressees().empty()) return missing("addressees");
  if (need.alternatives().hash().empty()) return missing("alternatives");
  if (need.duplication().result() == v1::DUPLICATION_RESULT_UNSPECIFIED) return fail(Reason::kDuplicationUnchecked);
  return {};
}

}  // namespace norma::acts
