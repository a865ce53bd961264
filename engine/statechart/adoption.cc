#include <algorithm>

#include "engine/statechart/run.h"

namespace norma::statechart {
namespace {

constexpr std::string_view kUndefinedJson = "{\"$undef\":1}";

}  // namespace

Result<Step> Run::adopt(const std::vector<StateIndex>& completed) {
  initialise_new_data();
  StateSet kept = session_.configuration;
  kept.erase(0);
  Entry entry{kept, StateSet(chart_.state_count()), {}};
  // All that go on are in the set before their ancestors look which regions are taken.
  kept.each([&](StateIndex state) { add_ancestors(state, 0, entry); });
  kept.each([&](StateIndex state) { complete(state, entry); });
  for (const StateIndex state : completed) raise_done(state);
  entry.to_enter.each([&](StateIndex state) {
    if (broken_) return;
    if (!kept.contains(state)) return enter_one(state, entry);
    if (entry.by_default.contains(state)) execute(chart_.state(state).initial.content);
  });
  if (!broken_) run_macrostep();
  if (!broken_) drain();
  return conclude();
}

/// Gives an active state with children the ones it lacks.
void Run::complete(StateIndex state, Entry& entry) const {
  if (chart_.is_parallel(state)) return add_regions(state, entry);
  if (!chart_.is_compound(state)) return;
  const Interval inside{static_cast<StateIndex>(state + 1), chart_.state(state).last};
  if (!entry.to_enter.meets(inside)) add_descendants(state, entry);
}

void Run::initialise_new_data() {
  if (chart_.data_model() == DataModelKind::kNull) return;
  for (std::size_t i = 0; i < chart_.state_count() && !broken_; ++i) {
    const auto index = static_cast<StateIndex>(i);
    const bool waits = chart_.binds_late() && index != 0 && !session_.configuration.contains(index);
    for (const Data& data : chart_.state(index).data) {
      if (has_value(data.id, index) || broken_) continue;
      initialise(waits ? Data{data.id, {}, {}, data.line, data.column} : data, nullptr);
    }
    if (chart_.binds_late() && index != 0 && !waits) session_.initialised.insert(index);
  }
}

/// With late binding a variable is there, undefined, before the state it belongs to has been entered.
bool Run::has_value(const std::string& name, StateIndex state) const {
  const auto found = std::find_if(session_.data.begin(), session_.data.end(),
                                  [&](const Variable& one) { return one.name == name; });
  if (found == session_.data.end()) return false;
  const bool is_bound_at_start = !chart_.binds_late() || state == 0;
  return is_bound_at_start || session_.initialised.contains(state) || found->json != kUndefinedJson;
}

void Run::raise_done(StateIndex state) {
  Input done;
  done.event = "done.state." + chart_.id(state);
  for (const StateIndex child : chart_.state(state).children) {
    const bool ends = chart_.is_compound(state) && chart_.is_final(child) && session_.configuration.contains(child);
    if (ends) done.data_json = done_data(child);
  }
  raise_internal(std::move(done));
}

}  // namespace norma::statechart
