#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <map>
#include <string>
#include <vector>

#include "norma/v1/command.pb.h"
#include "norma/v1/registry_api.pb.h"
#include "server/cli/json_messages.h"
#include "tests/engine/stated_need.h"
#include "tests/scenarios/running_server.h"

namespace norma::scenarios {
namespace {

using server::cli::ApiClient;

const std::vector<std::string> kStart = {"--start-time", "2026-11-02T09:00:00Z"};

/// Gives a registry command; the code of the refusal, or "accepted".
std::string give(ApiClient& client, std::string_view name, const google::protobuf::Message& body) {
  const auto reply = client.command(name, body, {});
  return reply ? "accepted" : reply.error().code;
}

void pass_to(const RunningServer& server, const std::string& time) {
  ApiClient coordinator = server.client("coordinator");
  const auto moved = coordinator.post("/v1/demo/clock", R"({"to":")" + time + R"("})", {});
  ASSERT_TRUE(moved) << moved.error().message;
}

v1::ReferenceList reference(ApiClient& client, const std::string& target) {
  v1::ReferenceList list;
  const auto answer = client.get("/v1/reference/" + target, list);
  EXPECT_TRUE(answer) << target;
  return list;
}

v1::RaiseNeed need_at(const std::string& service) {
  v1::RaiseNeed need;
  need.set_scale(v1::SERVICE_SCALE);
  need.set_object(service);
  need.set_institution("inst-lpa");
  need.set_trigger_task("PU2-18");
  need.add_conditions("N6-1");
  need.set_problem("Klientiem nav skaidrs, kā tiek veidota rinda.");
  state_fully(need);
  return need;
}

std::size_t registry_turns(const RunningServer& server) {
  ApiClient auditor = server.client("auditor");
  const auto turns = auditor.turns("/v1/audit/turns?partition=0");
  EXPECT_TRUE(turns);
  return turns ? turns->size() : 0;
}

TEST(ReferenceDataScenario, IsReadInTheAskedLanguageChangedWithAVersionAndReadAsOfBefore) {
  // given
  const TemporaryDirectory directory;
  std::size_t turns = 0;
  {
    const RunningServer server(directory.path(), kStart);
    ApiClient latvian = server.client("addressee", "lv");
    ApiClient english = server.client("addressee", "en");
    v1::ReferenceKindList kinds;
    ASSERT_TRUE(english.get("/v1/reference", kinds));
    std::map<std::string, std::uint32_t> counts;
    for (const v1::ReferenceKindView& kind : kinds.kinds()) counts[kind.kind()] = kind.items();
    EXPECT_EQ(counts.size(), 17U);
    EXPECT_EQ(counts["tasks"], 32U);
    EXPECT_EQ(counts["conditions"], 24U);
    EXPECT_EQ(counts["competences"], 16U);
    EXPECT_EQ(reference(latvian, "conditions/N10-1").items(0).label().substr(0, std::strlen("Drošība")), "Drošība");
    EXPECT_EQ(reference(english, "conditions/N10-1").items(0).label().substr(0, 8), "security");
    const v1::ReferenceItemView duty = reference(english, "duties/IPKS%2F2").items(0);
    EXPECT_EQ(duty.label().substr(0, 11), "coordinates");
    EXPECT_EQ(reference(english, "tasks/PU3-1").items(0).flags(0).value(), "unset");
    EXPECT_FALSE(english.get("/v1/reference/planets"));
    EXPECT_FALSE(english.get("/v1/reference/tasks/PU9-9"));
    EXPECT_FALSE(english.get("/v1/reference/tasks?as_of=yesterday"));
    // when the administrator says in January that the task is always performed, and retires a technology
    pass_to(server, "2027-01-11T09:00:00Z");
    v1::ChangeReferenceItem change;
    change.set_kind(v1::TASK_ITEM);
    change.set_code("PU3-1");
    change.set_name_en("continual improvement, always");
    v1::ReferenceFlag& flag = *change.add_flags();
    flag.set_name("always_performed");
    flag.set_value(v1::FLAG_YES);
    change.set_reason("VARAM atbilde 2027-01-08");
    EXPECT_EQ(give(english, "change-reference-item", change), "role_not_held");
    ApiClient administrator = server.client("administrator");
    ASSERT_EQ(give(administrator, "change-reference-item", change), "accepted");
    EXPECT_EQ(give(administrator, "change-reference-item", change), "accepted") << "a text is a text anew";
    change.clear_name_en();
    EXPECT_EQ(give(administrator, "change-reference-item", change), "reference_unchanged");
    v1::RetireReferenceItem retire;
    retire.set_kind(v1::CONDITION_ITEM);
    retire.set_code("N6-1");
    retire.set_reason("apvienots");
    ASSERT_EQ(give(administrator, "retire-reference-item", retire), "accepted");
    ApiClient owner = server.client("service_owner");
    EXPECT_EQ(give(owner, "raise-need", need_at("srv-4411")), "reference_retired");
    EXPECT_EQ(give(owner, "raise-need", need_at("srv-9")), "object_unknown");
    turns = registry_turns(server);
  }
  // then after a restart the history is there, once, and as of December nothing had changed
  const RunningServer server(directory.path(), kStart);
  ApiClient english = server.client("addressee", "en");
  EXPECT_EQ(registry_turns(server), turns) << "the catalogue is imported once";
  const v1::ReferenceList versions = reference(english, "tasks/PU3-1");
  ASSERT_EQ(versions.items_size(), 3);
  EXPECT_EQ(versions.items(0).label(), "continual improvement");
  EXPECT_EQ(versions.items(2).label(), "continual improvement, always");
  EXPECT_EQ(versions.items(2).origin(), v1::OF_AN_ADMINISTRATOR);
  const auto flag_as_of = [&](const std::string& as_of) {
    const v1::ReferenceList list = reference(english, "tasks?as_of=" + as_of);
    for (const v1::ReferenceItemView& item : list.items()) {
      if (item.code() == "PU3-1") return item.flags(0).value();
    }
    return std::string("not there");
  };
  EXPECT_EQ(flag_as_of("2026-12-01"), "unset");
  EXPECT_EQ(flag_as_of("2027-01-10"), "unset");
  EXPECT_EQ(flag_as_of("2027-01-11"), "yes");
  EXPECT_EQ(flag_as_of("2027-01-11T08:59:59Z"), "unset");
  // and the terminal shows the same
  const ProgramRun list = run_norma({"reference", "list", "conditions", "--server", server.endpoint().url(),
                                     "--token-file", (directory.path() / "tokens.json").string(), "--as", "addressee", "--lang", "lv"});
  EXPECT_EQ(list.exit_status, 0) << list.output;
  EXPECT_NE(list.output.find("Vienkāršība un ērtība saņēmējiem"), std::string::npos) << list.output;
  EXPECT_NE(list.output.find("retired=yes"), std::string::npos) << list.output;
}

/// The inbox rows of a person, by key.
std::map<std::string, v1::InboxRow> inbox(ApiClient& client) {
  v1::Inbox read;
  EXPECT_TRUE(client.get("/v1/inbox", read));
  std::map<std::string, v1::InboxRow> rows;
  for (const v1::InboxRow& row : read.tasks()) rows[row.key()] = row;
  return rows;
}

std::string who(ApiClient& client, const std::string& query) {
  v1::AuthorityView view;
  const auto answer = client.get("/v1/authority?" + query, view);
  if (!answer) return answer.error().code;
  std::string holders;
  for (const v1::HoldingView& holding : view.holdings()) {
    holders += (holders.empty() ? "" : " ") + holding.person() +
               (holding.acting_for().empty() ? "" : "(for " + holding.acting_for() + ")");
  }
  return holders.empty() ? "nobody" : holders;
}

TEST(SubstitutionScenario, IsSeenInInboxesHistoryAndEveryAnswerAboutAuthority) {
  // given the service owner away from 10 to 20 November
  const TemporaryDirectory directory;
  const RunningServer server(directory.path(), kStart);
  ApiClient administrator = server.client("administrator");
  ApiClient owner = server.client("service_owner");
  ApiClient stand_in = server.client("opinion_giver");
  v1::AssignSubstitute assign;
  assign.set_person("person_service_owner");
  assign.set_substitute("person_opinion_giver");
  assign.set_valid_from("2026-11-10");
  assign.set_valid_until("2026-11-20");
  EXPECT_EQ(give(owner, "assign-substitute", assign), "role_not_held");
  ASSERT_EQ(give(administrator, "assign-substitute", assign), "accepted");
  v1::AssignSubstitute chain = assign;
  chain.set_person("person_opinion_giver");
  chain.set_substitute("person_legal_unit");
  EXPECT_EQ(give(administrator, "assign-substitute", chain), "substitute_of_substitute");
  v1::AssignRole second;
  second.set_person("person_legal_unit");
  second.set_role(v1::SERVICE_OWNER);
  second.set_object("srv-4411");
  EXPECT_EQ(give(administrator, "assign-role", second), "role_already_held");
  const auto raised = owner.command("raise-need", need_at("srv-4411"), {});
  ASSERT_TRUE(raised) << raised.error().message;
  const std::string need = raised->case_id();
  EXPECT_TRUE(inbox(stand_in).empty()) << "it is not the day yet";
  EXPECT_FALSE(stand_in.get("/v1/needs/" + need));
  // when the day comes
  pass_to(server, "2026-11-10T08:00:00Z");
  // then the task is in both inboxes and each says so
  ASSERT_TRUE(inbox(stand_in).contains("record_inventory"));
  EXPECT_EQ(inbox(stand_in)["record_inventory"].acting_for(), "person_service_owner");
  EXPECT_EQ(inbox(owner)["record_inventory"].substitute(), "person_opinion_giver");
  v1::RecordInventory inventory;
  inventory.set_need(need);
  ASSERT_TRUE(stand_in.command_on(need, "record-inventory", inventory));
  const auto history = owner.turns("/v1/needs/" + need + "/history");
  ASSERT_TRUE(history);
  EXPECT_EQ(history->back().actor(), "person_opinion_giver");
  EXPECT_EQ(history->back().on_behalf_of(), "person_service_owner");
  EXPECT_EQ(history->back().role_held(), v1::SERVICE_OWNER);
  // and who may what is answered for every instant
  const std::string seat = "role=service_owner&object=srv-4411&at=";
  const std::string both = "person_service_owner person_opinion_giver(for person_service_owner)";
  EXPECT_EQ(who(stand_in, seat + "2026-11-09T21:59:59.999999Z"), "person_service_owner");
  EXPECT_EQ(who(stand_in, seat + "2026-11-09T22:00:00Z"), both) << "midnight in Riga";
  EXPECT_EQ(who(stand_in, seat + "2026-11-19T21:59:59.999999Z"), both);
  EXPECT_EQ(who(stand_in, seat + "2026-11-20"), "person_service_owner");
  EXPECT_EQ(who(stand_in, seat + "2026-11-15&recorded_at=1"), "nobody") << "the registry knew nobody then";
  EXPECT_EQ(who(stand_in, seat + "2026-11-15&recorded_at=2026-11-01T00:00:00Z"), "nobody");
  EXPECT_EQ(who(stand_in, "person=person_opinion_giver&at=2026-11-15"), "person_opinion_giver(for person_service_owner)");
  EXPECT_EQ(who(stand_in, "person=person_service_owner"), "role_not_held") << "others are for the auditor";
  ApiClient auditor = server.client("auditor");
  EXPECT_EQ(who(auditor, "person=person_service_owner"), "person_service_owner");
  EXPECT_EQ(who(auditor, ""), "missing_field");
  EXPECT_EQ(who(auditor, "role=service_owner"), "missing_field");
  EXPECT_EQ(who(auditor, "role=king&object=srv-4411"), "invalid_field");
  EXPECT_EQ(who(auditor, seat + "sometime"), "invalid_field");
  const ProgramRun asked =
      run_norma({"authority", "--role", "service_owner", "--object", "srv-4411", "--at", "2026-11-15", "--server",
                 server.endpoint().url(), "--token-file", (directory.path() / "tokens.json").string(), "--as", "auditor"});
  EXPECT_EQ(asked.exit_status, 0) << asked.output;
  EXPECT_NE(asked.output.find("person_opinion_giver stands in for person_service_owner"), std::string::npos)
      << asked.output;
  // and it comes back by itself
  pass_to(server, "2026-11-20T08:00:00Z");
  EXPECT_TRUE(inbox(stand_in).empty());
  EXPECT_FALSE(stand_in.get("/v1/needs/" + need));
}

/// Takes an act of srv-4412 from need to force by the light path.
std::string act_in_force(const RunningServer& server) {
  ApiClient owner = server.client("service_owner_2");
  ApiClient coordinator = server.client("coordinator");
  ApiClient drafter = server.client("drafter");
  ApiClient approver = server.client("approver");
  const auto done = [](ApiClient& client, const std::string& case_id, std::string_view name,
                       const google::protobuf::Message& body) {
    const auto reply = client.command_on(case_id, name, body);
    EXPECT_TRUE(reply) << name << ": " << (reply ? "" : reply.error().message);
    return reply ? *reply : v1::Reply{};
  };
  const auto raised = owner.command("raise-need", need_at("srv-4412"), {});
  if (!raised) return {};
  const std::string need = raised->case_id();
  v1::RecordInventory inventory;
  inventory.set_need(need);
  check_duplication(inventory);
  done(owner, need, "record-inventory", inventory);
  v1::DecideNeed decide;
  decide.set_need(need);
  decide.set_outcome(v1::NEW_ACT_NEEDED);
  decide.set_reason("nav akta");
  done(coordinator, need, "decide-need", decide);
  v1::PlanAct plan;
  plan.set_need(need);
  plan.set_title("Iesniegumu reģistrēšanas kārtība");
  plan.set_kind(v1::INTERNAL_RULES);
  plan.set_group("G3");
  plan.set_issuer("inst-lpa");
  plan.set_legal_basis("VPIL 72(1)");
  plan.set_evaluate_on("2027-12-01");
  plan.add_goals()->set_goal_id("g1");
  const std::string act = done(owner, need, "plan-act", plan).created_cases(0);
  v1::AssignDrafter assign;
  assign.set_case_id(act);
  assign.set_drafter("person_drafter");
  done(coordinator, act, "assign-drafter", assign);
  v1::SubmitDraft draft;
  draft.set_case_id(act);
  draft.set_text("1. Iesniegumu reģistrē saņemšanas dienā.");
  done(drafter, act, "submit-draft", draft);
  v1::RecordAlignment alignment;
  alignment.set_case_id(act);
  alignment.set_target("MK-399");
  alignment.set_target_version("2017-07-04");
  alignment.set_requirement("3.1");
  alignment.set_verdict(v1::ALIGNED);
  done(owner, act, "record-alignment", alignment);
  v1::CompleteTask review;
  review.set_task(inbox(owner)["review_draft"].task());
  review.set_outcome("accept");
  done(owner, act, "complete-task", review);
  v1::AdoptAct adopt;
  adopt.set_case_id(act);
  adopt.set_number("1-5/9");
  done(approver, act, "adopt-act", adopt);
  v1::PublishAct publish;
  publish.set_case_id(act);
  publish.set_place("iekštīkls");
  done(owner, act, "publish-act", publish);
  return act;
}

TEST(LiquidationScenario, RaisesAReviewOfEveryActAtTheService) {
  // given two acts in force at one service
  const TemporaryDirectory directory;
  const RunningServer server(directory.path(), kStart);
  const std::vector<std::string> acts = {act_in_force(server), act_in_force(server)};
  ASSERT_FALSE(HasFailure());
  // when the service is liquidated
  ApiClient administrator = server.client("administrator");
  v1::LiquidateService liquidate;
  liquidate.set_service("srv-4412");
  liquidate.set_reason("apvienots ar srv-4411");
  ASSERT_EQ(give(administrator, "liquidate-service", liquidate), "accepted");
  // then in a while each act has a need of its own for its owner and coordinator, and the register says it is done
  ApiClient owner = server.client("service_owner_2");
  v1::ObjectView service;
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  do {
    service.Clear();
    ASSERT_TRUE(owner.get("/v1/services/srv-4412", service));
  } while (service.reviews_pending() && std::chrono::steady_clock::now() < deadline);
  EXPECT_FALSE(service.reviews_pending());
  EXPECT_EQ(service.ended_on(), "2026-11-02");
  EXPECT_EQ(service.label(), "Registering submissions");
  v1::CaseList needs;
  ASSERT_TRUE(owner.get("/v1/needs", needs));
  std::vector<std::string> reviewed;
  for (const v1::CaseView& view : needs.cases()) {
    if (!view.state().need().review_of().empty()) reviewed.push_back(view.state().need().review_of());
  }
  std::sort(reviewed.begin(), reviewed.end());
  std::vector<std::string> expected = acts;
  std::sort(expected.begin(), expected.end());
  EXPECT_EQ(reviewed, expected);
  EXPECT_EQ(give(owner, "raise-need", need_at("srv-4412")), "object_ended");
  v1::ObjectList services;
  ASSERT_TRUE(owner.get("/v1/services?institution=inst-lpa", services));
  EXPECT_EQ(services.objects_size(), 2);
  EXPECT_EQ(services.objects(0).identifiers(0).register_name(), "Pakalpojumu reģistrs");
  EXPECT_FALSE(owner.get("/v1/resources/srv-4412")) << "it is a service";
}

TEST(AuditScenario, WarnsAnAuditorWhoTookPartAndKeepsThemOutOfIt) {
  // given an act, and its drafter who becomes an auditor
  const TemporaryDirectory directory;
  const RunningServer server(directory.path(), kStart);
  const std::string act = act_in_force(server);
  ASSERT_FALSE(HasFailure());
  ApiClient administrator = server.client("administrator");
  v1::AssignRole role;
  role.set_person("person_drafter");
  role.set_role(v1::AUDITOR);
  role.set_object("inst-lpa");
  ASSERT_EQ(give(administrator, "assign-role", role), "accepted");
  role.set_role(v1::APPROVER);
  EXPECT_EQ(give(administrator, "assign-role", role), "roles_incompatible");
  // then the law's year is shown to them, and the head cannot send them
  ApiClient drafter = server.client("drafter");
  const auto view = drafter.view(act);
  ASSERT_TRUE(view);
  EXPECT_EQ(view->audit_barred_until(), "2027-11-03");
  ApiClient auditor = server.client("auditor");
  EXPECT_EQ(auditor.view(act)->audit_barred_until(), "");
  ApiClient approver = server.client("approver");
  v1::OpenAudit audit;
  audit.set_case_id(act);
  audit.set_auditor("person_drafter");
  const auto refused = approver.command_on(act, "open-audit", audit);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "auditor_took_part");
  audit.set_auditor("person_auditor");
  EXPECT_TRUE(approver.command_on(act, "open-audit", audit));
}

}  // namespace
}  // namespace norma::scenarios
