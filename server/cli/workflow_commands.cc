#include "server/cli/workflow_commands.h"

#include <CLI/CLI.hpp>

namespace norma::server::cli {

void add_workflow(CLI::App& app, ChosenCommand& chosen) {
  CLI::App* workflow = app.add_subcommand("workflow", "Definitions of what the cases do");
  workflow->require_subcommand(1);
  add_workflow_lint(*workflow, chosen);
  add_workflow_run(*workflow, chosen);
  add_workflow_deploy(*workflow, chosen);
  add_workflow_list(*workflow, chosen);
  add_workflow_migrate(*workflow, chosen);
  add_workflow_view(*workflow, chosen);
  add_workflow_test(*workflow, chosen);
  add_workflow_diff(*workflow, chosen);
}

}  // namespace norma::server::cli
