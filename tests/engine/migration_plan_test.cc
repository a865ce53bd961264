#include "engine/acts/migration_plan.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace norma::acts {
namespace {

const std::string kHashes =
    R"("fromHash":")" + std::string(64, '1') + R"(","toHash":")" + std::string(64, '2') + '"';

std::string fault(const std::string& plan) {
  const Result<MigrationPlan> read = read_migration_plan(plan);
  return read ? "none" : read.error().details.front();
}

TEST(MigrationPlan, ReadsEveryMember) {
  const Result<MigrationPlan> read = read_migration_plan(
      "{" + kHashes + R"(, "stateMap": {"review": "owner_review", "h": null}, "dataPatch": {"rounds": 0, "s": {"a": [1, "x"]}},
         "taskPolicy": "reopen", "termPolicy": "recompute", "predicate": "opinion_rounds == 0"})");
  ASSERT_TRUE(read) << read.error().details.front();
  EXPECT_EQ(read->from_hash, std::string(32, '\x11'));
  EXPECT_EQ(read->to_hash, std::string(32, '\x22'));
  ASSERT_EQ(read->rules.states.size(), 2U);
  EXPECT_EQ(read->rules.states[0].from, "h");
  EXPECT_EQ(read->rules.states[0].to, "");
  EXPECT_EQ(read->rules.states[1].to, "owner_review");
  ASSERT_EQ(read->rules.data.size(), 2U);
  EXPECT_EQ(read->rules.data[0], (statechart::Variable{"rounds", "0"}));
  EXPECT_EQ(read->rules.data[1], (statechart::Variable{"s", R"({"a":[1,"x"]})"}));
  EXPECT_EQ(read->tasks, TaskPolicy::kReopen);
  EXPECT_EQ(read->terms, TermPolicy::kRecompute);
}

TEST(MigrationPlan, NeedsOnlyTheHashes) {
  const Result<MigrationPlan> read = read_migration_plan("{" + kHashes + "}");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->tasks, TaskPolicy::kKeep);
  EXPECT_EQ(read->terms, TermPolicy::kKeepDue);
  EXPECT_TRUE(read->predicate.holds(case_facts({}, {}), [](std::string_view) { return false; }));
}

TEST(MigrationPlan, NamesWhatIsWrong) {
  EXPECT_EQ(fault("[]"), "the plan is not a JSON object");
  EXPECT_EQ(fault("{" + kHashes + "} "), "none");
  EXPECT_EQ(fault("{" + kHashes + ",}"), "the plan is not a JSON object");
  EXPECT_EQ(fault("{" + kHashes + R"(,"statemap":{}})"), "unknown member statemap");
  EXPECT_EQ(fault("{" + kHashes + "," + kHashes + "}"), "the plan has fromHash twice");
  EXPECT_EQ(fault(R"({"toHash":""})"), "fromHash is missing");
  EXPECT_EQ(fault(R"({"fromHash":"00"})"), "fromHash is 64 hexadecimal digits in lower case");
  EXPECT_EQ(fault(R"({"fromHash":")" + std::string(64, 'A') + "\"}"), "fromHash is 64 hexadecimal digits in lower case");
  EXPECT_EQ(fault("{" + kHashes + R"(,"stateMap":[]})"), "stateMap is not a JSON object");
  EXPECT_EQ(fault("{" + kHashes + R"(,"stateMap":{"a":1}})"), "stateMap.a is the id of a state, or null");
  EXPECT_EQ(fault("{" + kHashes + R"(,"stateMap":{"a":""}})"), "stateMap.a is the id of a state, or null");
  EXPECT_EQ(fault("{" + kHashes + R"(,"stateMap":{"a":"x","a":"y"}})"), "stateMap has a twice");
  EXPECT_EQ(fault("{" + kHashes + R"(,"taskPolicy":"drop"})"), "taskPolicy is one of keep, reopen, close");
  EXPECT_EQ(fault("{" + kHashes + R"(,"termPolicy":1})"), "termPolicy is one of keep-due, recompute");
  EXPECT_EQ(fault("{" + kHashes + R"(,"predicate":true})"), "predicate is a text");
  EXPECT_EQ(fault("{" + kHashes + R"(,"predicate":"drafts"})"), "predicate, column 7: a number is compared with something");
  EXPECT_EQ(read_migration_plan(std::string(65 * 1024, ' ')).error().reason, Reason::kLimitExceeded);
}

