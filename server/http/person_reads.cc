#include <algorithm>

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

constexpr int kInboxTasks = 500;
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

Instant due_of(const v1::InboxRow& row) { return row.has_due() ? from_timestamp(row.due().at()) : acts::kNoDue; }

Result<void> collect_tasks(const storage::Snapshot& snapshot, const v1::Selector& selector, v1::Inbox& inbox) {
  return snapshot.scan(family_of(acts::Table::kInbox), acts::inbox_prefix(kCasesPartition, selector), {},
                       [&](std::string_view, std::string_view value) {
                         inbox.add_tasks()->ParseFromArray(value.data(), static_cast<int>(value.size()));
                         return inbox.tasks_size() < kInboxTasks;
                       });
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

Result<Response> get_inbox(Service& service, const Request& request) {
  const auto [authority, moment] = service.authority_now();
  const std::unique_ptr<storage::Snapshot> snapshot = service.store().snapshot();
  v1::Inbox inbox;
  v1::Selector own;
  own.set_person(request.person.str());
  if (const Result<void> read = collect_tasks(*snapshot, own, inbox); !read) return tl::unexpected(read.error());
  for (const acts::Assignment& assignment : authority->assignments_of(request.person)) {
    if (!assignment.holds_at(moment)) continue;
    v1::Selector role;
    role.set_role(assignment.role);
    role.set_object(assignment.object);
    if (const Result<void> read = collect_tasks(*snapshot, role, inbox); !read) return tl::unexpected(read.error());
  }
  std::stable_sort(inbox.mutable_tasks()->begin(), inbox.mutable_tasks()->end(),
                   [](const v1::InboxRow& left, const v1::InboxRow& right) { return due_of(left) < due_of(right); });
  StreamPositions positions;
  for (std::size_t number = 0; number < kPartitions; ++number) {
    const Result<Position> applied = snapshot->applied(PartitionId{static_cast<std::uint32_t>(number)});
    if (!applied) return tl::unexpected(applied.error());
    positions.push_back(*applied);
  }
  inbox.set_cursor(service.cursors().seal(request.person, positions));
  return plain(to_json(inbox));
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
  const std::shared_ptr<const acts::Authority> authority = service.registry().read().authority;
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
