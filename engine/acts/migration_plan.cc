#include "engine/acts/migration_plan.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "engine/acts/parts.h"
#include "engine/hex.h"
#include "engine/statechart/json_text.h"

namespace norma::acts {
namespace {

constexpr std::size_t kMostBytes = 64 * 1024;
constexpr std::size_t kHashDigits = 64;

/// The members of an object by name, their values as JSON text.
using Members = std::map<std::string, std::string, std::less<>>;

tl::unexpected<Error> invalid(std::string why) { return fail(Reason::kMigrationPlanInvalid, std::move(why)); }

Result<Members> members_of(std::string_view json, const std::string& what) {
  auto members = statechart::json_members(json);
  if (!members) return invalid(what + " is not a JSON object");
  Members by_name;
  for (auto& [name, value] : *members) {
    if (!by_name.emplace(name, std::move(value)).second) return invalid(what + " has " + name + " twice");
  }
  return by_name;
}

Result<Members> inner_members(const Members& plan, const std::string& name) {
  const auto found = plan.find(name);
  return found == plan.end() ? Result<Members>(Members{}) : members_of(found->second, name);
}

Result<std::string> hash_of(const Members& plan, const std::string& name) {
  const auto found = plan.find(name);
  if (found == plan.end()) return invalid(name + " is missing");
  const std::optional<std::string> digits = statechart::json_unquote(found->second);
  const std::optional<std::string> hash = digits && digits->size() == kHashDigits ? from_hex(*digits) : std::nullopt;
  return hash ? Result<std::string>(*hash) : invalid(name + " is 64 hexadecimal digits in lower case");
}

/// The value of the word a member has; the first without the member.
template <class Value, std::size_t Count>
Result<Value> one_of(const Members& plan, const std::string& name,
                     const std::array<std::pair<std::string_view, Value>, Count>& words) {
  const auto found = plan.find(name);
  if (found == plan.end()) return words.front().second;
  const std::optional<std::string> given = statechart::json_unquote(found->second);
  std::string known;
  for (const auto& [word, value] : words) {
    if (given == word) return value;
    known += (known.empty() ? "" : ", ") + std::string(word);
  }
  return invalid(name + " is one of " + known);
}

Result<void> check_names(const Members& plan) {
  constexpr std::array<std::string_view, 7> kKnown = {"fromHash",   "toHash",     "stateMap", "dataPatch",
                                                      "taskPolicy", "termPolicy", "predicate"};
  for (const auto& [name, value] : plan) {
    if (std::find(kKnown.begin(), kKnown.end(), name) == kKnown.end()) return invalid("unknown member " + name);
  }
  return {};
}

Result<void> read_rules(const Members& plan, statechart::MigrationRules& rules) {
  const Result<Members> states = inner_members(plan, "stateMap");
  if (!states) return tl::unexpected(states.error());
  for (const auto& [from, value] : *states) {
    const std::optional<std::string> to = statechart::json_unquote(value);
    const bool forgotten = value == "null";
    if (!forgotten && (!to || to->empty())) return invalid("stateMap." + from + " is the id of a state, or null");
    rules.states.push_back({from, forgotten ? std::string() : *to});
  }
  const Result<Members> data = inner_members(plan, "dataPatch");
  if (!data) return tl::unexpected(data.error());
  for (const auto& [name, value] : *data) {
    const std::optional<std::string> compact = statechart::json_compact(value);
    if (!compact) return invalid("dataPatch." + name + " is nested too deep");
    rules.data.push_back({name, *compact});
  }
  return {};
}

Result<void> read_policies(const Members& plan, MigrationPlan& read) {
  using Tasks = std::pair<std::string_view, TaskPolicy>;
  using Terms = std::pair<std::string_view, TermPolicy>;
  const Result<TaskPolicy> tasks = one_of(
      plan, "taskPolicy",
      std::array{Tasks{"keep", TaskPolicy::kKeep}, Tasks{"reopen", TaskPolicy::kReopen}, Tasks{"close", TaskPolicy::kClose}});
  if (!tasks) return tl::unexpected(tasks.error());
  const Result<TermPolicy> terms =
      one_of(plan, "termPolicy",
             std::array{Terms{"keep-due", TermPolicy::kKeepDue}, Terms{"recompute", TermPolicy::kRecompute}});
  if (!terms) return tl::unexpected(terms.error());
  read.tasks = *tasks;
  read.terms = *terms;
  return {};
}

Result<void> read_predicate(const Members& plan, Predicate& predicate) {
  const auto found = plan.find("predicate");
  if (found == plan.end()) return {};
  const std::optional<std::string> text = statechart::json_unquote(found->second);
  if (!text) return invalid("predicate is a text");
  Result<Predicate> parsed = Predicate::parse(*text);
  if (!parsed) return tl::unexpected(parsed.error());
  predicate = std::move(*parsed);
  return {};
}

}  // namespace

Result<MigrationPlan> read_migration_plan(std::string_view json) {
  if (json.size() > kMostBytes) return fail(Reason::kLimitExceeded, "plan", std::to_string(kMostBytes));
  const Result<Members> plan = members_of(json, "the plan");
  if (!plan) return tl::unexpected(plan.error());
  if (const Result<void> known = check_names(*plan); !known) return tl::unexpected(known.error());
  const Result<std::string> from = hash_of(*plan, "fromHash");
  if (!from) return tl::unexpected(from.error());
  const Result<std::string> to = hash_of(*plan, "toHash");
  if (!to) return tl::unexpected(to.error());
  MigrationPlan read;
  read.from_hash = *from;
  read.to_hash = *to;
  if (const Result<void> rules = read_rules(*plan, read.rules); !rules) return tl::unexpected(rules.error());
  if (const Result<void> policies = read_policies(*plan, read); !policies) return tl::unexpected(policies.error());
  const Result<void> predicate = read_predicate(*plan, read.predicate);
  if (!predicate) return tl::unexpected(predicate.error());
  return read;
}

Result<PlannedDefinitions> planned_definitions(const MigrationPlan& plan, const DefinitionSource& definitions) {
  const PlannedDefinitions planned{definitions.by_hash(plan.from_hash), definitions.by_hash(plan.to_hash)};
  if (planned.from == nullptr) return fail(Reason::kDefinitionUnknown, to_hex(plan.from_hash));
  if (planned.to == nullptr) return fail(Reason::kDefinitionUnknown, to_hex(plan.to_hash));
  if (planned.from == planned.to) return invalid("fromHash and toHash are the same");
  if (planned.from->kind != planned.to->kind) {
    return invalid("fromHash is of " + kind_name(planned.from->kind) + ", toHash of " + kind_name(planned.to->kind));
  }
  const statechart::Chart& from = *planned.from->chart;
  const Result<void> checked = statechart::check_rules(from, *planned.to->chart, plan.rules);
  if (!checked) return tl::unexpected(checked.error());
  for (const std::string& state : plan.predicate.states()) {
    if (!from.find(state)) return invalid("predicate: the old definition has no state " + state);
  }
  return planned;
}

}  // namespace norma::acts