// --- predicates -----------------------------------------------------------------------------------

v1::CaseState an_act() {
  v1::CaseState state;
  state.set_kind(v1::ACT);
  state.set_scale(v1::SERVICE_SCALE);
  state.set_object("srv");
  state.mutable_preparation()->set_round(2);
  state.mutable_preparation()->set_adopted_on("2026-03-01");
  return state;
}

bool holds(const std::string& text) {
  const Result<Predicate> predicate = Predicate::parse(text);
  EXPECT_TRUE(predicate) << text << ": " << (predicate ? "" : predicate.error().details.front());
  return predicate && predicate->holds(case_facts(an_act(), *parse_date("2026-05-01")),
                                       [](std::string_view state) { return state == "review"; });
}

TEST(Predicate, ComparesFactsOfOneCase) {
  for (const auto& [text, expected] : std::vector<std::pair<std::string, bool>>{
           {"", true},
           {"  ", true},
           {"true", true},
           {"false", false},
           {"opinion_rounds == 2", true},
           {"opinion_rounds != 2", false},
           {"opinion_rounds < 2", false},
           {"opinion_rounds <= 2", true},
           {"opinion_rounds > 10", false},
           {"2 >= opinion_rounds", true},
           {"object == 'srv'", true},
           {"scale == 'service_scale'", true},
           {"adopted_on >= '2026-01-01' && adopted_on < '2027-01-01'", true},
           {"commences_on < adopted_on", true},
           {"aligned", false},
           {"!aligned", true},
           {"aligned == false", true},
           {"In('review')", true},
           {"!In('review')", false},
           {"In( 'ready' )", false},
       }) {
    EXPECT_EQ(holds(text), expected) << text;
  }
}

TEST(Predicate, BindsNotBeforeAndBeforeOr) {
  EXPECT_TRUE(holds("true || false && false"));
  EXPECT_FALSE(holds("(true || false) && false"));
  EXPECT_TRUE(holds("!false && true"));
  EXPECT_FALSE(holds("!(false || true)"));
  EXPECT_TRUE(holds("!!true"));
}

TEST(Predicate, NamesTheColumnOfAFault) {
  const auto column = [](const std::string& text) {
    const Result<Predicate> predicate = Predicate::parse(text);
    return predicate ? "none" : predicate.error().details.front();
  };
  EXPECT_EQ(column("unknown == 1"), "predicate, column 1: there is no fact unknown");
  EXPECT_EQ(column("drafts == 'a'"), "predicate, column 8: a number does not compare with a text");
  EXPECT_EQ(column("aligned < true"), "predicate, column 15: truths have no order");
  EXPECT_EQ(column("aligned aligned"), "predicate, column 9: an operator is expected");
  EXPECT_EQ(column("aligned &&"), "predicate, column 11: a fact, a number or a text is expected");
  EXPECT_EQ(column("(aligned"), "predicate, column 9: ')' is expected");
  EXPECT_EQ(column("object == 'a"), "predicate, column 11: the text has no end");
  EXPECT_EQ(column("In(review)"), "predicate, column 4: In('state') is expected");
  EXPECT_EQ(column("drafts == 99999999999999999999"), "predicate, column 11: no number: 99999999999999999999");
  EXPECT_EQ(column("aligned; drop"), "predicate, column 8: an operator is expected");
  EXPECT_EQ(column(std::string(40, '(') + "true" + std::string(40, ')')), "predicate, column 33: too deep");
  EXPECT_EQ(column(std::string(40, '!') + "true"), "predicate, column 33: too deep");
  EXPECT_EQ(column(std::string(5000, ' ')), "predicate, column 1: longer than 4000 bytes");
}

}  // namespace
}  // namespace norma::acts
