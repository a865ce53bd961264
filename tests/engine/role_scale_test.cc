#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include <string>
#include <vector>

#include "engine/acts/commands/catalogue.h"
#include "engine/acts/parts.h"
#include "engine/acts/policy.h"
#include "tests/engine/acts_world.h"
#include "tests/engine/stated_need.h"

namespace norma::acts {
namespace {

/// One of the four cells of PU2-6 (p. 3): its object, its owner and its coordinator in the world of the tests.
struct Cell {
  v1::Scale scale;
  v1::Level level;
  const char* object;
  const char* owner;
  const char* coordinator;
};

constexpr std::array<Cell, 4> kCells = {{
    {v1::SERVICE_SCALE, v1::CORE_BUSINESS_LEVEL, "srv", "ps", "ipks"},
    {v1::RESOURCE_SCALE, v1::SUPPORT_LEVEL, "res", "rs", "irks"},
    {v1::INSTITUTION_SCALE, v1::CORE_BUSINESS_LEVEL, "inst", "ipks", "ipks"},
    {v1::INSTITUTION_SCALE, v1::SUPPORT_LEVEL, "inst", "irks", "irks"},
}};

/// Who may give a command, cell by cell: pu2-6.md 1.4 and 3.5.
struct Row {
  const char* command;
  std::array<const char*, 4> allowed;  ///< Service, resource, service set, resource set.
};

constexpr std::array kTable = {
    // identify: whoever has the duty of the object, and the set owner
    Row{"raise-need", {"ipks ps", "irks rs", "ipks", "irks"}},
    Row{"record-inventory", {"ps", "rs", "ipks", "irks"}},
    // coordinate: the set owner alone
    Row{"decide-need", {"ipks", "irks", "ipks", "irks"}},
    Row{"assign-drafter", {"ipks", "irks", "ipks", "irks"}},
    Row{"withdraw-case", {"ipks", "irks", "ipks", "irks"}},
    Row{"return-draft", {"head ipks", "head irks", "head ipks", "head irks"}},
    Row{"plan-act", {"ipks ps", "irks rs", "ipks", "irks"}},
    Row{"request-opinions", {"ipks ps", "irks rs", "ipks", "irks"}},
    // develop: the person named for it
    Row{"submit-draft", {"drafter", "drafter", "drafter", "drafter"}},
    Row{"record-alignment", {"drafter ps", "drafter rs", "drafter ipks", "drafter irks"}},
    Row{"answer-row", {"drafter ps", "drafter rs", "drafter ipks", "drafter irks"}},
    Row{"give-opinion", {"legal", "legal", "legal", "legal"}},
    Row{"confirm-row", {"legal", "legal", "legal", "legal"}},
    // adopt: the head of the institution
    Row{"adopt-act", {"head", "head", "head", "head"}},
    Row{"repeal-act", {"head", "head", "head", "head"}},
    Row{"open-audit", {"head", "head", "head", "head"}},
    Row{"close-audit", {"head", "head", "head", "head"}},
    Row{"publish-act", {"ipks ps", "irks rs", "ipks", "irks"}},
    // after adoption: the owner does, the set owner oversees
    Row{"answer-question", {"ps", "rs", "ipks", "irks"}},
    Row{"record-finding", {"ipks ps", "irks rs", "ipks", "irks"}},
    Row{"close-finding", {"ps", "rs", "ipks", "irks"}},
    Row{"evaluate-goals", {"ps", "rs", "ipks", "irks"}},
    Row{"ask-question", {"ipks ps user", "irks rs user", "ipks user", "irks user"}},
    Row{"acknowledge-act", {"user", "user", "user", "user"}},
};

constexpr std::array kPeople = {"admin", "audit", "drafter", "head", "ipks", "irks", "legal", "ps", "rs", "silent", "user"};

v1::CaseState case_in(const Cell& cell) {
  v1::CaseState state;
  state.set_scale(cell.scale);
  state.set_level(cell.level);
  state.set_object(cell.object);
  state.set_institution("inst");
  state.mutable_preparation()->set_drafter("drafter");
  state.mutable_preparation()->add_opinions()->set_giver("legal");
  return state;
}

TEST(RoleByScale, AllowsEachCommandToThoseWhoseDutyItIs) {
  World world;
  for (const char* object : {"res", "inst"}) world.assign("user", v1::ADDRESSEE, object);
  for (const Row& row : kTable) {
    const CommandRow* command = find_command(std::string_view(row.command));
    ASSERT_NE(command, nullptr) << row.command;
    for (std::size_t i = 0; i < kCells.size(); ++i) {
      const v1::CaseState state = case_in(kCells[i]);
      std::string allowed;
      for (const char* name : kPeople) {
        const PersonId person(name);
        const Result<Capacity> capacity =
            authorise(world.authority(), world.moment(), {person, {}}, command->parts, state, row.command);
        if (capacity) allowed += (allowed.empty() ? "" : " ") + std::string(name);
      }
      EXPECT_EQ(allowed, row.allowed[i]) << row.command << " at " << v1::Scale_Name(kCells[i].scale) << ", "
                                         << v1::Level_Name(kCells[i].level);
    }
  }
}

/// From a need to a first draft in one cell, with everyone else trying before whoever may.
class Journey {
 public:
  explicit Journey(const Cell& cell) : cell_(cell) {}

