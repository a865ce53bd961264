#include "server/runtime/text_vault.h"

#include <algorithm>

#include "storage/merkle/sha256.h"

namespace norma::server {

v1::TextRef TextVault::seal(std::string_view text) {
  v1::TextRef reference;
  if (text.empty()) return reference;
  reference.set_salt(ids_.salt());
  reference.set_hash(storage::sha256_concat(reference.salt(), text));
  reference.set_size_bytes(static_cast<std::uint32_t>(text.size()));
  sealed_.emplace_back(reference.hash(), std::string(text));
  return reference;
}

Result<v1::TextRef> TextVault::publish(const v1::TextRef& sealed) {
  std::string text;
  const auto recent = in_flight_.find(sealed.hash());
  if (recent != in_flight_.end()) {
    text = recent->second.second;
  } else {
    const Result<std::string> stored = read_text(*store_.snapshot(), sealed.hash());
    if (!stored) return tl::unexpected(stored.error());
    text = *stored;
  }
  v1::TextRef reference;
  reference.set_hash(storage::sha256(text));
  reference.set_size_bytes(static_cast<std::uint32_t>(text.size()));
  sealed_.emplace_back(reference.hash(), std::move(text));
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

Result<std::string> read_text(const storage::Snapshot& snapshot, std::string_view hash) {
  const Result<std::optional<std::string>> stored = snapshot.get(storage::Family::kText, hash);
  if (!stored) return tl::unexpected(stored.error());
  if (!stored->has_value()) return fail(Reason::kNotFound, "text");
  return **stored;
}

}  // namespace norma::server
