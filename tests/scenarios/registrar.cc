#include "tests/engine/stated_need.h"
#include "tests/scenarios/registrar.h"

#include <gtest/gtest.h>

#include "engine/instant.h"

namespace norma::scenarios {
namespace {

constexpr const char* kService = "srv-4411";
constexpr const char* kInstitution = "inst-lpa";

}  // namespace

Registrar::Registrar(const RunningServer& server)
    : coordinator_(server.client("coordinator")),
      owner_(server.client("service_owner")),
      drafter_(server.client("drafter")),
      approver_(server.client("approver")) {}

std::string Registrar::enter_original(const Wording& wording) {
  const std::string need = decided_need(v1::NEW_ACT_NEEDED, {}).case_id();
  v1::PlanAct plan;
  plan.set_need(need);
  plan.set_title("Noteikumi par Latvijā kontrolējamajām narkotiskajām vielām");
  plan.set_kind(v1::INTERNAL_RULES);
  plan.set_issuer("Ministru kabinets");
  plan.set_legal_basis("Likuma 3. panta otrā daļa");
  plan.set_evaluate_on("2030-01-01");
  plan.add_goals()->set_goal_id("aprite");
  const v1::Reply planned = give(coordinator_, need, "plan-act", plan);
  const std::string act = planned.created_cases_size() == 1 ? planned.created_cases(0) : std::string();
  assign_drafter(act);
  draft_text(act, wording.text);
  adopt_and_publish(act, format_date(wording.commences));
  return act;
}

void Registrar::enter_amendment(const std::string& act, const Wording& wording) {
  const std::string amendment = open_amendment(act);
  draft_text(amendment, wording.text);
  adopt_and_publish(amendment, format_date(wording.commences));
}

void Registrar::enter_instructions(const std::string& act, const std::vector<v1::Instruction>& instructions,
                                   const std::string& commences_on) {
  const std::string amendment = open_amendment(act);
  std::vector<v1::Instruction> dated = instructions;
  // History is entered after the fact: the wording of today is not the one that these instructions change.
  for (v1::Instruction& instruction : dated) {
    if (instruction.commences_on().empty()) instruction.set_commences_on(commences_on);
  }
  draft_instructions(amendment, dated);
  adopt_and_publish(amendment, commences_on);
}

std::string Registrar::open_amendment(const std::string& act) {
  const v1::Reply decided = decided_need(v1::AMEND_EXISTING, act);
  EXPECT_EQ(decided.created_cases_size(), 1);
  const std::string amendment = decided.created_cases_size() == 1 ? decided.created_cases(0) : std::string();
  assign_drafter(amendment);
  return amendment;
}

void Registrar::draft_instructions(const std::string& amendment, const std::vector<v1::Instruction>& instructions) {
  v1::SubmitDraft draft;
  draft.set_case_id(amendment);
  for (const v1::Instruction& instruction : instructions) *draft.add_instructions() = instruction;
  give(drafter_, amendment, "submit-draft", draft);
}

v1::Reply Registrar::give(server::cli::ApiClient& person, const std::string& case_id, std::string_view name,
                          const google::protobuf::Message& body) {
  const auto reply = case_id.empty() ? person.command(name, body, {}) : person.command_on(case_id, name, body);
  if (reply) return *reply;
  ADD_FAILURE() << name << ": " << reply.error().message;
  return {};
}

v1::Reply Registrar::decided_need(v1::NeedOutcome outcome, const std::string& act) {
  v1::RaiseNeed raise;
  raise.set_scale(v1::SERVICE_SCALE);
  raise.set_object(kService);
  raise.set_institution(kInstitution);
  raise.set_trigger_task("PU2-20");
  raise.set_problem("Jāprecizē kontrolējamo vielu saraksti.");
  state_fully(raise);
  const std::string need = give(coordinator_, {}, "raise-need", raise).case_id();
  v1::RecordInventory inventory;
  inventory.set_need(need);
  check_duplication(inventory);
  give(owner_, need, "record-inventory", inventory);
  v1::DecideNeed decide;
  decide.set_need(need);
  decide.set_outcome(outcome);
  decide.set_act(act);
  decide.set_reason("Sarakstus nosaka tikai normatīvais akts.");
  return give(coordinator_, need, "decide-need", decide);
}

void Registrar::assign_drafter(const std::string& case_id) {
  v1::AssignDrafter assign;
  assign.set_case_id(case_id);
  assign.set_drafter("person_drafter");
  give(coordinator_, case_id, "assign-drafter", assign);
}

void Registrar::draft_text(const std::string& case_id, const std::string& text) {
  v1::SubmitDraft draft;
  draft.set_case_id(case_id);
  draft.set_text(text);
  give(drafter_, case_id, "submit-draft", draft);
}

void Registrar::adopt_and_publish(const std::string& case_id, const std::string& day) {
  v1::RecordAlignment alignment;
  alignment.set_case_id(case_id);
  alignment.set_target("VPIL");
  alignment.set_target_version("2003-01-01");
  alignment.set_requirement("72. pants");
  alignment.set_verdict(v1::ALIGNED);
  give(owner_, case_id, "record-alignment", alignment);
  v1::CompleteTask accept;
  accept.set_task(case_id + "." + review_task(case_id));
  accept.set_outcome("accept");
  give(owner_, case_id, "complete-task", accept);
  v1::AdoptAct adopt;
  adopt.set_case_id(case_id);
  adopt.set_number("847");
  adopt.set_adopted_on(day);
  adopt.set_commences_on(day);
  give(approver_, case_id, "adopt-act", adopt);
  v1::PublishAct publish;
  publish.set_case_id(case_id);
  publish.set_place("Latvijas Vēstnesis");
  give(owner_, case_id, "publish-act", publish);
}

std::string Registrar::review_task(const std::string& case_id) {
  const auto view = owner_.view(case_id);
  if (!view) return {};
  for (const v1::TaskState& task : view->state().tasks()) {
    if (task.key() == "review_draft") return std::to_string(task.task());
  }
  return {};
}

}  // namespace norma::scenarios
