#pragma once

#include <functional>

namespace CLI {
class App;
}

namespace norma::server::cli {

/// `norma workflow`, the commands for people who write definitions and for administrators who bring them into force.
///
/// Each function below adds one subcommand with its options. Its callback puts into `chosen` what to run once parsing
/// is done; that gives the program's exit status. `chosen` outlives the parser.
using ChosenCommand = std::function<int()>;

void add_workflow(CLI::App& app, ChosenCommand& chosen);

/// `workflow lint FILE`: prints each finding as FILE:LINE:COLUMN; exit status 1 when one is an error.
void add_workflow_lint(CLI::App& workflow, ChosenCommand& chosen);

/// `workflow run FILE`: rehearses a chart on a virtual clock; exit status 1 when it does not do what is expected.
void add_workflow_run(CLI::App& workflow, ChosenCommand& chosen);

/// `workflow deploy FILE`: sends a definition to a server, which checks it; client of a running server.
void add_workflow_deploy(CLI::App& workflow, ChosenCommand& chosen);

/// `workflow list`: deployed definitions and how many cases run on each; client of a running server.
void add_workflow_list(CLI::App& workflow, ChosenCommand& chosen);

/// `workflow migrate --plan FILE [--dry-run]`: moves running cases, one command each; client of a running server. Exit
/// status 4 when one is refused.
void add_workflow_migrate(CLI::App& workflow, ChosenCommand& chosen);

/// `workflow view FILE --as VIEW --lang lv|en`: prints the definition as a table or a diagram; exit status 1 when the
/// file is no definition.
void add_workflow_view(CLI::App& workflow, ChosenCommand& chosen);

/// `workflow test DIR`: runs the scenarios beside definitions; exit status 1 when one does not go as told.
void add_workflow_test(CLI::App& workflow, ChosenCommand& chosen);

/// `workflow diff A B`: how two definitions differ; exit status 0 the same, 1 different, 2 not comparable, as of diff.
void add_workflow_diff(CLI::App& workflow, ChosenCommand& chosen);

}  // namespace norma::server::cli
