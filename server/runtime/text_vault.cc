#include "server/runtime/text_vault.h"

#include <algorithm>

#include "storage/merkle/sha256.h"

namespace norma::server {
namespace {

Result<void> check_size(const v1::TextRef& reference, std::size_t most_bytes) {
  if (reference.size_bytes() <= most_bytes) return {};
  return fail(Reason::kLimitExceeded, "text", std::to_string(most_bytes));
}

}  // namespace

v1::TextRef TextVault::seal(std::string_view text) {
  v1::TextRef reference;
  if (text.empty()) return reference;
  reference.set_salt(ids_.salt());
  reference.set_hash(storage::sha256_concat(reference.salt(), text));
  reference.set_size_bytes(static_cast<std::uint32_t>(text.size()));
  sealed_.emplace_back(reference.hash(), std::string(text));
  return reference;
}

Result<std::string> TextVault::find(const std::string& hash) const {
  const auto sealed = std::find_if(sealed_.rbegin(), sealed_.rend(), [&](const auto& kept) { return kept.first == hash; });
  if (sealed != sealed_.rend()) return sealed->second;
  const auto recent = in_flight_.find(hash);
  if (recent != in_flight_.end()) return recent->second.second;
  return read_text(*store_.snapshot(), hash);
}

Result<std::string> TextVault::read(const v1::TextRef& reference, std::size_t most_bytes) {
  if (const Result<void> fits = check_size(reference, most_bytes); !fits) return tl::unexpected(fits.error());
  return reference.hash().empty() ? Result<std::string>{} : find(reference.hash());
}

Result<v1::TextRef> TextVault::publish(const v1::TextRef& sealed) {
  Result<std::string> text = find(sealed.hash());
  if (!text) return tl::unexpected(text.error());
  v1::TextRef reference;
  reference.set_hash(storage::sha256(*text));
  reference.set_size_bytes(static_cast<std::uint32_t>(text->size()));
  sealed_.emplace_back(reference.hash(), std::move(*text));
  return reference;
}

void TextVault::drop() { sealed_.clear(); }

void TextVault::keep(std::uint64_t group, std::vector<storage::Write>& writes) {
  for (auto& [hash, text] : sealed_) {
    writes.push_back({storage::Family::kText, hash, text});
    in_flight_[hash] = {group, std::move(text)};
  }
  sealed_.clear();
}

void TextVault::durable(std::uint64_t group) {
  std::erase_if(in_flight_, [&](const auto& entry) { return entry.second.first <= group; });
}

Result<std::string> SnapshotTexts::read(const v1::TextRef& reference, std::size_t most_bytes) {
  if (const Result<void> fits = check_size(reference, most_bytes); !fits) return tl::unexpected(fits.error());
  return reference.hash().empty() ? Result<std::string>{} : read_text(snapshot_, reference.hash());
}

Result<std::string> read_text(const storage::Snapshot& snapshot, std::string_view hash) {
  const Result<std::optional<std::string>> stored = snapshot.get(storage::Family::kText, hash);
  if (!stored) return tl::unexpected(stored.error());
  if (!stored->has_value()) return fail(Reason::kNotFound, "text");
  return **stored;
}

}  // namespace norma::server
