#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/acts/state.h"
#include "server/runtime/case_cache.h"
#include "storage/store.h"

namespace norma::server {

/// The speculative head of a partition: the projections as of the last decided turn, durable or not.
///
/// In the flow: decide() reads it, the fold of each decided turn writes it, and take_writes() gives what one group
/// of turns changed. The sequencer alone owns it; everyone else reads the store.
/// Thread rule: the sequencer's thread.
class Head final : public acts::StateView, public acts::FoldTarget {
 public:
  Head(PartitionId partition, const storage::Store& store, std::size_t cached_cases);

  Result<const v1::CaseState*> find_case(std::string_view case_id) const override;
  Result<v1::CaseState*> edit_case(std::string_view case_id) override;
  void put(acts::Table table, std::string key, std::string value) override;
  void erase(acts::Table table, std::string key) override;

  /// What a request with this key was answered with, durable or not; nothing if the key is new.
  /// Errors: storage_corrupt, storage_unavailable.
  Result<std::optional<v1::IdempotencyRow>> find_idempotency(std::string_view actor, std::string_view key) const;

  /// Everything the turns since the last call changed, as writes of the store; begins the next group.
  std::vector<storage::Write> take_writes();

  /// The number of the group that is being decided, from 1.
  [[nodiscard]] std::uint64_t group() const { return group_; }

  /// Says that the group and all before it are durable, so that the store knows what they wrote.
  void durable(std::uint64_t group);

 private:
  Result<v1::CaseState*> load(std::string_view case_id) const;

  PartitionId partition_;
  const storage::Store& store_;
  mutable std::unique_ptr<storage::Snapshot> snapshot_;  ///< Of the last durable group, renewed when it moves.
  mutable CaseCache cases_;
  std::uint64_t group_ = 1;
  std::vector<storage::Write> writes_;
  std::unordered_map<std::string, std::pair<std::uint64_t, std::string>> recent_answers_;  ///< Not durable yet.
  std::vector<std::pair<std::uint64_t, std::string>> answer_order_;
};

/// The family of keys a table lives in.
[[nodiscard]] storage::Family family_of(acts::Table table);

}  // namespace norma::server
