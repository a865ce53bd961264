#include <gtest/gtest.h>

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "engine/acts/apply.h"
#include "engine/acts/facts.h"
#include "engine/acts/rows.h"
#include "engine/statechart/interpreter.h"
#include "tests/engine/acts_world.h"
#include "workflows/embedded.h"
#include "workflows/scenarios/case_model.h"

namespace norma::acts {
namespace {

using workflows::scenarios::CaseModel;
using workflows::scenarios::Changes;
using workflows::scenarios::Subject;

/// A real case, and beside it the model of it that scenarios run on; both are told the same.
class Twins {
 public:
  Twins() : act_(world_.planned_act()), model_(subject(), world_.legal_time()) {
    while (turns_seen_ < world_.turns().size()) next_turn();
    model_.set_day(today_);
    EXPECT_TRUE(model_.start(interpreter_, {}));
    expect_equal("planned");
  }

  void give(const std::string& person, const v1::CommandBody& body, const std::string& event) {
    ASSERT_EQ(world_.refusal(person, body), "accepted") << event;
    follow(event);
  }

  /// Completes the person's open task of this key.
  void complete(const std::string& person, const std::string& key, const std::string& outcome) {
    v1::CommandBody body;
    for (const v1::TaskState& task : state().tasks()) {
      if (task.key() == key) body.mutable_complete_task()->set_task(task_id(act_, task.task()));
    }
    body.mutable_complete_task()->set_outcome(outcome);
    give(person, body, "task." + key + "." + outcome);
  }

  /// Lets the clock of the real case pass, and follows every term of the act that ended, one turn after another.
  void pass_to(const std::string& date) {
    world_.pass_to(date);
    while (turns_seen_ < world_.turns().size()) follow({});
  }

  [[nodiscard]] const std::string& act() const { return act_; }
  [[nodiscard]] const v1::CaseState& state() const { return seen_; }
  World& world() { return world_; }

 private:
  static const Subject& subject() {
    static const Subject subject = [] {
      for (const workflows::EmbeddedFile& file : workflows::embedded_definitions()) {
        if (file.name == "act.scxml") return workflows::scenarios::read_subject("act.scxml", file.bytes).value();
      }
      return Subject{};
    }();
    return subject;
  }

  /// Folds the next turn into what was seen of the case; gives its events of the case.
  std::vector<v1::Event> next_turn() {
    const v1::Turn& turn = world_.turns().at(turns_seen_++);
    TurnHeader header;
    header.partition = PartitionId{1};
    header.position = turn.position();
    header.time = from_timestamp(turn.time());
    header.actor = turn.actor();
    std::vector<v1::Event> events;
    for (const v1::Event& event : turn.events()) {
      if (event.case_id() != act_) continue;
      apply_event(seen_, event, header);
      events.push_back(event);
    }
    today_ = riga_date(header.time);
    return events;
  }

  /// Tells the model what the turn says was true and who did what, and leaves the rest to it.
  void follow(const std::string& event) {
    const v1::CaseState before = seen_;
    CaseModel::Holders holders;
    std::string ended;
    std::vector<std::string> completed;
    for (const v1::Event& happened : next_turn()) {
      if (happened.has_task_opened()) ++holders[happened.task_opened().key()];
      if (happened.has_term_elapsed()) ended = key_of(before.terms(), &v1::TermState::term, happened.term_elapsed().term());
      if (happened.has_task_closed() && happened.task_closed().end() == v1::COMPLETED) {
        completed.push_back(key_of(before.tasks(), &v1::TaskState::task, happened.task_closed().task()));
      }
    }
    tell_facts();
    for (const std::string& task : completed) EXPECT_TRUE(model_.complete(task)) << task;
    if (ended.empty()) model_.set_day(today_);
    const Result<Changes> changes =
        ended.empty() ? model_.give(interpreter_, event, holders) : model_.end_term(interpreter_, ended, holders);
    ASSERT_TRUE(changes) << event << ended;
    ASSERT_TRUE(changes->accepted) << event << ended;
    expect_equal(event + ended);
  }

  template <class Rows, class Number>
  static std::string key_of(const Rows& rows, Number number, std::uint32_t wanted) {
    for (const auto& row : rows) {
      if ((row.*number)() == wanted) return row.key();
    }
    ADD_FAILURE() << wanted;
    return {};
  }

