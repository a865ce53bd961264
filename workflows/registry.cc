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

Result<void> Registry::add(std::string_view bytes, std::string_view hash) {
  if (by_hash(hash) != nullptr) return {};
  if (by_hash_.size() >= kMostDefinitions) {
    return fail(Reason::kLimitExceeded, "definitions", std::to_string(kMostDefinitions));
  }
  if (hash.size() != kHashBytes) return fail(Reason::kDefinitionInvalid, "1:1: the hash is not a SHA-256");
  for (const LintFinding& finding : lint(bytes)) {
    if (finding.severity == LintFinding::Severity::kError) {
      return fail(Reason::kDefinitionInvalid, format_finding(finding));
    }
  }
  Result<acts::Definition> definition = read_definition(bytes, std::string(hash));
  if (!definition) return tl::unexpected(definition.error());
  auto kept = std::make_unique<const acts::Definition>(std::move(*definition));
  newest_[kept->kind] = kept.get();
  by_hash_.emplace(hash, std::move(kept));
  return {};
}

Result<void> Registry::add_embedded(const Hash& sha256) {
  for (const EmbeddedFile& file : embedded_definitions()) {
    if (const Result<void> added = add(file.bytes, sha256(file.bytes)); !added) return added;
  }
  return {};
}

const acts::Definition* Registry::newest(v1::CaseKind kind) const {
  const auto found = newest_.find(kind);
  return found == newest_.end() ? nullptr : found->second;
}

const acts::Definition* Registry::by_hash(std::string_view hash) const {
  const auto found = by_hash_.find(hash);
  return found == by_hash_.end() ? nullptr : found->second.get();
}

}  // namespace norma::workflows
