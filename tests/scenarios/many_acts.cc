#include "tests/scenarios/many_acts.h"

#include <gtest/gtest.h>

#include <atomic>
#include <mutex>
#include <thread>

#include "norma/v1/command.pb.h"
#include "tests/engine/stated_need.h"

namespace norma::scenarios {
namespace {

using server::cli::ApiClient;

std::string service_name(int number) { return "srv-many-" + std::to_string(number); }

/// The people of one connection, and the way of an act from need to force.
class Journey {
 public:
  explicit Journey(const RunningServer& server)
      : owner_(server.client("service_owner")),
        coordinator_(server.client("coordinator")),
        drafter_(server.client("drafter")),
        approver_(server.client("approver")) {}

  std::string run(const std::string& service, const std::vector<std::string>& requirements) {
    const std::string need = decided_need(service);
    v1::PlanAct plan;
    plan.set_need(need);
    plan.set_title("Kārtība");
    plan.set_kind(v1::INTERNAL_RULES);
    plan.set_issuer("inst-lpa");
    plan.set_legal_basis("VPIL 72(1)");
    plan.set_evaluate_on("2090-01-01");
    plan.add_goals()->set_goal_id("g1");
    const v1::Reply planned = give(owner_, "plan-act", plan);
    if (planned.created_cases().empty()) return {};
    const std::string act = planned.created_cases(0);
    prepare(act, requirements);
    v1::AdoptAct adopt;
    adopt.set_case_id(act);
    adopt.set_number("1");
    give(approver_, "adopt-act", adopt);
    v1::PublishAct publish;
    publish.set_case_id(act);
    publish.set_place("iekštīkls");
    give(owner_, "publish-act", publish);
    return act;
  }

 private:
  std::string decided_need(const std::string& service) {
    v1::RaiseNeed raise;
    raise.set_scale(v1::SERVICE_SCALE);
    raise.set_object(service);
    raise.set_institution("inst-lpa");
    raise.set_trigger_task("PU2-18");
    raise.set_problem("rinda");
    state_fully(raise);
    revision_.clear();
    const std::string need = give(owner_, "raise-need", raise).case_id();
    v1::RecordInventory inventory;
    inventory.set_need(need);
    check_duplication(inventory);
    give(owner_, "record-inventory", inventory);
    v1::DecideNeed decide;
    decide.set_need(need);
    decide.set_outcome(v1::NEW_ACT_NEEDED);
    decide.set_reason("nav");
    give(coordinator_, "decide-need", decide);
    return need;
  }

  void prepare(const std::string& act, const std::vector<std::string>& requirements) {
    v1::AssignDrafter assign;
    assign.set_case_id(act);
    assign.set_drafter("person_drafter");
    give(coordinator_, "assign-drafter", assign);
    v1::SubmitDraft draft;
    draft.set_case_id(act);
    draft.set_text("1. Rinda ir viena.");
    const v1::Reply drafted = give(drafter_, "submit-draft", draft);
    v1::RecordAlignment align;
    align.set_case_id(act);
    for (const std::string& requirement : requirements) {
      v1::AlignmentRow& row = *align.add_rows();
      row.set_target("MK-399");
      row.set_target_version("2017-07-04");
      row.set_requirement(requirement);
      row.set_verdict(v1::ALIGNED);
    }
    give(owner_, "record-alignment", align);
    v1::CompleteTask review;
    if (!drafted.opened_tasks().empty()) review.set_task(drafted.opened_tasks(0));
    review.set_outcome("accept");
    give(owner_, "complete-task", review);
  }

  /// Each command goes to the case of the one before it, whose revision is the answer's.
  v1::Reply give(ApiClient& person, std::string_view name, const google::protobuf::Message& body) {
    const auto reply = person.command(name, body, revision_);
    if (!reply) {
      ADD_FAILURE() << name << ": " << reply.error().message;
      return {};
    }
    revision_ = "\"" + std::to_string(reply->revision()) + "\"";
    return *reply;
  }

  ApiClient owner_;
  ApiClient coordinator_;
  ApiClient drafter_;
  ApiClient approver_;
  std::string revision_;
};

}  // namespace

void register_services(const RunningServer& server, int services) {
  ApiClient administrator = server.client("administrator");
  for (int i = 0; i < services; ++i) {
    v1::RegisterService service;
    service.set_service(service_name(i));
    service.set_institution("inst-lpa");
    service.set_name_lv("Pakalpojums");
    service.set_name_en("Service");
    const auto registered = administrator.command("register-service", service, {});
    ASSERT_TRUE(registered) << registered.error().message;
    v1::AssignRole role;
    role.set_person("person_service_owner");
    role.set_role(v1::SERVICE_OWNER);
    role.set_object(service_name(i));
    const auto assigned = administrator.command("assign-role", role, {});
    ASSERT_TRUE(assigned) << assigned.error().message;
  }
}

std::vector<std::string> bring_into_force(const RunningServer& server, const ManyActs& many) {
  std::vector<std::string> acts;
  std::mutex mutex;
  std::atomic<int> next = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < many.connections; ++i) {
    threads.emplace_back([&] {
      Journey journey(server);
      for (int number = next++; number < many.acts && !testing::Test::HasFailure(); number = next++) {
        const bool second = number % 2 == 1 && !many.of_every_second.empty();
        std::string act = journey.run(service_name(number / 2 % many.services),
                                      second ? many.of_every_second : many.requirements);
        const std::lock_guard lock(mutex);
        acts.push_back(std::move(act));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  return acts;
}

}  // namespace norma::scenarios
