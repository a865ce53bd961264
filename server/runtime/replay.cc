#include "server/runtime/replay.h"

#include "engine/acts/apply.h"
#include "engine/hex.h"
#include "server/runtime/head.h"

namespace norma::server {
namespace {

constexpr std::size_t kPageTurns = 1024;
constexpr std::size_t kPageBytes = 4 << 20;

/// A fold into memory: every case as an object, every row as it will be stored.
class MemoryFold final : public acts::FoldTarget {
 public:
  Result<v1::CaseState*> edit_case(std::string_view case_id) override { return &cases[std::string(case_id)]; }

  void put(acts::Table table, std::string key, std::string value) override {
    rows[family_of(table)][std::move(key)] = std::move(value);
  }
  void erase(acts::Table table, std::string key) override { rows[family_of(table)].erase(key); }

  std::map<std::string, v1::CaseState> cases;
  std::map<storage::Family, std::map<std::string, std::string>> rows;
};

void note(FoldComparison& comparison, std::string_view what, std::string_view key) {
  constexpr std::size_t kNamed = 10;
  if (comparison.differences.size() < kNamed) comparison.differences.push_back(std::string(what) + " " + to_hex(key));
}

Result<void> compare_family(const storage::Snapshot& snapshot, storage::Family family,
                            const std::map<std::string, std::string>& expected, FoldComparison& comparison) {
  auto next = expected.begin();
  const Result<void> scanned = snapshot.scan(family, {}, {}, [&](std::string_view key, std::string_view value) {
    ++comparison.rows;
    while (next != expected.end() && next->first < key) note(comparison, "missing", (next++)->first);
    if (next == expected.end() || next->first != key) {
      note(comparison, "unexpected", key);
      return true;
    }
    if (next->second != value) note(comparison, "differs", key);
    ++next;
    return true;
  });
  while (next != expected.end()) note(comparison, "missing", (next++)->first);
  return scanned;
}

}  // namespace

Result<void> each_turn(const storage::Journal& journal, PartitionId partition, Position after,
                       const std::function<bool(const v1::Turn&)>& visit) {
  Position next = after + 1;
  while (true) {
    const Result<std::vector<storage::StoredTurn>> page = journal.read(partition, next, kPageTurns, kPageBytes);
    if (!page) return tl::unexpected(page.error());
    if (page->empty()) return {};
    for (const storage::StoredTurn& stored : *page) {
      v1::Turn turn;
      if (stored.position != next || !turn.ParseFromString(stored.bytes)) {
        return fail(Reason::kStorageCorrupt, "turn " + std::to_string(next));
      }
      ++next;
      if (!visit(turn)) return {};
    }
  }
}

Result<v1::Turn> turn_at(const storage::Journal& journal, PartitionId partition, Position position) {
  const Result<std::vector<storage::StoredTurn>> page = journal.read(partition, position, 1, 0);
  if (!page) return tl::unexpected(page.error());
  if (page->empty() || page->front().position != position) {
    return fail(Reason::kPositionUnknown, std::to_string(position));
  }
  v1::Turn turn;
  if (!turn.ParseFromString(page->front().bytes)) {
    return fail(Reason::kStorageCorrupt, "turn " + std::to_string(position));
  }
  return turn;
}

Result<Position> position_at(const storage::Journal& journal, PartitionId partition, Instant time) {
  const Result<Position> head = journal.head(partition);
  if (!head) return head;
  // Times never go back along a journal: the turns up to the one asked for are a prefix.
  Position known = 0;
  Position beyond = *head + 1;
  while (beyond - known > 1) {
    const Position middle = known + (beyond - known) / 2;
    const Result<v1::Turn> turn = turn_at(journal, partition, middle);
    if (!turn) return tl::unexpected(turn.error());
    (from_timestamp(turn->time()) <= time ? known : beyond) = middle;
  }
  return known;
}

Result<FoldComparison> compare_fold(const storage::Journal& journal, const storage::Store& store,
                                    std::size_t partitions) {
  FoldComparison comparison;
  MemoryFold fold;
  for (std::size_t number = 0; number < partitions; ++number) {
    const PartitionId partition{static_cast<std::uint32_t>(number)};
    Result<void> folded;
    const Result<void> read = each_turn(journal, partition, 0, [&](const v1::Turn& turn) {
      ++comparison.turns;
      folded = acts::fold_turn(fold, turn);
      return folded.has_value();
    });
    if (!read) return tl::unexpected(read.error());
    if (!folded) return tl::unexpected(folded.error());
    for (const auto& [case_id, state] : fold.cases) {
      fold.put(acts::Table::kCase, acts::case_key(partition, case_id), state.SerializeAsString());
    }
    fold.cases.clear();
  }
  const std::unique_ptr<storage::Snapshot> snapshot = store.snapshot();
  for (const storage::Family family : {storage::Family::kState, storage::Family::kIndex}) {
    const Result<void> compared = compare_family(*snapshot, family, fold.rows[family], comparison);
    if (!compared) return tl::unexpected(compared.error());
  }
  return comparison;
}

Result<CaseAt> replay_case(const storage::Journal& journal, const storage::Snapshot& snapshot, PartitionId partition,
                           const std::string& case_id, std::optional<Instant> until_time,
                           std::optional<Position> until_position) {
  std::vector<Position> positions;
  const std::string prefix = acts::history_prefix(partition, case_id);
  const Result<void> scanned = snapshot.scan(family_of(acts::Table::kHistory), prefix, {},
                                             [&](std::string_view key, std::string_view) {
                                               positions.push_back(acts::position_of_history_key(key));
                                               return true;
                                             });
  if (!scanned) return tl::unexpected(scanned.error());
  if (positions.empty()) return fail(Reason::kCaseNotFound, case_id);
  CaseAt at;
  MemoryFold fold;
  for (const Position position : positions) {
    if (until_position && position > *until_position) break;
    const Result<v1::Turn> turn = turn_at(journal, partition, position);
    if (!turn) return tl::unexpected(turn.error());
    if (until_time && from_timestamp(turn->time()) > *until_time) break;
    if (const Result<void> folded = acts::fold_turn(fold, *turn); !folded) return tl::unexpected(folded.error());
    at.position = position;
  }
  at.state = std::move(fold.cases[case_id]);
  return at;
}

}  // namespace norma::server