  void tell_facts() {
    const std::string json = facts_json(seen_, today_);
    // One flat object; what it quotes needs no escaping.
    for (std::size_t at = json.find('"'); at != std::string::npos;) {
      const std::size_t after_name = json.find('"', at + 1);
      const std::size_t value = after_name + 2;
      const std::size_t after_value = json[value] == '"' ? json.find('"', value + 1) + 1 : json.find_first_of(",}", value);
      model_.set_fact(json.substr(at + 1, after_name - at - 1), json.substr(value, after_value - value));
      at = json.find('"', after_value);
    }
    const auto date = [](const std::string& text) { return text.empty() ? std::string("null") : '"' + text + '"'; };
    model_.set_fact("commences_on", date(seen_.preparation().commences_on()));
    model_.set_fact("evaluate_on", date(seen_.preparation().evaluate_on()));
  }

  void expect_equal(const std::string& after) {
    const std::vector<std::string> real(state().configuration().begin(), state().configuration().end());
    EXPECT_EQ(statechart::atomic_configuration(*subject().chart, model_.session()), real) << after;
    std::multiset<std::string> tasks;
    std::multiset<std::string> modelled;
    for (const v1::TaskState& task : state().tasks()) tasks.insert(task.key() + " " + task.due().last_day());
    for (const auto& open : model_.tasks()) {
      std::string last_day;
      for (const auto& term : model_.terms()) {
        if (term.task == open.number) last_day = term.due.last_day();
      }
      modelled.insert(open.task->key + " " + last_day);
    }
    EXPECT_EQ(modelled, tasks) << after;
    std::multiset<std::string> terms;
    std::multiset<std::string> clocks;
    for (const v1::TermState& term : state().terms()) terms.insert(term.key() + " " + term.due().last_day());
    for (const auto& term : model_.terms()) clocks.insert(term.term->key + " " + term.due.last_day());
    EXPECT_EQ(clocks, terms) << after;
  }

