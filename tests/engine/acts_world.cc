#include "tests/engine/acts_world.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "engine/acts/apply.h"
#include "engine/acts/commands/catalogue.h"
#include "engine/acts/rows.h"
#include "tests/engine/stated_need.h"
#include "workflows/clocks.h"
#include "workflows/embedded.h"
#include "workflows/reference_catalogue.h"

namespace norma::acts {

class World::Ids final : public IdSource {
 public:
  std::string fresh(std::string_view prefix) override { return std::string(prefix) + "_" + std::to_string(++last_); }

 private:
  int last_ = 0;
};

class World::Texts final : public TextVault {
 public:
  v1::TextRef seal(std::string_view text) override {
    v1::TextRef reference;
    if (text.empty()) return reference;
    reference.set_hash("hash of " + std::string(text));
    reference.set_salt("salt");
    reference.set_size_bytes(static_cast<std::uint32_t>(text.size()));
    kept_[reference.hash()] = text;
    return reference;
  }
  Result<std::string> read(const v1::TextRef& reference, std::size_t most_bytes) override {
    if (reference.size_bytes() > most_bytes) return fail(Reason::kLimitExceeded, "text", std::to_string(most_bytes));
    if (reference.hash().empty()) return std::string();
    const auto kept = kept_.find(reference.hash());
    return kept == kept_.end() ? Result<std::string>(fail(Reason::kNotFound, "text")) : kept->second;
  }
  Result<v1::TextRef> publish(const v1::TextRef& sealed) override {
    v1::TextRef reference = sealed;
    reference.clear_salt();
    return reference;
  }