  void run() {
    v1::CommandBody raise;
    v1::RaiseNeed& need = *raise.mutable_raise_need();
    need.set_scale(cell_.scale);
    need.set_level(cell_.level);
    need.set_object(cell_.object);
    need.set_institution("inst");
    need.set_trigger_task("PU2-18");
    need.set_problem("nav kārtības");
    state_fully(need);
    only({cell_.owner, cell_.coordinator}, raise);
    const std::string id = world_.last_turn().case_id();
    v1::CommandBody inventory;
    inventory.mutable_record_inventory()->set_need(id);
    check_duplication(*inventory.mutable_record_inventory());
    only({cell_.owner}, inventory);
    v1::CommandBody decide;
    decide.mutable_decide_need()->set_need(id);
    decide.mutable_decide_need()->set_outcome(v1::NEW_ACT_NEEDED);
    decide.mutable_decide_need()->set_reason("nav");
    only({cell_.coordinator}, decide);
    v1::CommandBody plan;
    plan.mutable_plan_act()->set_need(id);
    plan.mutable_plan_act()->set_title("Kārtība");
    plan.mutable_plan_act()->set_kind(v1::INTERNAL_RULES);
    plan.mutable_plan_act()->set_issuer("inst");
    plan.mutable_plan_act()->set_legal_basis("VPIL 72(1)");
    only({cell_.owner, cell_.coordinator}, plan);
    const std::string act = world_.last_turn().reply().created_cases(0);
    EXPECT_EQ(world_.state(act).level(), cell_.level);
    EXPECT_EQ(world_.state(act).scale(), cell_.scale);
    v1::CommandBody assign;
    assign.mutable_assign_drafter()->set_case_id(act);
    assign.mutable_assign_drafter()->set_drafter("drafter");
    only({cell_.coordinator}, assign);
    v1::CommandBody draft;
    draft.mutable_submit_draft()->set_case_id(act);
    draft.mutable_submit_draft()->set_text("1. Kārtība.");
    only({"drafter"}, draft);
    EXPECT_EQ(world_.last_turn().role_held(), v1::DRAFTER);
  }

 private:
  /// Everyone else is refused by role; then the first of those who may does it.
  void only(const std::vector<std::string>& allowed, const v1::CommandBody& body) {
    for (const char* name : kPeople) {
      if (std::find(allowed.begin(), allowed.end(), name) != allowed.end()) continue;
      const std::string code = world_.refusal(name, body);
      EXPECT_TRUE(code == "role_not_held" || code == "read_only_role") << name << ": " << code;
    }
    ASSERT_EQ(world_.refusal(allowed.front(), body), "accepted") << body.ShortDebugString();
  }

