#include "tests/engine/stated_need.h"
#include "tests/scenarios/running_acts.h"

#include <gtest/gtest.h>

#include <fstream>

#include "norma/v1/command.pb.h"
#include "workflows/embedded.h"

namespace norma::scenarios {

std::string product_act() {
  for (const workflows::EmbeddedFile& file : workflows::embedded_definitions()) {
    if (file.name == "act.scxml") return std::string(file.bytes);
  }
  return {};
}

std::filesystem::path written(const TemporaryDirectory& directory, const std::string& name, const std::string& text) {
  const std::filesystem::path file = directory.path() / name;
  std::ofstream(file) << text;
  return file;
}

std::vector<std::string> as(const RunningServer& server, const std::string& key, std::vector<std::string> words) {
  words.insert(words.end(), {"--server", server.endpoint().url(), "--token-file",
                             server.process().tokens_file().string(), "--as", key, "--lang", "en"});
  return words;
}

std::string planned_act(const RunningServer& server) {
  server::cli::ApiClient owner = server.client("service_owner");
  server::cli::ApiClient coordinator = server.client("coordinator");
  v1::RaiseNeed raise;
  raise.set_scale(v1::SERVICE_SCALE);
  raise.set_object("srv-4411");
  raise.set_institution("inst-lpa");
  raise.set_trigger_task("PU2-18");
  raise.set_problem("rinda");
  state_fully(raise);
  const std::string need = owner.command("raise-need", raise, {}).value().case_id();
  v1::RecordInventory inventory;
  inventory.set_need(need);
  check_duplication(inventory);
  EXPECT_TRUE(owner.command_on(need, "record-inventory", inventory));
  v1::DecideNeed decide;
  decide.set_need(need);
  decide.set_outcome(v1::NEW_ACT_NEEDED);
  decide.set_reason("nav");
  EXPECT_TRUE(coordinator.command_on(need, "decide-need", decide));
  v1::PlanAct plan;
  plan.set_need(need);
  plan.set_title("Kārtība");
  plan.set_kind(v1::INTERNAL_RULES);
  plan.set_issuer("inst-lpa");
  plan.set_legal_basis("VPIL 72(1)");
  return owner.command_on(need, "plan-act", plan).value().created_cases(0);
}

}  // namespace norma::scenarios
