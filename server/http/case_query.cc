#include "server/http/case_query.h"

#include <charconv>

#include "engine/acts/facts.h"
#include "engine/acts/policy.h"
#include "engine/acts/tables.h"
#include "server/runtime/head.h"

namespace norma::server {

Result<AskedTimes> asked_times(const Request& request, Instant now) {
  AskedTimes times;
  times.effective = riga_date(now);
  if (const std::string text = request.parameter("as_of"); !text.empty()) {
    const std::optional<Date> date = parse_date(text);
    if (!date) return fail(Reason::kInvalidField, "as_of", text);
    times.effective = *date;
  }
  const std::string text = request.parameter("recorded_at");
  if (text.empty()) return times;
  Position position = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), position);
  if (error == std::errc{} && end == text.data() + text.size()) {
    times.position = position;
    return times;
  }
  times.recorded = parse_instant(text);
  if (!times.recorded) return fail(Reason::kInvalidField, "recorded_at", text);
  return times;
}

Result<v1::CaseState> committed_case(const storage::Snapshot& snapshot, const std::string& case_id) {
  const Result<std::optional<std::string>> stored =
      snapshot.get(family_of(acts::Table::kCase), acts::case_key(kCasesPartition, case_id));
  if (!stored) return tl::unexpected(stored.error());
  if (!stored->has_value()) return fail(Reason::kCaseNotFound, case_id);
  v1::CaseState state;
  if (!state.ParseFromString(**stored)) return fail(Reason::kStorageCorrupt, case_id);
  return state;
}

Result<v1::CaseState> readable_case(const Service& service, const storage::Snapshot& snapshot,
                                    const std::string& case_id, const PersonId& person) {
  Result<v1::CaseState> state = committed_case(snapshot, case_id);
  if (!state) return state;
  const auto [authority, moment] = service.authority_now();
  if (!acts::may_read(*authority, moment, person, *state)) return fail(Reason::kCaseNotFound, case_id);
  return state;
}

v1::CaseView case_view(const Service& service, v1::CaseState state, const AskedTimes& times) {
  v1::CaseView view;
  view.mutable_as_of()->set_effective(format_date(times.effective));
  view.mutable_as_of()->set_position(state.revision());
  if (times.recorded) *view.mutable_as_of()->mutable_recorded() = to_timestamp(*times.recorded);
  const std::shared_ptr<const workflows::Registry> definitions = service.registry().read().definitions;
  const acts::Definition* definition = definitions->by_hash(state.definition_hash());
  if (definition != nullptr) {
    const Result<statechart::Session> session = statechart::decode(*definition->chart, state.session());
    if (session) {
      for (std::string& event : statechart::accepted_events(*definition->chart, *session)) {
        view.add_accepted(std::move(event));
      }
    }
  }
  if (state.kind() == v1::ACT) {
    const v1::WordingState* wording = acts::wording_in_force(state.act(), times.effective);
    const bool repealed =
        state.act().repealed() && times.effective >= riga_date(from_timestamp(state.changed_at()));
    view.set_force(repealed ? v1::REPEALED : wording != nullptr ? v1::IN_FORCE : v1::NOT_YET_IN_FORCE);
    if (wording != nullptr && !repealed) *view.mutable_wording() = *wording;
  }
  state.clear_session();
  *view.mutable_state() = std::move(state);
  return view;
}

}  // namespace norma::server
