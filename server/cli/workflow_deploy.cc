#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "engine/acts/parts.h"
#include "engine/hex.h"
#include "norma/v1/command.pb.h"
#include "server/cli/client_arguments.h"
#include "server/cli/file_text.h"
#include "server/cli/json_messages.h"
#include "server/cli/table.h"
#include "server/cli/turn_lines.h"
#include "server/cli/workflow_commands.h"
#include "storage/merkle/sha256.h"

namespace norma::server::cli {
namespace {

struct DeployOptions {
  ClientOptions client;
  std::string file;
};

Outcome<void> deploy(const DeployOptions& options) {
  const Outcome<std::string> document = read_text(options.file);
  if (!document) return tl::unexpected(document.error());
  Outcome<ApiClient> client = make_client(options.client);
  if (!client) return tl::unexpected(client.error());
  v1::DeployDefinition body;
  body.set_document(*document);
  const Outcome<v1::Reply> reply = client->command("deploy-definition", body, {});
  if (!reply) {
    Failure failed = reply.error();
    if (failed.code == "definition_invalid") failed.message = options.file + ": " + failed.message;
    return tl::unexpected(std::move(failed));
  }
  v1::DefinitionView view;
  const std::string hash = to_hex(storage::sha256(*document));
  const Outcome<HttpResponse> seen = client->get("/v1/definitions/" + hash, view);
  if (!seen) return tl::unexpected(seen.error());
  if (options.client.json()) {
    std::cout << to_json(view) << '\n';
  } else {
    std::cout << "deployed " << hash << "\nnew cases of the kind " << acts::kind_name(view.kind())
              << " take it; running ones stay with theirs until they are moved (norma workflow migrate)\n";
  }
  return {};
}

Outcome<void> list(const ClientOptions& options) {
  Outcome<ApiClient> client = make_client(options);
  if (!client) return tl::unexpected(client.error());
  v1::DefinitionList definitions;
  const Outcome<HttpResponse> answer = client->get("/v1/definitions", definitions);
  if (!answer) return tl::unexpected(answer.error());
  if (options.json()) {
    std::cout << to_json(definitions) << '\n';
    return {};
  }
  Table table({"KIND", "HASH", "NEW CASES", "RUNNING", "DEPLOYED", "BY"});
  for (const v1::DefinitionView& view : definitions.definitions()) {
    table.add({acts::kind_name(view.kind()), view.hash(), view.newest() ? "yes" : "", std::to_string(view.running_cases()),
               local_time(view.deployed_at()), view.deployed_by()});
  }
  std::cout << table.str();
  return {};
}

int exit_of(const Outcome<void>& outcome) {
  return outcome ? static_cast<int>(ExitStatus::kOk) : report(outcome.error());
}

}  // namespace

void add_workflow_deploy(CLI::App& workflow, ChosenCommand& chosen) {
  CLI::App* command = workflow.add_subcommand("deploy", "Make a definition the one that new cases of its kind take");
  command->footer(
      "Administrators only. The server checks the file as `norma workflow lint` does and refuses it at the first error.\n"
      "Deploying an older version again brings it back. Running cases keep the definition they run on.");
  const auto options = std::make_shared<DeployOptions>();
  command->add_option("FILE", options->file, "the definition (SCXML)")->required();
  add_client_options(*command, options->client);
  command->callback([options, &chosen] { chosen = [options] { return exit_of(deploy(*options)); }; });
}

void add_workflow_list(CLI::App& workflow, ChosenCommand& chosen) {
  CLI::App* command = workflow.add_subcommand("list", "Deployed definitions, and how many cases run on each");
  const auto options = std::make_shared<ClientOptions>();
  add_client_options(*command, *options);
  command->callback([options, &chosen] { chosen = [options] { return exit_of(list(*options)); }; });
}

}  // namespace norma::server::cli
