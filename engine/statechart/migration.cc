#include "engine/statechart/migration.h"

#include <algorithm>
#include <optional>
#include <set>

#include "engine/statechart/json_text.h"

namespace norma::statechart {
namespace {

tl::unexpected<Error> invalid(std::string why) { return fail(Reason::kMigrationPlanInvalid, std::move(why)); }
tl::unexpected<Error> impossible(std::string why) { return fail(Reason::kMigrationImpossible, std::move(why)); }

bool declares(const Chart& chart, const std::string& name) {
  for (std::size_t i = 0; i < chart.state_count(); ++i) {
    for (const Data& data : chart.state(static_cast<StateIndex>(i)).data) {
      if (data.id == name) return true;
    }
  }
  return false;
}

Result<void> check_mapping(const Chart& from, const Chart& to, const StateMapping& mapping) {
  const std::optional<StateIndex> old = from.find(mapping.from);
  if (!old || *old == 0) return invalid("the old definition has no state " + mapping.from);
  if (mapping.to.empty()) {
    if (from.is_history(*old)) return {};
    return invalid("only a history state is forgotten, " + mapping.from + " is none");
  }
  const std::optional<StateIndex> next = to.find(mapping.to);
  if (!next || *next == 0) return invalid("the new definition has no state " + mapping.to);
  const std::string both = mapping.from + " and " + mapping.to;
  if (from.is_history(*old) || to.is_history(*next)) {
    return from.kind(*old) == to.kind(*next) ? Result<void>{} : invalid(both + " are not histories of one kind");
  }
  if (!to.is_final(*next)) return {};
  if (to.parent(*next) == 0) return invalid("nothing is moved into the end, " + mapping.to);
  return from.is_final(*old) ? Result<void>{} : invalid(both + ": only a final state becomes a final state");
}

class Mapper {
 public:
  Mapper(const Chart& from, const Session& session, const Chart& to, const MigrationRules& rules)
      : from_(from), session_(session), to_(to), rules_(rules), closure_(to.state_count()) {}

  Result<MappedSession> map() {
    if (Result<void> done = map_configuration(); !done) return tl::unexpected(done.error());
    if (Result<void> done = map_history(); !done) return tl::unexpected(done.error());
    if (Result<void> done = map_invocations(); !done) return tl::unexpected(done.error());
    map_data();
    mapped_.session.id = session_.id;
    mapped_.session.invokeid = session_.invokeid;
    mapped_.session.running = true;
    mapped_.session.delayed = session_.delayed;
    mapped_.session.next_number = session_.next_number;
    mapped_.session.initialised = StateSet(to_.state_count());
    session_.initialised.each([&](StateIndex state) {
      if (const std::optional<StateIndex> next = image(state)) mapped_.session.initialised.insert(*next);
    });
    find_completed();
    return std::move(mapped_);
  }

 private:
  const StateMapping* rule_for(StateIndex state) const {
    const auto rule = std::find_if(rules_.states.begin(), rules_.states.end(),
                                   [&](const StateMapping& one) { return one.from == from_.id(state); });
    return rule == rules_.states.end() ? nullptr : &*rule;
  }

  std::optional<StateIndex> same(StateIndex state) const {
    if (from_.state(state).id_is_generated) return std::nullopt;
    const std::optional<StateIndex> next = to_.find(from_.id(state));
    if (!next || to_.kind(*next) != from_.kind(state) || to_.state(*next).id_is_generated) return std::nullopt;
    return next;
  }

  /// What the state goes on as, active or not; nothing when it has no mapping.
  std::optional<StateIndex> image(StateIndex state) const {
    if (state == 0) return StateIndex{0};
    if (const StateMapping* rule = rule_for(state)) return to_.find(rule->to);
    const std::optional<StateIndex> next = same(state);
    if (!next) return std::nullopt;
    for (StateIndex at = from_.parent(state); at != 0; at = from_.parent(at)) {
      const StateMapping* rule = rule_for(at);
      const std::optional<StateIndex> ancestor = rule != nullptr ? to_.find(rule->to) : same(at);
      if (!ancestor || !to_.is_descendant(*next, *ancestor)) return std::nullopt;
    }
    return next;
  }

  /// Adds a state with its ancestors up to `top`; nothing may be active in two ways.
  Result<void> include(StateIndex state, StateIndex top, StateSet& closure) const {
    for (StateIndex at = state; at != top && !closure.contains(at); at = to_.parent(at)) {
      closure.insert(at);
      const StateIndex parent = to_.parent(at);
      if (!to_.is_compound(parent)) continue;
      for (const StateIndex sibling : to_.state(parent).children) {
        if (sibling == at || !closure.contains(sibling)) continue;
        return impossible(to_.id(sibling) + " and " + to_.id(at) + " cannot be active together");
      }
    }
    return {};
  }

  Result<void> map_configuration() {
    Result<void> done;
    closure_.insert(0);
    session_.configuration.each([&](StateIndex state) {
      if (!done || !from_.is_atomic(state)) return;
      const std::optional<StateIndex> next = image(state);
      done = next ? include(*next, 0, closure_) : impossible("state " + from_.id(state) + " has no mapping");
    });
    if (!done) return done;
    StateSet& kept = mapped_.session.configuration;
    kept = StateSet(to_.state_count());
    kept.insert(0);
    session_.configuration.each([&](StateIndex state) {
      if (state == 0) return;
      const std::optional<StateIndex> next = image(state);
      if (!next || !closure_.contains(*next)) return mapped_.left.push_back(state);
      kept.insert(*next);
      mapped_.kept.emplace_back(state, *next);
    });
    return {};
  }

