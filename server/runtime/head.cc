#include "server/runtime/head.h"

namespace norma::server {

storage::Family family_of(acts::Table table) {
  return acts::is_scanned(table) ? storage::Family::kIndex : storage::Family::kState;
}

Head::Head(PartitionId partition, const storage::Store& store, std::size_t cached_cases)
    : partition_(partition), store_(store), snapshot_(store.snapshot()), cases_(cached_cases) {}

Result<v1::CaseState*> Head::load(std::string_view case_id) const {
  if (v1::CaseState* cached = cases_.find(case_id); cached != nullptr) return cached;
  if (snapshot_ == nullptr) snapshot_ = store_.snapshot();
  const Result<std::optional<std::string>> stored =
      snapshot_->get(family_of(acts::Table::kCase), acts::case_key(partition_, case_id));
  if (!stored) return tl::unexpected(stored.error());
  if (!stored->has_value()) return nullptr;
  v1::CaseState state;
  if (!state.ParseFromString(**stored)) return fail(Reason::kStorageCorrupt, case_id);
  return &cases_.insert(std::move(state), case_id);
}

Result<const v1::CaseState*> Head::find_case(std::string_view case_id) const {
  const Result<v1::CaseState*> loaded = load(case_id);
  if (!loaded) return tl::unexpected(loaded.error());
  return *loaded;
}

Result<v1::CaseState*> Head::edit_case(std::string_view case_id) {
  Result<v1::CaseState*> loaded = load(case_id);
  if (!loaded) return loaded;
  if (*loaded == nullptr) loaded = &cases_.insert({}, case_id);
  cases_.mark_changed(case_id, group_);
  return loaded;
}

void Head::put(acts::Table table, std::string key, std::string value) {
  if (table == acts::Table::kIdempotency) {
    recent_answers_[key] = {group_, value};
    answer_order_.emplace_back(group_, key);
  }
  writes_.push_back({family_of(table), std::move(key), std::move(value)});
}

void Head::erase(acts::Table table, std::string key) {
  writes_.push_back({family_of(table), std::move(key), std::nullopt});
}

Result<std::optional<v1::IdempotencyRow>> Head::find_idempotency(std::string_view actor, std::string_view key) const {
  const std::string row_key = acts::idempotency_key(partition_, actor, key);
  v1::IdempotencyRow row;
  const auto recent = recent_answers_.find(row_key);
  if (recent != recent_answers_.end()) {
    row.ParseFromString(recent->second.second);
    return row;
  }
  if (snapshot_ == nullptr) snapshot_ = store_.snapshot();
  const Result<std::optional<std::string>> stored =
      snapshot_->get(family_of(acts::Table::kIdempotency), row_key);
  if (!stored) return tl::unexpected(stored.error());
  if (!stored->has_value()) return std::optional<v1::IdempotencyRow>{};
  if (!row.ParseFromString(**stored)) return fail(Reason::kStorageCorrupt, key);
  return row;
}

std::vector<storage::Write> Head::take_writes() {
  for (const v1::CaseState* state : cases_.changed_by(group_)) {
    writes_.push_back({family_of(acts::Table::kCase), acts::case_key(partition_, state->case_id()),
                       state->SerializeAsString()});
  }
  ++group_;
  return std::exchange(writes_, {});
}

void Head::durable(std::uint64_t group) {
  snapshot_.reset();
  std::size_t settled = 0;
  while (settled < answer_order_.size() && answer_order_[settled].first <= group) {
    const auto recent = recent_answers_.find(answer_order_[settled].second);
    if (recent != recent_answers_.end() && recent->second.first <= group) recent_answers_.erase(recent);
    ++settled;
  }
  answer_order_.erase(answer_order_.begin(), answer_order_.begin() + static_cast<std::ptrdiff_t>(settled));
  cases_.trim(group);
}

}  // namespace norma::server
