#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/acts/decide.h"
#include "engine/acts/state.h"
#include "workflows/registry.h"

namespace norma::acts {

/// One institution in memory for tests of decisions: a clock to set, ids that count, the product's definitions.
///
/// people: admin, ipks (coordinator), ps (service owner), drafter, head (approver), legal and silent (givers),
/// user (addressee), audit, irks (owner of the resource set), rs (resource owner), sub (nobody yet); the institution is
/// inst, its service srv, its resource res. The reference data are the product's catalogue.
class World final : public StateView, public FoldTarget {
 public:
  World();

  Result<const v1::CaseState*> find_case(std::string_view case_id) const override;
  Result<v1::CaseState*> edit_case(std::string_view case_id) override;
  void put(Table table, std::string key, std::string value) override;
  void erase(Table table, std::string key) override;

  /// Decides and, when accepted, folds; with the revision that the case has.
  Result<v1::Reply> give(const std::string& person, v1::CommandBody body);
  /// The code of the refusal, or "accepted".
  std::string refusal(const std::string& person, const v1::CommandBody& body);
  /// The same of a command that the person says to give for another.
  std::string refusal_for(const std::string& person, const std::string& on_behalf_of, const v1::CommandBody& body);
  /// The same with this revision, or with none.
  std::string refusal_at(const std::string& person, v1::CommandBody body, std::optional<std::uint64_t> revision);
  /// What the service itself is told when it gives the command, as its timers do.
  std::string refusal_by_service(const v1::CommandBody& body);
  /// Decides the deployment of a definition and, when accepted, makes it the newest; the code of the refusal otherwise.
  std::string deploy(const std::string& person, const std::string& document);
  /// Lets the clock pass and every term that became due elapse.
  void pass_to(const std::string& date);
  /// Sets the clock alone: as if the service came late to what became due.
  void set_day(const std::string& date);
  /// Makes this the newest definition of its kind.
  void define(const std::string& document);
  void assign(const std::string& person, v1::Role role, const std::string& object, const std::string& until = {});

  [[nodiscard]] const v1::CaseState& state(const std::string& case_id) const { return cases_.at(case_id); }
  [[nodiscard]] bool is_in(const std::string& case_id, const std::string& state) const;
  /// Keys of the open tasks that the person is the assignee of.
  [[nodiscard]] std::vector<std::string> inbox(const std::string& person) const;
  [[nodiscard]] const v1::Turn& last_turn() const { return last_turn_; }
  [[nodiscard]] const std::vector<v1::Turn>& turns() const { return turns_; }
  [[nodiscard]] const std::vector<v1::Turn>& registry_turns() const { return registry_turns_; }
  [[nodiscard]] const Registers& registers() const { return registers_; }
  [[nodiscard]] AuthorityMoment moment() const { return {now_, registry_position_}; }
  [[nodiscard]] Position registry_position() const { return registry_position_; }
  [[nodiscard]] const Authority& authority() const { return registers_.authority; }
  [[nodiscard]] const LegalTime& legal_time() const { return legal_time_; }
  [[nodiscard]] const workflows::Registry& definitions() const { return *definitions_; }
  /// How many terms the timers would end some day.
  [[nodiscard]] std::size_t timers() const { return timers_.size(); }
  /// A text that a case refers to.
  [[nodiscard]] std::string text(const v1::TextRef& reference) const;

  /// The usual ways, as far as named: a need decided for a new act, an act in the state.
  std::string need_for_new_act();
  std::string planned_act(bool with_goals = true, const std::string& evaluate_on = "2027-06-01");
  std::string drafted_act();
  std::string ready_act();
  std::string act_in_force();
  /// An act in harmonisation, with opinions asked of legal and silent.
  std::string act_in_harmonisation();

 private:
  class Ids;
  class Texts;

  Result<v1::Reply> run(Command command);
  void prepare_registers();

  Instant now_;
  Position position_ = 0;
  Position registry_position_ = 0;
  Registers registers_;
  std::shared_ptr<const workflows::Registry> definitions_;
  LegalTime legal_time_;
  statechart::Interpreter interpreter_;
  std::shared_ptr<Ids> ids_;
  std::shared_ptr<Texts> texts_;
  std::map<std::string, v1::CaseState, std::less<>> cases_;
  std::map<std::string, std::string> timers_;
  std::vector<v1::Turn> turns_;
  std::vector<v1::Turn> registry_turns_;
  v1::Turn last_turn_;
};

}  // namespace norma::acts