  World world_;
  std::string act_;
  statechart::Interpreter interpreter_;
  CaseModel model_;
  std::size_t turns_seen_ = 0;
  v1::CaseState seen_;
  Date today_;
};

v1::CommandBody command(const std::function<void(v1::CommandBody&)>& fill) {
  v1::CommandBody body;
  fill(body);
  return body;
}

void draft_and_align(Twins& twins, v1::AlignmentVerdict verdict) {
  twins.give("drafter", command([&](v1::CommandBody& body) {
               body.mutable_submit_draft()->set_case_id(twins.act());
               body.mutable_submit_draft()->set_text("1. Rinda ir viena.");
             }), "submit-draft");
  twins.give("ps", command([&](v1::CommandBody& body) {
               v1::RecordAlignment& check = *body.mutable_record_alignment();
               check.set_case_id(twins.act());
               check.set_target("MK-399");
               check.set_target_version("2017-07-04");
               check.set_requirement("3.1");
               check.set_verdict(verdict);
               if (verdict == v1::MISALIGNED) check.set_ground("pretrunā");
             }), "record-alignment");
}

void assign_drafter(Twins& twins) {
  twins.give("ipks", command([&](v1::CommandBody& body) {
               body.mutable_assign_drafter()->set_case_id(twins.act());
               body.mutable_assign_drafter()->set_drafter("drafter");
             }), "assign-drafter");
}

void request_opinions(Twins& twins) {
  twins.give("ipks", command([&](v1::CommandBody& body) {
               body.mutable_request_opinions()->set_case_id(twins.act());
               body.mutable_request_opinions()->add_givers("legal");
               body.mutable_request_opinions()->add_givers("silent");
             }), "request-opinions");
}

TEST(ScenarioModel, AgreesWithDecisionsDuringPreparation) {
  // given a case that takes every turning that preparation has
  Twins twins;
  // when, then: configuration, tasks and terms are compared after each command
  assign_drafter(twins);
  assign_drafter(twins);
  draft_and_align(twins, v1::MISALIGNED);
  assign_drafter(twins);
  twins.complete("ps", "review_draft", "return");
  draft_and_align(twins, v1::ALIGNED);
  twins.complete("ps", "review_draft", "accept");
  twins.give("head", command([&](v1::CommandBody& body) {
               body.mutable_return_draft()->set_case_id(twins.act());
               body.mutable_return_draft()->set_reason("nav skaidrs");
             }), "return-draft");
  draft_and_align(twins, v1::ALIGNED);
  twins.complete("ps", "review_draft", "accept");
  request_opinions(twins);
  twins.give("legal", command([&](v1::CommandBody& body) {
               v1::GiveOpinion& opinion = *body.mutable_give_opinion();
               opinion.set_case_id(twins.act());
               opinion.set_result(v1::OBJECTED);
               v1::OpinionRow& row = *opinion.add_rows();
               row.set_kind(v1::OBJECTION);
               row.set_text("pretrunā 3. punktam");
             }), "give-opinion");
  twins.pass_to("2026-12-10");
  ASSERT_TRUE(twins.world().is_in(twins.act(), "answering"));
  twins.give("drafter", command([&](v1::CommandBody& body) {
               body.mutable_answer_row()->set_case_id(twins.act());
               body.mutable_answer_row()->set_row(1);
               body.mutable_answer_row()->set_answer(v1::ACCEPTED);
             }), "answer-row");
  twins.give("legal", command([&](v1::CommandBody& body) {
               body.mutable_confirm_row()->set_case_id(twins.act());
               body.mutable_confirm_row()->set_row(1);
             }), "confirm-row");
  EXPECT_TRUE(twins.world().is_in(twins.act(), "ready_for_adoption"));
}

TEST(ScenarioModel, AgreesWithDecisionsWhenAllAreSilent) {
  Twins twins;
  assign_drafter(twins);
  draft_and_align(twins, v1::ALIGNED);
  twins.complete("ps", "review_draft", "accept");
  request_opinions(twins);
  twins.pass_to("2026-12-10");
  EXPECT_TRUE(twins.world().is_in(twins.act(), "ready_for_adoption"));
}

TEST(ScenarioModel, AgreesWithDecisionsAfterAdoption) {
  // given an act that commences on a later day
  Twins twins;
  const std::string& act = twins.act();
  assign_drafter(twins);
  draft_and_align(twins, v1::ALIGNED);
  twins.complete("ps", "review_draft", "accept");
  twins.give("head", command([&](v1::CommandBody& body) {
               body.mutable_adopt_act()->set_case_id(act);
               body.mutable_adopt_act()->set_number("1");
               body.mutable_adopt_act()->set_commences_on("2027-01-04");
             }), "adopt-act");
  twins.give("ps", command([&](v1::CommandBody& body) {
               body.mutable_publish_act()->set_case_id(act);
               body.mutable_publish_act()->set_place("iekštīkls");
             }), "publish-act");
  twins.pass_to("2027-01-04");
  ASSERT_TRUE(twins.world().is_in(act, "compliance_scheduled"));
  // when, then
  twins.give("user", command([&](v1::CommandBody& body) { body.mutable_acknowledge_act()->set_act(act); }),
             "acknowledge-act");
  twins.give("user", command([&](v1::CommandBody& body) {
               body.mutable_ask_question()->set_act(act);
               body.mutable_ask_question()->set_text("Kā?");
             }), "ask-question");
  twins.give("ps", command([&](v1::CommandBody& body) {
               body.mutable_answer_question()->set_act(act);
               body.mutable_answer_question()->set_question(1);
               body.mutable_answer_question()->set_text("Tā.");
             }), "answer-question");
  twins.pass_to("2028-01-10");
  ASSERT_TRUE(twins.world().is_in(act, "compliance_due"));
  ASSERT_TRUE(twins.world().is_in(act, "goals_due"));
  for (int finding = 1; finding <= 2; ++finding) {
    twins.give("ps", command([&](v1::CommandBody& body) {
                 v1::RecordFinding& recorded = *body.mutable_record_finding();
                 recorded.set_act(act);
                 recorded.set_requirement("1");
                 recorded.set_compliance(v1::NOT_COMPLIED);
                 recorded.set_cause(v1::NOT_UNDERSTOOD);
                 recorded.set_text("neievēro");
               }), "record-finding");
  }
  for (std::uint32_t finding = 1; finding <= 2; ++finding) {
    twins.give("ps", command([&](v1::CommandBody& body) {
                 body.mutable_close_finding()->set_act(act);
                 body.mutable_close_finding()->set_finding(finding);
                 body.mutable_close_finding()->set_text("novērsts");
               }), "close-finding");
  }
  twins.give("ps", command([&](v1::CommandBody& body) {
               v1::EvaluateGoals& evaluated = *body.mutable_evaluate_goals();
               evaluated.set_act(act);
               evaluated.set_decision(v1::KEEP);
               evaluated.add_measurements()->set_goal_id("g1");
             }), "evaluate-goals");
  twins.give("head", command([&](v1::CommandBody& body) {
               body.mutable_repeal_act()->set_act(act);
               body.mutable_repeal_act()->set_reason("aizstāts");
             }), "repeal-act");
  EXPECT_TRUE(twins.world().is_in(act, "repealed"));
}

}  // namespace
}  // namespace norma::acts
