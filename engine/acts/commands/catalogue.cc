#include "engine/acts/commands/catalogue.h"

#include <algorithm>

#include "engine/acts/commands/deciders.h"
#include "engine/acts/commands/task_reference.h"
#include "engine/acts/role_rules.h"

namespace norma::acts {
namespace {

using Body = v1::CommandBody;

const std::vector<v1::CaseKind> kNeed = {v1::NEED};
const std::vector<v1::CaseKind> kAct = {v1::ACT};
const std::vector<v1::CaseKind> kAmendment = {v1::AMENDMENT};
const std::vector<v1::CaseKind> kPrepared = {v1::ACT, v1::AMENDMENT};
const std::vector<v1::CaseKind> kAny = {v1::NEED, v1::ACT, v1::AMENDMENT, v1::RECHECK};

#define NORMA_INSTITUTION(command, field) \
  [](const Body& body, const ObjectRegister& objects) { return administered_by(objects, body.command().field()); }
#define NORMA_CASE(command, field) [](const Body& body) { return std::string(body.command().field()); }

CommandRow registry(CommandRow::Kind kind, std::string_view name, std::vector<std::string_view> required,
                    CommandRow::Decide decide, CommandRow::InstitutionOf institution = nullptr) {
  CommandRow row;
  row.kind = kind;
  row.name = name;
  row.required = std::move(required);
  row.in_chart = false;
  row.registry = true;
  row.institution_of = institution;
  row.decide = decide;
  return row;
}

CommandRow on_case(CommandRow::Kind kind, std::string_view name, const std::vector<v1::CaseKind>& kinds,
                   std::vector<Part> parts, std::vector<std::string_view> required, CommandRow::CaseOf case_of,
                   CommandRow::Decide decide) {
  CommandRow row;
  row.kind = kind;
  row.name = name;
  row.works_on_kinds = kinds;
  row.parts = std::move(parts);
  row.required = std::move(required);
  row.case_of = case_of;
  row.decide = decide;
  return row;
}

CommandRow on_task(CommandRow::Kind kind, std::string_view name, std::vector<std::string_view> required,
                   CommandRow::CaseOf case_of, CommandRow::Decide decide) {
  CommandRow row = on_case(kind, name, kAny, {}, std::move(required), case_of, decide);
  row.in_chart = false;
  row.by_task = true;
  return row;
}

/// A command on a case that its machine need not accept: what it does is beside the states.
CommandRow beside_chart(CommandRow row) {
  row.in_chart = false;
  return row;
}

CommandRow of_the_service(CommandRow row) {
  row.external = false;
  return row;
}

CommandRow submit_draft() {
  CommandRow row = on_case(Body::kSubmitDraft, "submit-draft", kPrepared, {Part::kDrafter}, {"case_id"},
                           NORMA_CASE(submit_draft, case_id), decide_submit_draft);
  row.required_one = {"text", "instructions"};
  return row;
}

CommandRow record_alignment() {
  CommandRow row = on_case(Body::kRecordAlignment, "record-alignment", kPrepared, {Part::kOwner, Part::kDrafter},
                           {"case_id"}, NORMA_CASE(record_alignment, case_id), decide_record_alignment);
  row.required_one = {"target", "rows"};
  return row;
}

CommandRow register_general_act_version() {
  CommandRow row = registry(Body::kRegisterGeneralActVersion, "register-general-act-version",
                            {"general_act", "version_on"}, decide_register_general_act_version);
  row.by_set_owner = true;
  return row;
}

CommandRow elapse_term() {
  CommandRow row = on_case(Body::kElapseTerm, "elapse-term", kAny, {}, {"case_id", "term"},
                           NORMA_CASE(elapse_term, case_id), decide_elapse_term);
  return of_the_service(beside_chart(std::move(row)));
}

CommandRow migrate_case() {
  CommandRow row = beside_chart(on_case(Body::kMigrateCase, "migrate-case", kAny, {Part::kCoordinator},
                                        {"case_id", "plan"}, NORMA_CASE(migrate_case, case_id), decide_migrate_case));
  row.by_administrator = true;
  return row;
}

std::vector<CommandRow> make_registry_and_need() {
  return {
      registry(Body::kRegisterPerson, "register-person", {"person"}, decide_register_person),
      registry(Body::kAssignRole, "assign-role", {"person", "role", "object"}, decide_assign_role,
               NORMA_INSTITUTION(assign_role, object)),
      registry(Body::kRevokeRole, "revoke-role", {"person", "role", "object"}, decide_revoke_role,
               NORMA_INSTITUTION(revoke_role, object)),
      registry(Body::kDeployDefinition, "deploy-definition", {"document"}, decide_deploy_definition),
      on_case(Body::kRaiseNeed, "raise-need", {}, {Part::kOwner, Part::kCoordinator},
              {"scale", "object", "institution", "trigger_task", "problem"},
              [](const Body&) { return std::string(); }, decide_raise_need),
      on_case(Body::kRecordInventory, "record-inventory", kNeed, {Part::kOwner}, {"need"},
              NORMA_CASE(record_inventory, need), decide_record_inventory),
      on_case(Body::kDecideNeed, "decide-need", kNeed, {Part::kCoordinator}, {"need", "outcome", "reason"},
              NORMA_CASE(decide_need, need), decide_decide_need),
      on_case(Body::kPlanAct, "plan-act", kNeed, {Part::kOwner, Part::kCoordinator},
              {"need", "title", "kind", "issuer", "legal_basis"}, NORMA_CASE(plan_act, need), decide_plan_act),
  };
}

std::vector<CommandRow> make_registers() {
  return {
      of_the_service(registry(Body::kImportCatalogue, "import-catalogue", {"version"}, decide_import_catalogue)),
      registry(Body::kChangeReferenceItem, "change-reference-item", {"kind", "code", "reason"},
               decide_change_reference_item),
      registry(Body::kRetireReferenceItem, "retire-reference-item", {"kind", "code", "reason"},
               decide_retire_reference_item),
      registry(Body::kRegisterInstitution, "register-institution", {"institution", "name_lv", "name_en"},
               decide_register_institution,
               [](const Body&, const ObjectRegister&) { return std::string(kEveryInstitution); }),
      registry(Body::kRegisterService, "register-service", {"service", "institution", "name_lv", "name_en"},
               decide_register_service, NORMA_INSTITUTION(register_service, institution)),
      registry(Body::kRegisterResource, "register-resource", {"resource", "institution", "name_lv", "name_en"},
               decide_register_resource, NORMA_INSTITUTION(register_resource, institution)),
      registry(Body::kChangeInstitution, "change-institution", {"institution"}, decide_change_institution,
               NORMA_INSTITUTION(change_institution, institution)),
      registry(Body::kChangeService, "change-service", {"service"}, decide_change_service,
               NORMA_INSTITUTION(change_service, service)),
      registry(Body::kChangeResource, "change-resource", {"resource"}, decide_change_resource,
               NORMA_INSTITUTION(change_resource, resource)),
      registry(Body::kLiquidateService, "liquidate-service", {"service", "reason"}, decide_liquidate_service,
               NORMA_INSTITUTION(liquidate_service, service)),
      registry(Body::kLiquidateResource, "liquidate-resource", {"resource", "reason"}, decide_liquidate_resource,
               NORMA_INSTITUTION(liquidate_resource, resource)),
      registry(Body::kReorganiseInstitution, "reorganise-institution", {"institution", "reason"},
               decide_reorganise_institution, NORMA_INSTITUTION(reorganise_institution, institution)),
      of_the_service(registry(Body::kCompleteReviews, "complete-reviews", {"object"}, decide_complete_reviews)),
      registry(Body::kAssignSubstitute, "assign-substitute", {"person", "substitute", "valid_until"},
               decide_assign_substitute),
      registry(Body::kEndSubstitution, "end-substitution", {"substitution"}, decide_end_substitution),
  };
}

std::vector<CommandRow> make_audits_and_reviews() {
  return {
      beside_chart(on_case(Body::kOpenAudit, "open-audit", kAny, {Part::kApprover}, {"case_id", "auditor"},
                           NORMA_CASE(open_audit, case_id), decide_open_audit)),
      beside_chart(on_case(Body::kCloseAudit, "close-audit", kAny, {Part::kApprover}, {"case_id", "audit"},
                           NORMA_CASE(close_audit, case_id), decide_close_audit)),
      beside_chart(of_the_service(on_case(Body::kRaiseReviewNeed, "raise-review-need", kAct, {}, {"act", "object"},
                                      NORMA_CASE(raise_review_need, act), decide_raise_review_need))),
  };
}

std::vector<CommandRow> make_preparation() {
  return {
      on_case(Body::kAssignDrafter, "assign-drafter", kPrepared, {Part::kCoordinator}, {"case_id", "drafter"},
              NORMA_CASE(assign_drafter, case_id), decide_assign_drafter),
      submit_draft(),
      record_alignment(),
      on_case(Body::kRequestOpinions, "request-opinions", kPrepared, {Part::kCoordinator, Part::kOwner},
              {"case_id", "givers"}, NORMA_CASE(request_opinions, case_id), decide_request_opinions),
      on_case(Body::kGiveOpinion, "give-opinion", kPrepared, {Part::kOpinionGiver}, {"case_id", "result"},
              NORMA_CASE(give_opinion, case_id), decide_give_opinion),
      on_case(Body::kAnswerRow, "answer-row", kPrepared, {Part::kDrafter, Part::kOwner}, {"case_id", "row", "answer"},
              NORMA_CASE(answer_row, case_id), decide_answer_row),
      on_case(Body::kConfirmRow, "confirm-row", kPrepared, {Part::kOpinionGiver}, {"case_id", "row"},
              NORMA_CASE(confirm_row, case_id), decide_confirm_row),
      on_case(Body::kAdoptAct, "adopt-act", kPrepared, {Part::kApprover}, {"case_id", "number"},
              NORMA_CASE(adopt_act, case_id), decide_adopt_act),
      on_case(Body::kReturnDraft, "return-draft", kPrepared, {Part::kApprover, Part::kCoordinator},
              {"case_id", "reason"}, NORMA_CASE(return_draft, case_id), decide_return_draft),
      on_case(Body::kWithdrawCase, "withdraw-case", kAny, {Part::kCoordinator}, {"case_id", "reason"},
              NORMA_CASE(withdraw_case, case_id), decide_withdraw_case),
      on_case(Body::kPublishAct, "publish-act", kPrepared, {Part::kOwner, Part::kCoordinator}, {"case_id", "place"},
              NORMA_CASE(publish_act, case_id), decide_publish_act),
  };
}

std::vector<CommandRow> make_after_adoption() {
  return {
      on_case(Body::kAskQuestion, "ask-question", kAct, {Part::kAddressee, Part::kOwner, Part::kCoordinator},
              {"act", "text"}, NORMA_CASE(ask_question, act), decide_ask_question),
      on_case(Body::kAnswerQuestion, "answer-question", kAct, {Part::kOwner}, {"act", "question", "text"},
              NORMA_CASE(answer_question, act), decide_answer_question),
      on_case(Body::kRecordFinding, "record-finding", kAct, {Part::kOwner, Part::kCoordinator},
              {"act", "requirement", "compliance", "text"}, NORMA_CASE(record_finding, act), decide_record_finding),
      on_case(Body::kCloseFinding, "close-finding", kAct, {Part::kOwner}, {"act", "finding", "text"},
              NORMA_CASE(close_finding, act), decide_close_finding),
      on_case(Body::kEvaluateGoals, "evaluate-goals", kAct, {Part::kOwner}, {"act", "measurements", "decision"},
              NORMA_CASE(evaluate_goals, act), decide_evaluate_goals),
      on_case(Body::kAcknowledgeAct, "acknowledge-act", kAct, {Part::kAddressee}, {"act"},
              NORMA_CASE(acknowledge_act, act), decide_acknowledge_act),
      on_case(Body::kRepealAct, "repeal-act", kAct, {Part::kApprover}, {"act", "reason"},
              NORMA_CASE(repeal_act, act), decide_repeal_act),
      on_task(Body::kCompleteTask, "complete-task", {"task", "outcome"},
              [](const Body& body) { return case_of_task(body.complete_task().task()); }, decide_complete_task),
      on_task(Body::kDelegateTask, "delegate-task", {"task", "person", "reason"},
              [](const Body& body) { return case_of_task(body.delegate_task().task()); }, decide_delegate_task),
      elapse_term(),
      migrate_case(),
  };
}

std::vector<CommandRow> make_legal_time() {
  const std::vector<Part> deciding = {Part::kCoordinator, Part::kApprover};
  return {
      registry(Body::kPublishCalendar, "publish-calendar", {"rules"}, decide_publish_calendar),
      of_the_service(registry(Body::kPublishClocks, "publish-clocks", {"catalogue"}, decide_publish_clocks)),
      registry(Body::kConfigureClock, "configure-clock", {"clock", "duration", "ground"}, decide_configure_clock),
      beside_chart(on_case(Body::kSuspendTerm, "suspend-term", kAny, deciding, {"case_id", "term", "ground"},
                           NORMA_CASE(suspend_term, case_id), decide_suspend_term)),
      beside_chart(on_case(Body::kResumeTerm, "resume-term", kAny, deciding, {"case_id", "term", "ground"},
                           NORMA_CASE(resume_term, case_id), decide_resume_term)),
      beside_chart(on_case(Body::kSetTermLength, "set-term-length", kAny, deciding,
                           {"case_id", "clock", "duration", "ground"}, NORMA_CASE(set_term_length, case_id),
                           decide_set_term_length)),
      beside_chart(on_case(Body::kMarkUrgent, "mark-urgent", kAny, deciding, {"case_id", "ground"},
                           NORMA_CASE(mark_urgent, case_id), decide_mark_urgent)),
  };
}

std::vector<CommandRow> make_wording() {
  const std::vector<Part> readers = {Part::kDrafter, Part::kOwner, Part::kCoordinator, Part::kOpinionGiver,
                                     Part::kApprover};
  return {
      on_case(Body::kProposeAmendment, "propose-amendment", kAct, {Part::kOwner, Part::kCoordinator, Part::kAddressee},
              {"act", "origin", "origin_ref", "nature", "paragraph", "wording", "reason", "priority"},
              NORMA_CASE(propose_amendment, act), decide_propose_amendment),
      on_case(Body::kDecideProposal, "decide-proposal", kAct, {Part::kCoordinator},
              {"act", "proposal", "outcome", "reason"}, NORMA_CASE(decide_proposal, act), decide_decide_proposal),
      on_case(Body::kSettleProposal, "settle-proposal", kAmendment, {Part::kDrafter},
              {"case_id", "proposal", "outcome"}, NORMA_CASE(settle_proposal, case_id), decide_settle_proposal),
      on_case(Body::kAnnotateDraft, "annotate-draft", kPrepared, readers,
              {"case_id", "paragraph", "quote", "kind", "text"}, NORMA_CASE(annotate_draft, case_id),
              decide_annotate_draft),
      on_case(Body::kReplyAnnotation, "reply-annotation", kPrepared, readers, {"case_id", "annotation", "text"},
              NORMA_CASE(reply_annotation, case_id), decide_reply_annotation),
      on_case(Body::kResolveAnnotation, "resolve-annotation", kPrepared, readers, {"case_id", "annotation", "outcome"},
              NORMA_CASE(resolve_annotation, case_id), decide_resolve_annotation),
  };
}

std::vector<CommandRow> make_alignment() {
  return {
      on_case(Body::kDescribeNeed, "describe-need", kNeed, {Part::kOwner, Part::kCoordinator}, {"need"},
              NORMA_CASE(describe_need, need), decide_describe_need),
      on_case(Body::kMergeNeed, "merge-need", kNeed, {Part::kCoordinator}, {"need", "into", "reason"},
              NORMA_CASE(merge_need, need), decide_merge_need),
      on_case(Body::kReopenNeed, "reopen-need", kNeed, {Part::kOwner, Part::kCoordinator}, {"need", "reason"},
              NORMA_CASE(reopen_need, need), decide_reopen_need),
      register_general_act_version(),
      beside_chart(of_the_service(on_case(Body::kMarkSuspect, "mark-suspect", kAct, {},
                                          {"act", "general_act", "version_on"}, NORMA_CASE(mark_suspect, act),
                                          decide_mark_suspect))),
      of_the_service(registry(Body::kCompleteSuspects, "complete-suspects", {"general_act", "version_on", "revision"},
                              decide_complete_suspects)),
      on_case(Body::kRecheckAlignment, "recheck-alignment", kAct, {Part::kOwner, Part::kCoordinator}, {"act", "rows"},
              NORMA_CASE(recheck_alignment, act), decide_recheck_alignment),
  };
}

#undef NORMA_CASE
#undef NORMA_INSTITUTION

const std::vector<CommandRow>& catalogue() {
  static const std::vector<CommandRow> rows = [] {
    std::vector<CommandRow> all = make_registry_and_need();
    for (auto* make : {make_preparation, make_after_adoption, make_legal_time, make_registers, make_audits_and_reviews,
                       make_wording, make_alignment}) {
      for (CommandRow& row : make()) all.push_back(std::move(row));
    }
    return all;
  }();
  return rows;
}

}  // namespace

bool CommandRow::works_on(v1::CaseKind wanted) const {
  return std::find(works_on_kinds.begin(), works_on_kinds.end(), wanted) != works_on_kinds.end();
}

std::span<const CommandRow> all_commands() { return catalogue(); }

const CommandRow* find_command(CommandRow::Kind kind) {
  const auto found = std::find_if(catalogue().begin(), catalogue().end(),
                                  [&](const CommandRow& row) { return row.kind == kind; });
  return found == catalogue().end() ? nullptr : &*found;
}

const CommandRow* find_command(std::string_view name) {
  const auto found = std::find_if(catalogue().begin(), catalogue().end(),
                                  [&](const CommandRow& row) { return row.name == name; });
  return found == catalogue().end() ? nullptr : &*found;
}

}  // namespace norma::acts
