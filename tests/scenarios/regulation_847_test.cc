#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "engine/instant.h"
#include "norma/v1/command.pb.h"
#include "tests/scenarios/running_server.h"

namespace norma::scenarios {
namespace {

using server::cli::ApiClient;

constexpr const char* kService = "srv-4411";
constexpr const char* kInstitution = "inst-lpa";
constexpr std::size_t kWordings = 12;

/// One dated wording of Cabinet Regulation No 847 as it was published.
struct Wording {
  Date commences{};
  std::string text;
};

std::filesystem::path suites() {
  if (const char* set = std::getenv("NORMA_SUITES"); set != nullptr) return set;
  const char* source = std::getenv("NORMA_SOURCE_DIR");
  return std::filesystem::path(source == nullptr ? "." : source) / ".." / "shared" / "suites";
}

/// text_nark_YYYYMMDD.html.txt, by date.
std::vector<Wording> read_wordings(const std::filesystem::path& folder) {
  constexpr std::string_view kPrefix = "text_nark_";
  std::vector<Wording> wordings;
  std::error_code absent;
  for (const auto& entry : std::filesystem::directory_iterator(folder, absent)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with(kPrefix) || name.size() < kPrefix.size() + 8) continue;
    const std::string digits = name.substr(kPrefix.size(), 8);
    const std::optional<Date> date =
        parse_date(digits.substr(0, 4) + "-" + digits.substr(4, 2) + "-" + digits.substr(6, 2));
    if (!date) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    std::ostringstream bytes;
    bytes << in.rdbuf();
    wordings.push_back({*date, bytes.str()});
  }
  std::sort(wordings.begin(), wordings.end(),
            [](const Wording& left, const Wording& right) { return left.commences < right.commences; });
  return wordings;
}

/// Enters acts and amendments through the whole procedure, as the people concerned.
class Registrar {
 public:
  explicit Registrar(const RunningServer& server)
      : coordinator_(server.client("coordinator")),
        owner_(server.client("service_owner")),
        drafter_(server.client("drafter")),
        approver_(server.client("approver")) {}

  std::string enter_original(const Wording& wording) {
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
    prepare(act, wording);
    return act;
  }

  void enter_amendment(const std::string& act, const Wording& wording) {
    const v1::Reply decided = decided_need(v1::AMEND_EXISTING, act);
    ASSERT_EQ(decided.created_cases_size(), 1);
    prepare(decided.created_cases(0), wording);
  }

 private:
  v1::Reply give(ApiClient& person, const std::string& case_id, std::string_view name,
                 const google::protobuf::Message& body) {
    const auto reply = case_id.empty() ? person.command(name, body, {}) : person.command_on(case_id, name, body);
    if (reply) return *reply;
    ADD_FAILURE() << name << ": " << reply.error().message;
    return {};
  }

  v1::Reply decided_need(v1::NeedOutcome outcome, const std::string& act) {
    v1::RaiseNeed raise;
    raise.set_scale(v1::SERVICE_SCALE);
    raise.set_object(kService);
    raise.set_institution(kInstitution);
    raise.set_trigger_task("PU2-20");
    raise.set_problem("Jāprecizē kontrolējamo vielu saraksti.");
    const std::string need = give(coordinator_, {}, "raise-need", raise).case_id();
    v1::RecordInventory inventory;
    inventory.set_need(need);
    give(owner_, need, "record-inventory", inventory);
    v1::DecideNeed decide;
    decide.set_need(need);
    decide.set_outcome(outcome);
    decide.set_act(act);
    decide.set_reason("Sarakstus nosaka tikai normatīvais akts.");
    return give(coordinator_, need, "decide-need", decide);
  }

  void prepare(const std::string& case_id, const Wording& wording) {
    v1::AssignDrafter assign;
    assign.set_case_id(case_id);
    assign.set_drafter("person_drafter");
    give(coordinator_, case_id, "assign-drafter", assign);
    v1::SubmitDraft draft;
    draft.set_case_id(case_id);
    draft.set_text(wording.text);
    give(drafter_, case_id, "submit-draft", draft);
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
    adopt.set_adopted_on(format_date(wording.commences));
    adopt.set_commences_on(format_date(wording.commences));
    give(approver_, case_id, "adopt-act", adopt);
    v1::PublishAct publish;
    publish.set_case_id(case_id);
    publish.set_place("Latvijas Vēstnesis");
    give(owner_, case_id, "publish-act", publish);
  }

  std::string review_task(const std::string& case_id) {
    const auto view = owner_.view(case_id);
    if (!view) return {};
    for (const v1::TaskState& task : view->state().tasks()) {
      if (task.key() == "review_draft") return std::to_string(task.task());
    }
    return {};
  }

  ApiClient coordinator_;
  ApiClient owner_;
  ApiClient drafter_;
  ApiClient approver_;
};

TEST(Regulation847, GivesTheWordingInForceOnEveryDay) {
  const std::vector<Wording> wordings = read_wordings(suites() / "lv-wordings");
  if (wordings.size() != kWordings) {
    GTEST_SKIP() << "the 12 wordings of Regulation No 847 are not at " << suites() / "lv-wordings";
  }
  // given: the original and its eleven amendments, each adopted and published
  const TemporaryDirectory directory;
  const RunningServer server(directory.path());
  Registrar registrar(server);
  const std::string act = registrar.enter_original(wordings.front());
  for (std::size_t i = 1; i < wordings.size(); ++i) registrar.enter_amendment(act, wordings[i]);
  ASSERT_FALSE(HasFailure());

  // when: asked for each day
  ApiClient reader = server.client("addressee");
  const std::chrono::sys_days last = std::chrono::sys_days(Date(std::chrono::year(2016) / 12 / 31));
  std::size_t in_force = 0;
  std::size_t days = 0;
  for (std::chrono::sys_days day = wordings.front().commences; day <= last; day += std::chrono::days(1), ++days) {
    while (in_force + 1 < wordings.size() && std::chrono::sys_days(wordings[in_force + 1].commences) <= day) ++in_force;
    const auto text = reader.get("/v1/acts/" + act + "/text?as_of=" + format_date(Date(day)));

    // then: the bytes of the wording in force that day
    ASSERT_TRUE(text.has_value()) << format_date(Date(day)) << ": " << text.error().message;
    ASSERT_EQ(text->body, wordings[in_force].text) << format_date(Date(day));
  }
  EXPECT_EQ(days, 4069U);
  EXPECT_EQ(in_force, kWordings - 1);
  const auto before = reader.get("/v1/acts/" + act + "/text?as_of=2005-11-10");
  ASSERT_FALSE(before.has_value());
  EXPECT_EQ(before.error().code, "no_wording_in_force");
}

}  // namespace
}  // namespace norma::scenarios
