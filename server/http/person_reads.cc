#include "engine/acts/commands/task_reference.h"
#include "engine/acts/policy.h"
#include "engine/acts/rows.h"
#include "engine/acts/tables.h"
#include "norma/v1/api.pb.h"
#include "server/http/case_query.h"
#include "server/http/json.h"
#include "server/http/reads.h"
#include "server/runtime/head.h"
#include "server/runtime/text_vault.h"

namespace norma::server {
namespace {

constexpr std::size_t kSettleRounds = 1000;

v1::AssignmentState assignment_state(const acts::Assignment& assignment) {
  v1::AssignmentState state;
  state.set_person(assignment.person.str());
  state.set_role(assignment.role);
  state.set_object(assignment.object);
  *state.mutable_valid_from() = to_timestamp(assignment.valid_from);
  if (assignment.valid_until != Instant::max()) *state.mutable_valid_until() = to_timestamp(assignment.valid_until);
  state.set_recorded_position(assignment.recorded_position);
  if (assignment.revoked_position != 0) {
    *state.mutable_revoked_at() = to_timestamp(assignment.revoked_at);
    state.set_revoked_position(assignment.revoked_position);
  }
  return state;
}

Response plain(std::string body) {
  Response response;
  response.body = std::move(body);
  return response;
}

}  // namespace

Result<Response> get_health(Service&, const Request&) { return plain("{\"status\":\"ok\"}"); }

Result<Response> get_readiness(Service& service, const Request&) {
  if (!service.healthy()) return fail(Reason::kStorageUnavailable, "append failed; restart");
  return plain("{\"status\":\"ready\"}");
}

Result<Response> get_metrics(Service& service, const Request&) {
  const storage::StorageStats stats = service.storage_stats();
  Response response = plain("# TYPE norma_journal_syncs_total counter\nnorma_journal_syncs_total " +
                            std::to_string(stats.syncs) + "\n# TYPE norma_journal_turns_total counter\n" +
                            "norma_journal_turns_total " + std::to_string(stats.turns) +
                            "\n# TYPE norma_journal_bytes_total counter\nnorma_journal_bytes_total " +
                            std::to_string(stats.bytes) + "\n# TYPE norma_live_streams gauge\nnorma_live_streams " +
                            std::to_string(service.publisher().live_count()) + "\n");
  response.content_type = "text/plain; version=0.0.4";
  return response;
}

Result<Response> get_me(Service& service, const Request& request) {
  const auto [authority, moment] = service.authority_now();
  v1::Me me;
  me.set_person(request.person.str());
  *me.mutable_server_time() = to_timestamp(moment.time);
  for (const acts::Assignment& assignment : authority->assignments_of(request.person)) {
    *me.add_assignments() = assignment_state(assignment);
  }
  for (const auto list : {authority->substitutions_of(request.person), authority->substitutions_by(request.person)}) {
    for (const acts::Substitution& substitution : list) {
      if (substitution.is_active_at(moment)) *me.add_substitutions() = substitution_state(substitution);
    }
  }
  const std::unique_ptr<storage::Snapshot> snapshot = service.store().snapshot();
  const Result<std::optional<std::string>> stored =
      snapshot->get(family_of(acts::Table::kPerson), acts::person_key(kRegistryPartition, request.person.str()));
  if (!stored) return tl::unexpected(stored.error());
  v1::PersonState person;
  if (stored->has_value() && person.ParseFromString(**stored)) {
    const Result<std::string> name = read_text(*snapshot, person.display_name().hash());
    if (name) me.set_display_name(*name);
  }
  return plain(to_json(me));
}

Result<Response> get_task(Service& service, const Request& request) {
  const std::string& id = request.argument("id");
  const std::unique_ptr<storage::Snapshot> snapshot = service.store().snapshot();
  const Result<v1::CaseState> state = readable_case(service, *snapshot, acts::case_of_task(id), request.person);
  if (!state) return fail(Reason::kTaskNotFound, id);
  for (const v1::TaskState& task : state->tasks()) {
    if (task.task() != acts::number_of_task(id)) continue;
    Response response = plain(to_json(acts::inbox_row(*state, task)));
    response.headers.emplace_back("ETag", "\"" + std::to_string(state->revision()) + "\"");
    return response;
  }
  return fail(Reason::kTaskNotFound, id);
}

Result<Response> get_roles(Service& service, const Request&) {
  const std::shared_ptr<const acts::Authority> authority = service.registry().read().authority();
  v1::RoleList list;
  for (const acts::Assignment& assignment : authority->all_assignments()) {
    *list.add_assignments() = assignment_state(assignment);
  }
  return plain(to_json(list));
}

Result<Response> post_demo_clock(Service& service, const Request& request) {
  v1::AdvanceClock advance;
  if (const Result<void> read = from_json(request.body, advance); !read) return tl::unexpected(read.error());
  if (!advance.has_to()) return fail(Reason::kMissingField, "to");
  service.clock().advance_to(from_timestamp(advance.to()));
  if (!service.timers().settle(kSettleRounds)) return fail(Reason::kOverloaded);
  return plain("{}");
}

}  // namespace norma::server
