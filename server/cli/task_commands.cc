#include <iostream>

#include "norma/v1/command.pb.h"
#include "server/cli/commands.h"
#include "server/cli/json_messages.h"
#include "server/cli/table.h"
#include "server/cli/turn_lines.h"

namespace norma::server::cli {
namespace {

Outcome<void> give(const ClientOptions& options, const std::string& task, std::string_view name,
                   const google::protobuf::Message& body) {
  const std::size_t dot = task.rfind('.');
  if (dot == std::string::npos) return failure(ExitStatus::kUsage, "not the id of a task (CASE.NUMBER): " + task);
  Outcome<ApiClient> client = make_client(options);
  if (!client) return tl::unexpected(client.error());
  const Outcome<v1::Reply> reply = client->command_on(task.substr(0, dot), name, body);
  if (!reply) return tl::unexpected(reply.error());
  if (options.json()) {
    std::cout << to_json(*reply) << '\n';
  } else {
    std::cout << reply->case_id() << " is now at revision " << reply->revision() << '\n';
    for (const std::string& opened : reply->opened_tasks()) std::cout << "opened task " << opened << '\n';
    for (const std::string& created : reply->created_cases()) std::cout << "opened case " << created << '\n';
  }
  return {};
}

}  // namespace

Outcome<void> print_inbox(const ClientOptions& options) {
  Outcome<ApiClient> client = make_client(options);
  if (!client) return tl::unexpected(client.error());
  v1::Inbox inbox;
  const Outcome<HttpResponse> response = client->get("/v1/inbox", inbox);
  if (!response) return tl::unexpected(response.error());
  if (options.json()) {
    std::cout << response->body << '\n';
    return {};
  }
  Table table({"TASK", "WHAT", "BY COMMAND", "OUTCOMES", "DUE", "OPENED"});
  for (const v1::InboxRow& row : inbox.tasks()) {
    table.add({row.task(), row.key(), row.command(), joined(row.outcomes(), " "), local_time(row.due().at()),
               local_time(row.opened_at())});
  }
  std::cout << (table.empty() ? std::string("nothing to do\n") : table.str());
  return {};
}

Outcome<void> complete_task(const ClientOptions& options, const std::string& task, const std::string& outcome,
                            const std::string& note) {
  v1::CompleteTask command;
  command.set_task(task);
  command.set_outcome(outcome);
  command.set_note(note);
  return give(options, task, "complete-task", command);
}

Outcome<void> delegate_task(const ClientOptions& options, const std::string& task, const std::string& person,
                            const std::string& reason) {
  v1::DelegateTask command;
  command.set_task(task);
  command.set_person(person);
  command.set_reason(reason);
  return give(options, task, "delegate-task", command);
}

}  // namespace norma::server::cli
