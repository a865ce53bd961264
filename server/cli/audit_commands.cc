#include <google/protobuf/util/message_differencer.h>

#include <charconv>
#include <iostream>
#include <map>
#include <optional>

#include "engine/acts/apply.h"
#include "engine/instant.h"
#include "server/cli/commands.h"
#include "server/cli/json_messages.h"
#include "server/cli/turn_lines.h"

namespace norma::server::cli {
namespace {

/// Cases folded from turns in memory; the rows of other tables are not asked for here.
class CaseFold final : public acts::FoldTarget {
 public:
  Result<v1::CaseState*> edit_case(std::string_view case_id) override { return &cases_[std::string(case_id)]; }
  void put(acts::Table, std::string, std::string) override {}
  void erase(acts::Table, std::string) override {}

  [[nodiscard]] const v1::CaseState& state(const std::string& case_id) { return cases_[case_id]; }

 private:
  std::map<std::string, v1::CaseState> cases_;
};

/// Up to where a replay goes: a moment of record, a position, or everything.
struct Until {
  std::optional<Instant> time;
  std::optional<Position> position;

  [[nodiscard]] bool includes(const v1::Turn& turn) const {
    if (time && from_timestamp(turn.time()) > *time) return false;
    return !position || turn.position() <= *position;
  }
};

Outcome<Until> parse_until(const std::string& at) {
  Until until;
  if (at.empty()) return until;
  Position position = 0;
  const auto [end, error] = std::from_chars(at.data(), at.data() + at.size(), position);
  if (error == std::errc{} && end == at.data() + at.size()) {
    until.position = position;
    return until;
  }
  until.time = parse_instant(at);
  if (!until.time) return failure(ExitStatus::kUsage, "neither a position nor an RFC 3339 time: " + at);
  return until;
}

/// Compares the fold with the server's own answer about the position of the last turn folded.
Outcome<void> compare(ApiClient& client, const v1::CaseState& folded, Position position) {
  const Outcome<v1::CaseView> view = client.view(folded.case_id(), "recorded_at=" + std::to_string(position));
  if (!view) return tl::unexpected(view.error());
  v1::CaseState mine = folded;
  v1::CaseState theirs = view->state();
  mine.clear_session();
  theirs.clear_session();
  google::protobuf::util::MessageDifferencer differencer;
  std::string differences;
  differencer.ReportDifferencesToString(&differences);
  if (differencer.Compare(mine, theirs)) return {};
  return failure(ExitStatus::kError, "the server's state of that moment differs from the fold:\n" + differences);
}

}  // namespace

Outcome<void> replay_case(const ClientOptions& options, const std::string& case_id, const std::string& at) {
  const Outcome<Until> until = parse_until(at);
  if (!until) return tl::unexpected(until.error());
  Outcome<ApiClient> client = make_client(options);
  if (!client) return tl::unexpected(client.error());
  const Outcome<std::string> path = path_of_case(case_id);
  if (!path) return tl::unexpected(path.error());
  const Outcome<std::vector<v1::Turn>> turns = client->turns(*path + "/history");
  if (!turns) return tl::unexpected(turns.error());
  CaseFold fold;
  Position last = 0;
  for (const v1::Turn& turn : *turns) {
    if (!until->includes(turn)) continue;
    const Result<void> folded = acts::fold_turn(fold, turn);
    if (!folded) return failure(ExitStatus::kError, "turn " + std::to_string(turn.position()) + " cannot be folded");
    last = turn.position();
    if (!options.json()) std::cout << turn_line(turn) << '\n';
  }
  if (last == 0) return failure(ExitStatus::kNotFound, "there is no turn of " + case_id + " up to then");
  v1::CaseState state = fold.state(case_id);
  state.clear_session();
  if (options.json()) {
    std::cout << to_json(state) << '\n';
  } else {
    std::cout << "\nstate " << joined(state.configuration()) << "  revision " << state.revision() << "  wordings "
              << state.act().wordings_size() << "  open tasks " << state.tasks_size() << '\n';
  }
  const Outcome<void> same = compare(*client, state, last);
  if (same && !options.json()) std::cout << "the server gives the same state for position " << last << '\n';
  return same;
}

}  // namespace norma::server::cli