  const Cell& cell_;
  World world_;
};

TEST(RoleByScale, TakesAnActFromNeedToDraftInEachOfTheFourCells) {
  for (const Cell& cell : kCells) {
    SCOPED_TRACE(v1::Scale_Name(cell.scale) + " " + v1::Level_Name(cell.level));
    Journey(cell).run();
    if (testing::Test::HasFatalFailure()) return;
  }
}

TEST(IsCell, IsTrueOfTheFourCellsOfPageThreeAlone) {
  std::string cells;
  for (int scale = v1::Scale_MIN; scale <= v1::Scale_MAX; ++scale) {
    for (int level = v1::Level_MIN; level <= v1::Level_MAX; ++level) {
      if (!is_cell(static_cast<v1::Scale>(scale), static_cast<v1::Level>(level))) continue;
      cells += std::to_string(scale) + "/" + std::to_string(level) + " ";
    }
  }
  // institution: unspecified, core, support; service: unspecified, core; resource: unspecified, support
  EXPECT_EQ(cells, "3/0 3/2 3/3 4/0 4/2 5/0 5/3 ");
}

TEST(RaiseNeed, ChecksWhereItIsBeforeWhoAsks) {
  World world;
  v1::CommandBody body;
  v1::RaiseNeed& need = *body.mutable_raise_need();
  need.set_scale(v1::SECTOR_SCALE);
  need.set_level(v1::POLICY_LEVEL);
  need.set_object("nowhere");
  need.set_institution("nobody");
  need.set_trigger_task("PU2-18");
  need.set_problem("p");
  EXPECT_EQ(world.refusal("nobody", body), "scale_not_covered");
  need.set_scale(v1::STATE_SCALE);
  EXPECT_EQ(world.refusal("nobody", body), "scale_not_covered");
  need.set_scale(v1::SERVICE_SCALE);
  EXPECT_EQ(world.refusal("nobody", body), "level_mismatch");
  need.set_level(v1::SUPPORT_LEVEL);
  EXPECT_EQ(world.refusal("nobody", body), "level_mismatch") << "a service belongs to core business";
  need.set_level(v1::CORE_BUSINESS_LEVEL);
  EXPECT_EQ(world.refusal("nobody", body), "object_unknown") << "the institution";
  need.set_institution("inst");
  EXPECT_EQ(world.refusal("nobody", body), "object_unknown") << "the service";
  need.set_object("res");
  EXPECT_EQ(world.refusal("nobody", body), "object_kind_mismatch");
  v1::CommandBody other;
  other.mutable_register_institution()->set_institution("other");
  ASSERT_EQ(world.refusal_by_service(other), "accepted");
  need.set_object("srv");
  need.set_institution("other");
  EXPECT_EQ(world.refusal("nobody", body), "object_elsewhere");
  need.set_institution("inst");
  EXPECT_EQ(world.refusal("nobody", body), "person_unknown");
  EXPECT_EQ(world.refusal("rs", body), "role_not_held");
  EXPECT_EQ(world.refusal("ps", body), "accepted");
}

TEST(AssignRole, GoesByWhatTheObjectIs) {
  // role, then whether it may be held at an institution, a service and a resource
  struct Legality {
    v1::Role role;
    std::array<const char*, 3> at;
  };
  constexpr const char* kYes = "accepted";
  constexpr const char* kNo = "role_scale_mismatch";
  constexpr const char* kNever = "role_not_assignable";
  const std::array<Legality, 11> table = {{
      {v1::SERVICE_SET_OWNER, {"role_already_held", kNo, kNo}},
      {v1::RESOURCE_SET_OWNER, {"role_already_held", kNo, kNo}},
      {v1::SERVICE_OWNER, {kNo, "role_already_held", kNo}},
      {v1::RESOURCE_OWNER, {kNo, kNo, "role_already_held"}},
      {v1::APPROVER, {kYes, kNo, kNo}},
      {v1::ADMINISTRATOR, {kYes, kNo, kNo}},
      {v1::AUDITOR, {"roles_incompatible", kNo, kNo}},
      {v1::ADDRESSEE, {kYes, kYes, kYes}},
      {v1::DRAFTER, {kNever, kNever, kNever}},
      {v1::OPINION_GIVER, {kNever, kNever, kNever}},
      {v1::TERM_KEEPER, {kNever, kNever, kNever}},
  }};
  World world;
  const std::array<const char*, 3> objects = {"inst", "srv", "res"};
  for (const Legality& row : table) {
    for (std::size_t i = 0; i < objects.size(); ++i) {
      v1::CommandBody body;
      body.mutable_assign_role()->set_person("sub");
      body.mutable_assign_role()->set_role(row.role);
      body.mutable_assign_role()->set_object(objects[i]);
      EXPECT_EQ(world.refusal("admin", body), row.at[i]) << v1::Role_Name(row.role) << " at " << objects[i];
    }
  }
}

}  // namespace
}  // namespace norma::acts