 private:
  std::map<std::string, std::string> kept_;
};

namespace {

/// Any 32 bytes that tell definitions apart will do here.
std::string hash_of(std::string_view bytes) {
  std::string hash = std::to_string(std::hash<std::string_view>{}(bytes));
  hash.resize(32, '.');
  return hash;
}

}  // namespace

World::World()
    : legal_time_(*workflows::built_in_legal_time()),
      ids_(std::make_shared<Ids>()),
      texts_(std::make_shared<Texts>()) {
  now_ = riga_start_of_day(*parse_date("2026-11-02")) + std::chrono::hours(9);
  const auto definitions = std::make_shared<workflows::Registry>(hash_of);
  const Result<void> added = definitions->add_embedded();
  EXPECT_TRUE(added) << (added ? "" : added.error().details.front());
  definitions_ = definitions;
  prepare_registers();
  for (const char* person : {"admin", "ipks", "ps", "drafter", "head", "legal", "silent", "user", "audit", "irks", "rs",
                             "sub"}) {
    v1::Event event;
    event.mutable_person_registered()->set_person(person);
    registers_.apply(event, ++registry_position_, now_);
  }
  assign("admin", v1::ADMINISTRATOR, "inst");
  assign("ipks", v1::SERVICE_SET_OWNER, "inst");
  assign("ps", v1::SERVICE_OWNER, "srv");
  assign("head", v1::APPROVER, "inst");
  assign("user", v1::ADDRESSEE, "srv");
  assign("audit", v1::AUDITOR, "inst");
  assign("irks", v1::RESOURCE_SET_OWNER, "inst");
  assign("rs", v1::RESOURCE_OWNER, "res");
}

void World::prepare_registers() {
  v1::CommandBody catalogue;
  *catalogue.mutable_import_catalogue() =
      workflows::load_catalogue(workflows::embedded_catalogues().front().bytes).value();
  EXPECT_EQ(refusal_by_service(catalogue), "accepted");
  v1::CommandBody institution;
  institution.mutable_register_institution()->set_institution("inst");
  EXPECT_EQ(refusal_by_service(institution), "accepted");
  v1::CommandBody service;
  service.mutable_register_service()->set_service("srv");
  service.mutable_register_service()->set_institution("inst");
  EXPECT_EQ(refusal_by_service(service), "accepted");
  v1::CommandBody resource;
  resource.mutable_register_resource()->set_resource("res");
  resource.mutable_register_resource()->set_institution("inst");
  EXPECT_EQ(refusal_by_service(resource), "accepted");
}

std::string World::text(const v1::TextRef& reference) const {
  return texts_->read(reference, reference.size_bytes()).value_or("not kept");
}

void World::assign(const std::string& person, v1::Role role, const std::string& object, const std::string& until) {
  v1::Event event;
  v1::RoleAssigned& assigned = *event.mutable_role_assigned();
  assigned.set_person(person);
  assigned.set_role(role);
  assigned.set_object(object);
  *assigned.mutable_valid_from() = to_timestamp(now_ - std::chrono::hours(24 * 30));
  if (!until.empty()) *assigned.mutable_valid_until() = to_timestamp(riga_start_of_day(*parse_date(until)));
  registers_.apply(event, ++registry_position_, now_);
}

Result<const v1::CaseState*> World::find_case(std::string_view case_id) const {
  const auto found = cases_.find(case_id);
  return found == cases_.end() ? nullptr : &found->second;
}

Result<v1::CaseState*> World::edit_case(std::string_view case_id) { return &cases_[std::string(case_id)]; }

void World::put(Table table, std::string key, std::string value) {
  if (table == Table::kTimer) timers_[std::move(key)] = std::move(value);
}

void World::erase(Table table, std::string key) {
  if (table == Table::kTimer) timers_.erase(key);
}

Result<v1::Reply> World::run(Command command) {
  const CommandRow* row = find_command(command.body.kind_case());
  const bool registry = row != nullptr && row->registry;
  const PartitionId partition{registry ? 0U : 1U};
  const Context context{now_,        partition,    registry_position_, registers_, *definitions_,
                        legal_time_, interpreter_, *texts_,            *ids_,      1};
  Result<Decision> decision = decide(*this, command, context);
  if (!decision) return tl::unexpected(decision.error());
  v1::Turn turn;
  turn.set_partition(static_cast<std::uint32_t>(partition));
  turn.set_position(registry ? registry_position_ + 1 : ++position_);
  *turn.mutable_time() = to_timestamp(now_);
  turn.set_actor(command.actor.str());
  turn.set_registry_position(registry_position_);
  turn.set_role_held(decision->role_held);
  turn.set_on_behalf_of(decision->on_behalf_of.str());
  turn.set_case_id(decision->case_id);
  for (v1::Event& event : decision->events) *turn.add_events() = event;
  for (v1::Selector& selector : decision->audience) *turn.add_audience() = selector;
  decision->reply.set_revision(turn.position());
  *turn.mutable_reply() = decision->reply;
  const Result<void> folded = fold_turn(*this, turn);
  if (!folded) return tl::unexpected(folded.error());
  if (registry) {
    registry_position_ = turn.position();
    registers_.apply(turn);
    for (const v1::Event& event : turn.events()) legal_time_.apply(event);
  }
  last_turn_ = turn;
  (registry ? registry_turns_ : turns_).push_back(std::move(turn));
  return decision->reply;
}

Result<v1::Reply> World::give(const std::string& person, v1::CommandBody body) {
  Command command;
  command.actor = PersonId(person);
  command.body = std::move(body);
  const CommandRow* row = find_command(command.body.kind_case());
  if (row != nullptr && row->case_of != nullptr) {
    const auto found = cases_.find(row->case_of(command.body));
    command.expected_revision = found == cases_.end() ? 0 : found->second.revision();
  }
  return run(std::move(command));
}

std::string World::refusal(const std::string& person, const v1::CommandBody& body) {
  const Result<v1::Reply> reply = give(person, body);
  return reply ? "accepted" : std::string(reason_code(reply.error().reason));
}

std::string World::refusal_for(const std::string& person, const std::string& on_behalf_of,
                               const v1::CommandBody& body) {
  Command command;
  command.actor = PersonId(person);
  command.on_behalf_of = PersonId(on_behalf_of);
  command.body = body;
  const CommandRow* row = find_command(body.kind_case());
  if (row->case_of != nullptr) {
    const auto found = cases_.find(row->case_of(body));
    command.expected_revision = found == cases_.end() ? 0 : found->second.revision();
  }
  const Result<v1::Reply> reply = run(std::move(command));
  return reply ? "accepted" : std::string(reason_code(reply.error().reason));
}

std::string World::refusal_at(const std::string& person, v1::CommandBody body,
                              std::optional<std::uint64_t> revision) {
  Command command;
  command.actor = PersonId(person);
  command.body = std::move(body);
  command.expected_revision = revision;
  const Result<v1::Reply> reply = run(std::move(command));
  return reply ? "accepted" : std::string(reason_code(reply.error().reason));
}

std::string World::refusal_by_service(const v1::CommandBody& body) {
  Command command;
  command.actor = PersonId("system");
  command.internal = true;
  command.body = body;
  const Result<v1::Reply> reply = run(std::move(command));
  return reply ? "accepted" : std::string(reason_code(reply.error().reason));
}

std::string World::deploy(const std::string& person, const std::string& document) {
  v1::CommandBody body;
  body.mutable_deploy_definition()->set_document(document);
  const std::string answer = refusal(person, body);
  if (answer != "accepted") return answer;
  const auto deployed = definitions_->deployed(last_turn_.events(0).definition_deployed().document());
  if (!deployed) return "not read again: " + deployed.error().details.front();
  definitions_ = *deployed;
  return answer;
}

void World::set_day(const std::string& date) {
  now_ = riga_start_of_day(*parse_date(date)) + std::chrono::hours(9);
}

void World::define(const std::string& document) {
  const auto deployed = definitions_->deployed(document);
  ASSERT_TRUE(deployed) << deployed.error().details.front();
  definitions_ = *deployed;
}

void World::pass_to(const std::string& date) {
  set_day(date);
  while (!timers_.empty() && due_of_timer_key(timers_.begin()->first) <= now_) {
    v1::TimerRow row;
    row.ParseFromString(timers_.begin()->second);
    Command command;
    command.actor = PersonId("system");
    command.internal = true;
    command.body.mutable_elapse_term()->set_case_id(row.case_id());
    command.body.mutable_elapse_term()->set_term(row.term());
    const Result<v1::Reply> reply = run(std::move(command));
    ASSERT_TRUE(reply) << reason_code(reply.error().reason);
  }
}

bool World::is_in(const std::string& case_id, const std::string& wanted) const {
  const auto& configuration = cases_.at(case_id).configuration();
  return std::find(configuration.begin(), configuration.end(), wanted) != configuration.end();
}

std::vector<std::string> World::inbox(const std::string& person) const {
  std::vector<std::string> keys;
  for (const auto& [id, state] : cases_) {
    for (const v1::TaskState& task : state.tasks()) {
      if (authority().concerns(task.assignee(), PersonId(person), {now_, registry_position_})) keys.push_back(task.key());
    }
  }
  return keys;
}

std::string World::need_for_new_act() {
  v1::CommandBody raise;
  raise.mutable_raise_need()->set_scale(v1::SERVICE_SCALE);
  raise.mutable_raise_need()->set_object("srv");
  raise.mutable_raise_need()->set_institution("inst");
  raise.mutable_raise_need()->set_trigger_task("PU2-18");
  raise.mutable_raise_need()->set_problem("rinda");
  state_fully(*raise.mutable_raise_need());
  const std::string need = give("ps", raise).value().case_id();
  v1::CommandBody inventory;
  inventory.mutable_record_inventory()->set_need(need);
  check_duplication(*inventory.mutable_record_inventory());
  EXPECT_EQ(refusal("ps", inventory), "accepted");
  v1::CommandBody decided;
  decided.mutable_decide_need()->set_need(need);
  decided.mutable_decide_need()->set_outcome(v1::NEW_ACT_NEEDED);
  decided.mutable_decide_need()->set_reason("nav");
  EXPECT_EQ(refusal("ipks", decided), "accepted");
  return need;
}

std::string World::planned_act(bool with_goals, const std::string& evaluate_on) {
  v1::CommandBody plan;
  v1::PlanAct& planned = *plan.mutable_plan_act();
  planned.set_need(need_for_new_act());
  planned.set_title("Rindas kārtība");
  planned.set_kind(v1::INTERNAL_RULES);
  planned.set_issuer("inst");
  planned.set_legal_basis("VPIL 72(1)");
  planned.set_evaluate_on(evaluate_on);
  if (with_goals) planned.add_goals()->set_goal_id("g1");
  return give("ps", plan).value().created_cases(0);
}

std::string World::drafted_act() {
  const std::string act = planned_act();
  v1::CommandBody assigned;
  assigned.mutable_assign_drafter()->set_case_id(act);
  assigned.mutable_assign_drafter()->set_drafter("drafter");
  EXPECT_EQ(refusal("ipks", assigned), "accepted");
  v1::CommandBody draft;
  draft.mutable_submit_draft()->set_case_id(act);
  draft.mutable_submit_draft()->set_text("1. Rinda ir viena.");
  EXPECT_EQ(refusal("drafter", draft), "accepted");
  return act;
}

std::string World::ready_act() {
  const std::string act = drafted_act();
  v1::CommandBody check;
  check.mutable_record_alignment()->set_case_id(act);
  check.mutable_record_alignment()->set_target("MK-399");
  check.mutable_record_alignment()->set_target_version("2017-07-04");
  check.mutable_record_alignment()->set_requirement("3.1");
  check.mutable_record_alignment()->set_verdict(v1::ALIGNED);
  EXPECT_EQ(refusal("ps", check), "accepted");
  v1::CommandBody review;
  for (const v1::TaskState& task : state(act).tasks()) {
    if (task.key() == "review_draft") review.mutable_complete_task()->set_task(task_id(act, task.task()));
  }
  review.mutable_complete_task()->set_outcome("accept");
  EXPECT_EQ(refusal("ps", review), "accepted");
  return act;
}

std::string World::act_in_harmonisation() {
  const std::string act = ready_act();
  v1::CommandBody request;
  request.mutable_request_opinions()->set_case_id(act);
  request.mutable_request_opinions()->add_givers("legal");
  request.mutable_request_opinions()->add_givers("silent");
  EXPECT_EQ(refusal("ipks", request), "accepted");
  return act;
}

std::string World::act_in_force() {
  const std::string act = ready_act();
  v1::CommandBody adopt;
  adopt.mutable_adopt_act()->set_case_id(act);
  adopt.mutable_adopt_act()->set_number("1");
  EXPECT_EQ(refusal("head", adopt), "accepted");
  v1::CommandBody publish;
  publish.mutable_publish_act()->set_case_id(act);
  publish.mutable_publish_act()->set_place("iekštīkls");
  EXPECT_EQ(refusal("ps", publish), "accepted");
  return act;
}

}  // namespace norma::acts
