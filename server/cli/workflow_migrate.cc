#include <CLI/CLI.hpp>
#include <chrono>
#include <iostream>
#include <memory>

#include "norma/v1/command.pb.h"
#include "server/cli/client_arguments.h"
#include "server/cli/file_text.h"
#include "server/cli/json_messages.h"
#include "server/cli/table.h"
#include "server/cli/turn_lines.h"
#include "server/cli/workflow_commands.h"

namespace norma::server::cli {
namespace {

constexpr std::size_t kMostPages = 100'000;
constexpr std::chrono::seconds kTellEvery{1};

struct MigrateOptions {
  ClientOptions client;
  std::string plan;
  bool dry_run = false;
};

struct Totals {
  std::size_t seen = 0;
  std::size_t would_migrate = 0;
  std::size_t moved = 0;
  std::size_t not_selected = 0;
  std::size_t refused = 0;
};

std::string changes(const v1::MigrationTrial& trial) {
  std::string text = joined(trial.before(), " ") + " -> " + joined(trial.after(), " ");
  if (trial.closed_tasks_size() > 0) text += "; closes " + std::to_string(trial.closed_tasks_size()) + " tasks";
  if (trial.opened_tasks_size() > 0) text += "; opens " + joined(trial.opened_tasks());
  if (trial.cancelled_terms() > 0) text += "; ends " + std::to_string(trial.cancelled_terms()) + " terms";
  if (trial.started_terms() > 0) text += "; starts " + std::to_string(trial.started_terms()) + " terms";
  return text;
}

class MigrationRun {
 public:
  MigrationRun(ApiClient& client, const MigrateOptions& options, std::string plan)
      : client_(client), options_(options), plan_(std::move(plan)), run_(fresh_idempotency_key()) {}

  /// Page by page: what is moved is not met again, so that a run that was broken off goes on where it was.
  Outcome<Totals> run() {
    std::string page;
    for (std::size_t number = 0; number < kMostPages; ++number) {
      v1::MigrationReport report;
      const std::string query = page.empty() ? "" : "?page=" + encode_query(page);
      const Outcome<HttpResponse> answer = client_.post("/v1/migrations/dry-run" + query, plan_, {});
      if (!answer) return tl::unexpected(answer.error());
      if (const Outcome<void> read = parse_json(answer->body, report); !read) return tl::unexpected(read.error());
      for (const v1::MigrationTrial& trial : report.trials()) {
        if (const Outcome<void> done = take(trial); !done) return tl::unexpected(done.error());
      }
      page = report.next_page();
      if (page.empty()) return totals_;
    }
    return failure(ExitStatus::kError, "the server gave more pages than there can be");
  }

 private:
  Outcome<void> take(const v1::MigrationTrial& trial) {
    ++totals_.seen;
    if (trial.verdict() == v1::NOT_SELECTED) {
      ++totals_.not_selected;
      if (options_.dry_run) tell(trial, "not selected", {});
    } else if (trial.verdict() == v1::REFUSED) {
      ++totals_.refused;
      tell(trial, "refused", trial.detail());
    } else if (options_.dry_run) {
      ++totals_.would_migrate;
      tell(trial, "ok", changes(trial));
    } else {
      ++totals_.would_migrate;
      return move(trial);
    }
    progress();
    return {};
  }

  Outcome<void> move(const v1::MigrationTrial& trial) {
    v1::MigrateCase body;
    body.set_case_id(trial.case_id());
    body.set_plan(plan_);
    const std::string revision = std::to_string(trial.revision());
    // A key of this run: a later one may ask anew what was refused in this one. The revision keeps it from being done
    // twice.
    const Outcome<HttpResponse> answer =
        client_.post("/v1/commands/migrate-case", to_json(body),
                     {{"Idempotency-Key", run_ + ":" + trial.case_id()}, {"If-Match", "\"" + revision + "\""}});
    progress();
    v1::MigrationTrial outcome = trial;
    if (answer) {
      ++totals_.moved;
      outcome.set_verdict(v1::MIGRATED);
      tell(outcome, "moved", changes(trial));
      return {};
    }
    // What the server refuses for one case does not stop the others.
    const Failure& refusal = answer.error();
    if (refusal.code.empty() || refusal.status == ExitStatus::kUnavailable) return tl::unexpected(refusal);
    ++totals_.refused;
    outcome.set_verdict(v1::REFUSED);
    outcome.set_code(refusal.code);
    outcome.set_detail(refusal.message);
    tell(outcome, "refused", refusal.message);
    return {};
  }

  void tell(const v1::MigrationTrial& trial, const std::string& verdict, const std::string& words) const {
    if (options_.client.json()) {
      std::cout << to_json(trial) << '\n';
    } else {
      std::cout << padded(verdict, 13) << "  " << padded(trial.case_id(), 36) << "  " << words << '\n';
    }
  }

  void progress() {
    const auto now = std::chrono::steady_clock::now();
    if (now - told_ < kTellEvery) return;
    told_ = now;
    std::cerr << "migrate: " << totals_.seen << " cases looked at, " << totals_.moved << " moved\n";
  }

  ApiClient& client_;
  const MigrateOptions& options_;
  const std::string plan_;
  const std::string run_;  ///< Begins the idempotency keys of this run.
  Totals totals_;
  std::chrono::steady_clock::time_point told_ = std::chrono::steady_clock::now();
};

Outcome<Totals> migrate(const MigrateOptions& options) {
  Outcome<std::string> plan = read_text(options.plan);
  if (!plan) return tl::unexpected(plan.error());
  Outcome<ApiClient> client = make_client(options.client);
  if (!client) return tl::unexpected(client.error());
  return MigrationRun(*client, options, std::move(*plan)).run();
}

int run_migrate(const MigrateOptions& options) {
  const Outcome<Totals> totals = migrate(options);
  if (!totals) return report(totals.error());
  std::ostream& out = options.client.json() ? std::cerr : std::cout;
  out << "migrate: cases=" << totals->seen;
  if (options.dry_run) {
    out << " ok=" << totals->would_migrate;
  } else {
    out << " moved=" << totals->moved;
  }
  out << " not_selected=" << totals->not_selected << " refused=" << totals->refused << '\n';
  return static_cast<int>(totals->refused == 0 ? ExitStatus::kOk : ExitStatus::kConflict);
}

}  // namespace

void add_workflow_migrate(CLI::App& workflow, ChosenCommand& chosen) {
  CLI::App* command = workflow.add_subcommand("migrate", "Move running cases to another definition by a plan");
  command->footer(
      "For coordinators, and administrators of the institution. The plan is a JSON object: fromHash and toHash as\n"
      "`norma workflow list` shows them, stateMap, dataPatch, taskPolicy, termPolicy, predicate. For example\n"
      "  {\"fromHash\": \"3f0c…\", \"toHash\": \"a91b…\", \"stateMap\": {\"review\": \"owner_review\"},\n"
      "   \"predicate\": \"opinion_rounds == 0\"}\n"
      "leaves acts that have been out for opinions with the old procedure. Try it with --dry-run first: the server\n"
      "decides every running case and changes none. A run that was broken off is simply started again.\n"
      "Exit status: 4 when a case was refused; the others are moved all the same.");
  const auto options = std::make_shared<MigrateOptions>();
  command->add_option("--plan", options->plan, "the plan (JSON)")->required();
  command->add_flag("--dry-run", options->dry_run, "say what would become of each running case, and change nothing");
  add_client_options(*command, options->client);
  command->callback([options, &chosen] { chosen = [options] { return run_migrate(*options); }; });
}

}  // namespace norma::server::cli
