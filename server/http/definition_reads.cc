#include "server/http/definition_reads.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <vector>

#include "engine/acts/tables.h"
#include "engine/hex.h"
#include "engine/utf8.h"
#include "norma/v1/api.pb.h"
#include "norma/v1/state.pb.h"
#include "server/http/json.h"
#include "server/runtime/head.h"
#include "server/runtime/migration_trial.h"

namespace norma::server {
namespace {

constexpr std::size_t kMostIdBytes = 200;

/// By hash, without the counts: the last deployment of each definition.
using Definitions = std::map<std::string, v1::DefinitionView>;

Result<Definitions> deployed_definitions(const storage::Snapshot& snapshot) {
  Definitions definitions;
  std::map<v1::CaseKind, std::string> newest;
  Result<void> read;
  const Result<void> scanned = snapshot.scan(
      family_of(acts::Table::kDeployment), acts::table_prefix(kRegistryPartition, acts::Table::kDeployment), {},
      [&](std::string_view key, std::string_view value) {
        v1::DeploymentState row;
        if (!row.ParseFromArray(value.data(), static_cast<int>(value.size()))) {
          read = fail(Reason::kStorageCorrupt, "deployment");
          return false;
        }
        v1::DefinitionView& view = definitions[row.hash()];
        view.set_hash(to_hex(row.hash()));
        view.set_kind(row.kind());
        view.set_deployed_by(row.actor());
        *view.mutable_deployed_at() = row.at();
        view.set_position(acts::position_of_deployment_key(key));
        newest[row.kind()] = row.hash();
        return true;
      });
  if (!scanned) return tl::unexpected(scanned.error());
  if (!read) return tl::unexpected(read.error());
  for (const auto& [kind, hash] : newest) definitions[hash].set_newest(true);
  return definitions;
}

Result<void> count_cases(const storage::Snapshot& snapshot, const std::string& hash, v1::DefinitionView& view) {
  std::uint64_t cases = 0;
  const Result<void> scanned =
      snapshot.scan(family_of(acts::Table::kPinned), acts::pinned_prefix(kCasesPartition, hash), {},
                    [&cases](std::string_view, std::string_view) {
                      ++cases;
                      return true;
                    });
  view.set_running_cases(cases);
  return scanned;
}

}  // namespace

Result<Response> list_definitions(Service& service, const Request&) {
  const std::unique_ptr<storage::Snapshot> snapshot = service.store().snapshot();
  Result<Definitions> definitions = deployed_definitions(*snapshot);
  if (!definitions) return tl::unexpected(definitions.error());
  std::vector<v1::DefinitionView> views;
  for (auto& [hash, view] : *definitions) {
    if (const Result<void> counted = count_cases(*snapshot, hash, view); !counted) return tl::unexpected(counted.error());
    views.push_back(std::move(view));
  }
  std::sort(views.begin(), views.end(), [](const v1::DefinitionView& left, const v1::DefinitionView& right) {
    return std::make_tuple(left.kind(), right.position()) < std::make_tuple(right.kind(), left.position());
  });
  v1::DefinitionList list;
  for (v1::DefinitionView& view : views) *list.add_definitions() = std::move(view);
  return json_response(list);
}

Result<Response> get_definition(Service& service, const Request& request) {
  const std::string& text = request.argument("hash");
  const std::optional<std::string> hash = from_hex(text);
  const std::unique_ptr<storage::Snapshot> snapshot = service.store().snapshot();
  Result<Definitions> definitions = deployed_definitions(*snapshot);
  if (!definitions) return tl::unexpected(definitions.error());
  const auto found = definitions->find(hash.value_or(""));
  if (found == definitions->end()) return fail(Reason::kNotFound, text);
  const Result<void> counted = count_cases(*snapshot, found->first, found->second);
  if (!counted) return tl::unexpected(counted.error());
  return json_response(found->second);
}

Result<Response> get_definition_document(Service& service, const Request& request) {
  const std::string& text = request.argument("hash");
  const std::optional<std::string> hash = from_hex(text);
  if (!hash || hash->empty()) return fail(Reason::kNotFound, text);
  Result<std::optional<std::string>> document = service.store().snapshot()->get(
      family_of(acts::Table::kDocument), acts::document_key(kRegistryPartition, *hash));
  if (!document) return tl::unexpected(document.error());
  if (!document->has_value()) return fail(Reason::kNotFound, text);
  Response response;
  response.content_type = "application/scxml+xml";
  response.headers.emplace_back("ETag", "\"" + text + "\"");
  response.body = std::move(**document);
  return response;
}

Result<Response> post_migration_trial(Service& service, const Request& request) {
  TrialRequest trial;
  trial.person = request.person;
  trial.plan = request.body;
  trial.after = request.parameter("page");
  trial.language = request.language;
  if (trial.after.size() > kMostIdBytes) return fail(Reason::kInvalidField, "page", "too long");
  if (!is_utf8(request.body)) return fail(Reason::kTextNotUtf8);
  const Result<v1::MigrationReport> report = try_migration(service, trial);
  if (!report) return tl::unexpected(report.error());
  return json_response(*report);
}

}  // namespace norma::server