  Result<void> map_history() {
    for (const HistoryValue& value : session_.history) {
      const std::string& id = from_.id(value.history);
      const StateMapping* rule = rule_for(value.history);
      if (rule != nullptr && rule->to.empty()) continue;
      const std::optional<StateIndex> history = image(value.history);
      if (!history) return impossible("history " + id + " has recorded and has no mapping");
      const StateIndex parent = to_.parent(*history);
      HistoryValue moved{*history, {}};
      StateSet closure(to_.state_count());
      for (const StateIndex state : value.states) {
        const std::optional<StateIndex> next = image(state);
        if (!next) return impossible("state " + from_.id(state) + ", which " + id + " recorded, has no mapping");
        const bool fits = to_.kind(*history) == StateKind::kDeepHistory ? to_.is_descendant(*next, parent)
                                                                        : to_.parent(*next) == parent;
        if (!fits) return impossible(to_.id(*next) + " is nothing that history " + to_.id(*history) + " records");
        if (const Result<void> legal = include(*next, parent, closure); !legal) return legal;
        moved.states.push_back(*next);
      }
      std::sort(moved.states.begin(), moved.states.end());
      moved.states.erase(std::unique(moved.states.begin(), moved.states.end()), moved.states.end());
      mapped_.session.history.push_back(std::move(moved));
    }
    std::sort(mapped_.session.history.begin(), mapped_.session.history.end(),
              [](const HistoryValue& one, const HistoryValue& other) { return one.history < other.history; });
    return {};
  }

  Result<void> map_invocations() {
    for (const Invocation& invocation : session_.invocations) {
      const std::optional<StateIndex> state = image(invocation.state);
      const Invoke& old = from_.state(invocation.state).invokes[invocation.position];
      const bool goes_on = state && mapped_.session.configuration.contains(*state) &&
                           invocation.position < to_.state(*state).invokes.size() &&
                           to_.state(*state).invokes[invocation.position].type == old.type &&
                           to_.state(*state).invokes[invocation.position].src == old.src;
      if (!goes_on) return impossible("invocation " + invocation.invokeid + " of " + from_.id(invocation.state) +
                                      " would not go on");
      mapped_.session.invocations.push_back({*state, invocation.position, invocation.invokeid});
    }
    return {};
  }

  void map_data() {
    if (to_.data_model() == DataModelKind::kNull) return;
    std::vector<Variable>& data = mapped_.session.data;
    for (const Variable& variable : session_.data) {
      if (!declares(from_, variable.name) || declares(to_, variable.name)) data.push_back(variable);
    }
    for (const Variable& given : rules_.data) {
      const auto place = std::lower_bound(data.begin(), data.end(), given.name,
                                          [](const Variable& one, const std::string& name) { return one.name < name; });
      if (place != data.end() && place->name == given.name) {
        place->json = given.json;
      } else {
        data.insert(place, given);
      }
    }
  }

  static bool in_final_state(const Chart& chart, const StateSet& configuration, StateIndex state) {
    const std::vector<StateIndex>& children = chart.state(state).children;
    if (chart.is_compound(state)) {
      return std::any_of(children.begin(), children.end(), [&](StateIndex child) {
        return chart.is_final(child) && configuration.contains(child);
      });
    }
    return chart.is_parallel(state) && std::all_of(children.begin(), children.end(), [&](StateIndex child) {
             return in_final_state(chart, configuration, child);
           });
  }

  /// A state whose end the old chart did not tell, because a region that was not done is gone, has to tell it now.
  void find_completed() {
    closure_.each_backwards([&](StateIndex state) {
      if (state == 0 || !in_final_state(to_, mapped_.session.configuration, state)) return;
      const bool told = std::any_of(mapped_.kept.begin(), mapped_.kept.end(), [&](const auto& kept) {
        return kept.second == state && in_final_state(from_, session_.configuration, kept.first);
      });
      if (!told) mapped_.completed.push_back(state);
    });
  }

  const Chart& from_;
  const Session& session_;
  const Chart& to_;
  const MigrationRules& rules_;
  StateSet closure_;  ///< Of the new chart: what the active states become, with all ancestors.
  MappedSession mapped_;
};

}  // namespace

Result<void> check_rules(const Chart& from, const Chart& to, const MigrationRules& rules) {
  std::set<std::string> mapped;
  for (const StateMapping& mapping : rules.states) {
    if (!mapped.insert(mapping.from).second) return invalid("state " + mapping.from + " is mapped twice");
    if (const Result<void> checked = check_mapping(from, to, mapping); !checked) return checked;
  }
  for (const Variable& variable : rules.data) {
    if (!declares(to, variable.name)) return invalid("the new definition declares no data " + variable.name);
    if (json_compact(variable.json) != variable.json) return invalid("data " + variable.name + " is no compact JSON");
  }
  return {};
}

Result<MappedSession> map_session(const Chart& from, const Session& session, const Chart& to,
                                  const MigrationRules& rules) {
  return Mapper(from, session, to, rules).map();
}

}  // namespace norma::statechart
