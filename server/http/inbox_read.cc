#include <algorithm>
#include <set>
#include <string>

#include "engine/acts/parts.h"
#include "engine/acts/tables.h"
#include "norma/v1/api.pb.h"
#include "server/http/json.h"
#include "server/http/reads.h"
#include "server/runtime/head.h"

namespace norma::server {
namespace {

constexpr int kInboxTasks = 500;

Instant due_of(const v1::InboxRow& row) { return row.has_due() ? from_timestamp(row.due().at()) : acts::kNoDue; }

v1::Selector selector_of(const acts::Assignment& assignment) {
  v1::Selector selector;
  selector.set_role(assignment.role);
  selector.set_object(assignment.object);
  return selector;
}

v1::Selector selector_of(const PersonId& person) {
  v1::Selector selector;
  selector.set_person(person.str());
  return selector;
}

/// Gathers the open tasks of one person: their own, then those of people they stand in for, each task once.
class InboxReader {
 public:
  InboxReader(const storage::Snapshot& snapshot, const acts::Authority& authority, const acts::AuthorityMoment& moment)
      : snapshot_(snapshot), authority_(authority), moment_(moment) {}

  Result<void> read(const PersonId& person, v1::Inbox& inbox) {
    if (const Result<void> own = collect(selector_of(person), {}, inbox); !own) return own;
    for (const acts::Assignment& assignment : authority_.assignments_of(person)) {
      if (!assignment.holds_at(moment_)) continue;
      if (const Result<void> read = collect(selector_of(assignment), {}, inbox); !read) return read;
    }
    for (const acts::Substitution& substitution : authority_.substitutions_of(person)) {
      if (substitution.is_active_at(moment_)) name_substitute(substitution, inbox);
    }
    for (const acts::Substitution& substitution : authority_.substitutions_by(person)) {
      if (!substitution.is_active_at(moment_)) continue;
      if (const Result<void> read = read_for(substitution, inbox); !read) return read;
    }
    return {};
  }

 private:
  Result<void> read_for(const acts::Substitution& substitution, v1::Inbox& inbox) {
    const std::string& principal = substitution.person.str();
    if (substitution.covers_person()) {
      if (const Result<void> named = collect(selector_of(substitution.person), principal, inbox); !named) return named;
    }
    for (const acts::Assignment& assignment : authority_.assignments_of(substitution.person)) {
      if (!assignment.holds_at(moment_) || !substitution.covers(assignment.role, assignment.object)) continue;
      if (const Result<void> read = collect(selector_of(assignment), principal, inbox); !read) return read;
    }
    return {};
  }

  Result<void> collect(const v1::Selector& selector, const std::string& acting_for, v1::Inbox& inbox) {
    return snapshot_.scan(
        family_of(acts::Table::kInbox), acts::inbox_prefix(kCasesPartition, selector), {},
        [&](std::string_view, std::string_view value) {
          v1::InboxRow row;
          row.ParseFromArray(value.data(), static_cast<int>(value.size()));
          const bool personal = !acts::is_substitutable(acts::role_of_task(row.assignee(), row.command()));
          if ((acting_for.empty() || !personal) && seen_.insert(row.task()).second) {
            row.set_acting_for(acting_for);
            *inbox.add_tasks() = std::move(row);
          }
          return inbox.tasks_size() < kInboxTasks;
        });
  }

  static void name_substitute(const acts::Substitution& substitution, v1::Inbox& inbox) {
    for (v1::InboxRow& row : *inbox.mutable_tasks()) {
      const v1::Role role = acts::role_of_task(row.assignee(), row.command());
      const bool covered = row.assignee().person().empty() ? substitution.covers(role, row.assignee().object())
                                                           : substitution.covers_person() &&
                                                                 acts::is_substitutable(role);
      if (covered) row.set_substitute(substitution.substitute.str());
    }
  }

  const storage::Snapshot& snapshot_;
  const acts::Authority& authority_;
  const acts::AuthorityMoment& moment_;
  std::set<std::string> seen_;
};

}  // namespace

Result<Response> get_inbox(Service& service, const Request& request) {
  const auto [authority, moment] = service.authority_now();
  const std::unique_ptr<storage::Snapshot> snapshot = service.store().snapshot();
  v1::Inbox inbox;
  if (const Result<void> read = InboxReader(*snapshot, *authority, moment).read(request.person, inbox); !read) {
    return tl::unexpected(read.error());
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
  return json_response(inbox);
}

}  // namespace norma::server
