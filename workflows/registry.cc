#include "workflows/registry.h"

#include <utility>

#include "workflows/definition_reader.h"
#include "workflows/embedded.h"
#include "workflows/lint.h"

namespace norma::workflows {
namespace {

constexpr std::size_t kMostDefinitions = 1000;
constexpr std::size_t kHashBytes = 32;

}  // namespace

Result<acts::Definition> Registry::read(std::string_view document) const {
  for (const LintFinding& finding : lint(document)) {
    if (finding.severity == LintFinding::Severity::kError) {
      return fail(Reason::kDefinitionInvalid, format_finding(finding));
    }
  }
  std::string hash = sha256_(document);
  if (const Result<void> room = check_room(hash); !room) return tl::unexpected(room.error());
  return read_definition(document, std::move(hash));
}

Result<void> Registry::check_room(std::string_view hash) const {
  if (by_hash_.size() < kMostDefinitions || by_hash_.contains(hash)) return {};
  return fail(Reason::kLimitExceeded, "definitions", std::to_string(kMostDefinitions));
}

Result<Registry::Shared> Registry::keep(acts::Definition definition) {
  if (const Result<void> room = check_room(definition.hash); !room) return tl::unexpected(room.error());
  if (definition.hash.size() != kHashBytes) return fail(Reason::kDefinitionInvalid, "1:1: the hash is not a SHA-256");
  auto kept = std::make_shared<const acts::Definition>(std::move(definition));
  by_hash_.emplace(kept->hash, kept);
  return kept;
}

Result<void> Registry::add_embedded() {
  for (const EmbeddedFile& file : embedded_definitions()) {
    Result<acts::Definition> definition = read(file.bytes);
    if (!definition) return tl::unexpected(definition.error());
    Result<Shared> kept = keep(std::move(*definition));
    if (!kept) return tl::unexpected(kept.error());
    newest_embedded_[(*kept)->kind] = *kept;
  }
  return {};
}

Result<std::shared_ptr<const Registry>> Registry::deployed(std::string_view document) const {
  auto next = std::make_shared<Registry>(sha256_);
  next->by_hash_ = by_hash_;
  next->newest_embedded_ = newest_embedded_;
  next->newest_deployed_ = newest_deployed_;
  std::string hash = sha256_(document);
  const auto known = by_hash_.find(hash);
  if (known != by_hash_.end()) {
    next->newest_deployed_[known->second->kind] = known->second;
    return next;
  }
  Result<acts::Definition> definition = read_definition(document, std::move(hash));
  if (!definition) return tl::unexpected(definition.error());
  Result<Shared> kept = next->keep(std::move(*definition));
  if (!kept) return tl::unexpected(kept.error());
  next->newest_deployed_[(*kept)->kind] = *kept;
  return next;
}

const acts::Definition* Registry::newest(v1::CaseKind kind) const {
  const auto deployed = newest_deployed_.find(kind);
  if (deployed != newest_deployed_.end()) return deployed->second.get();
  const auto embedded = newest_embedded_.find(kind);
  return embedded == newest_embedded_.end() ? nullptr : embedded->second.get();
}

const acts::Definition* Registry::by_hash(std::string_view hash) const {
  const auto found = by_hash_.find(hash);
  return found == by_hash_.end() ? nullptr : found->second.get();
}

}  // namespace norma::workflows
