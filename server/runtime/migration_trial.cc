#include "server/runtime/migration_trial.h"

#include <memory>
#include <vector>

#include "engine/acts/decide.h"
#include "engine/acts/policy.h"
#include "engine/acts/rows.h"
#include "engine/acts/tables.h"
#include "engine/hex.h"
#include "server/runtime/head.h"
#include "storage/merkle/sha256.h"

namespace norma::server {
namespace {

/// The committed cases of a snapshot, one at a time.
class SnapshotView final : public acts::StateView {
 public:
  explicit SnapshotView(const storage::Snapshot& snapshot) : snapshot_(snapshot) {}

  Result<const v1::CaseState*> find_case(std::string_view case_id) const override {
    if (state_.case_id() == case_id) return &state_;
    const Result<std::optional<std::string>> stored =
        snapshot_.get(family_of(acts::Table::kCase), acts::case_key(kCasesPartition, case_id));
    if (!stored) return tl::unexpected(stored.error());
    if (!stored->has_value()) return nullptr;
    if (!state_.ParseFromString(**stored)) return fail(Reason::kStorageCorrupt, case_id);
    return &state_;
  }

 private:
  const storage::Snapshot& snapshot_;
  mutable v1::CaseState state_;
};

class NoIds final : public acts::IdSource {
 public:
  std::string fresh(std::string_view prefix) override { return std::string(prefix) + "_trial"; }
};

/// Keeps nothing that a trial would type; a migration reads no texts.
class NoTexts final : public acts::TextVault {
 public:
  v1::TextRef seal(std::string_view text) override {
    v1::TextRef reference;
    reference.set_size_bytes(static_cast<std::uint32_t>(text.size()));
    return reference;
  }
  Result<v1::TextRef> publish(const v1::TextRef& sealed) override { return sealed; }
  Result<std::string> read(const v1::TextRef&, std::size_t) override { return fail(Reason::kNotFound, "text"); }
};

void describe(const acts::Decision& decision, const v1::CaseState& state, v1::MigrationTrial& trial) {
  for (const v1::Event& event : decision.events) {
    if (event.has_case_migrated()) {
      const v1::CaseMigrated& migrated = event.case_migrated();
      *trial.mutable_after() = migrated.configuration();
      *trial.mutable_exited() = migrated.exited();
      *trial.mutable_entered() = migrated.entered();
    } else if (event.has_task_closed()) {
      trial.add_closed_tasks(acts::task_id(state.case_id(), event.task_closed().task()));
    } else if (event.has_task_opened()) {
      trial.add_opened_tasks(event.task_opened().key());
    } else if (event.has_term_cancelled()) {
      trial.set_cancelled_terms(trial.cancelled_terms() + 1);
    } else if (event.has_term_started()) {
      trial.set_started_terms(trial.started_terms() + 1);
    }
  }
}

class Trial {
 public:
  Trial(Service& service, const TrialRequest& request)
      : request_(request),
        registry_(service.registry().read()),
        snapshot_(service.store().snapshot()),
        view_(*snapshot_),
        now_(service.clock().now()) {}

  Result<v1::MigrationReport> run() {
    const Result<acts::MigrationPlan> plan = acts::read_migration_plan(request_.plan);
    if (!plan) return tl::unexpected(plan.error());
    const auto definitions = acts::planned_definitions(*plan, *registry_.definitions);
    if (!definitions) return tl::unexpected(definitions.error());
    const Result<std::vector<std::string>> cases = running_cases(plan->from_hash);
    if (!cases) return tl::unexpected(cases.error());
    report_.set_plan_hash(to_hex(storage::sha256(request_.plan)));
    for (const std::string& case_id : *cases) {
      if (const Result<void> tried = try_case(case_id); !tried) return tl::unexpected(tried.error());
    }
    return std::move(report_);
  }

 private:
  /// One more is looked for than is tried, to know whether more follow.
  Result<std::vector<std::string>> running_cases(const std::string& hash) {
    std::vector<std::string> cases;
    const std::string after =
        request_.after.empty() ? std::string() : acts::pinned_key(kCasesPartition, hash, request_.after);
    const Result<void> scanned =
        snapshot_->scan(family_of(acts::Table::kPinned), acts::pinned_prefix(kCasesPartition, hash), after,
                        [&](std::string_view key, std::string_view) {
                          if (cases.size() == request_.cases) {
                            report_.set_next_page(cases.back());
                            return false;
                          }
                          cases.emplace_back(acts::case_of_pinned_key(key));
                          return true;
                        });
    if (!scanned) return tl::unexpected(scanned.error());
    return cases;
  }

  Result<void> try_case(const std::string& case_id) {
    const Result<const v1::CaseState*> found = view_.find_case(case_id);
    if (!found) return tl::unexpected(found.error());
    if (*found == nullptr) return fail(Reason::kStorageCorrupt, case_id);
    const v1::CaseState& state = **found;
    const acts::AuthorityMoment moment{now_, registry_.position};
    const bool visible = acts::administers(registry_.registers->authority, moment, request_.person, state.institution()) ||
                         acts::may_read(registry_.registers->authority, moment, request_.person, state);
    if (!visible) return {};
    v1::MigrationTrial& trial = *report_.add_trials();
    trial.set_case_id(case_id);
    trial.set_revision(state.revision());
    *trial.mutable_before() = state.configuration();
    decide(state, trial);
    return {};
  }

  void decide(const v1::CaseState& state, v1::MigrationTrial& trial) {
    acts::Command command;
    command.actor = request_.person;
    command.expected_revision = state.revision();
    command.body.mutable_migrate_case()->set_case_id(state.case_id());
    command.body.mutable_migrate_case()->set_plan(request_.plan);
    const acts::Context context{now_,
                                kCasesPartition,
                                registry_.position,
                                *registry_.registers,
                                *registry_.definitions,
                                *registry_.legal_time,
                                interpreter_,
                                texts_,
                                ids_,
                                0};
    const Result<acts::Decision> decision = acts::decide(view_, command, context);
    if (decision) {
      trial.set_verdict(v1::WOULD_MIGRATE);
      report_.set_would_migrate(report_.would_migrate() + 1);
      return describe(*decision, state, trial);
    }
    const Error& error = decision.error();
    trial.set_code(std::string(reason_code(error.reason)));
    trial.set_detail(reason_message(error.reason, request_.language, error.details));
    if (error.reason == Reason::kMigrationNotSelected) {
      trial.set_verdict(v1::NOT_SELECTED);
      report_.set_not_selected(report_.not_selected() + 1);
    } else {
      trial.set_verdict(v1::REFUSED);
      report_.set_refused(report_.refused() + 1);
    }
  }

  const TrialRequest& request_;
  const RegistryAt registry_;
  const std::unique_ptr<storage::Snapshot> snapshot_;
  SnapshotView view_;
  const Instant now_;
  statechart::Interpreter interpreter_;
  NoTexts texts_;
  NoIds ids_;
  v1::MigrationReport report_;
};

}  // namespace

Result<v1::MigrationReport> try_migration(Service& service, const TrialRequest& request) {
  return Trial(service, request).run();
}

}  // namespace norma::server
