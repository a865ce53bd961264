#include "server/cli/cli.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "server/cli/alignment_commands.h"
#include "server/cli/client_arguments.h"
#include "server/cli/commands.h"
#include "server/cli/demo_command.h"
#include "server/cli/legal_time_commands.h"
#include "server/cli/workflow_commands.h"

namespace norma::server::cli {
namespace {

constexpr const char* kAbout =
    "Norma drives the life of normative acts: needs, drafting, adoption, support, evaluation, amendment.\n"
    "One program: `serve` runs the service, the other commands are its clients.";
constexpr const char* kFooter =
    "Clients find the server by --server and say who they are by a bearer token in NORMA_TOKEN or --token-file.\n"
    "Exit status: 0 done, 1 error, 2 usage, 3 not found, 4 conflict or missing precondition, 5 denied,\n"
    "7 unavailable.\n\n"
    "Examples:\n"
    "  norma demo --once                                    play the main job and stop\n"
    "  norma inbox --token-file var/demo/tokens.json --as service_owner\n"
    "  norma act show act_01h… --as-of 2026-09-01           the act as of a date\n"
    "  norma task complete act_01h….4 accept\n"
    "  norma watch -o json                                  the live stream, one frame a line";

/// Everything the parser writes into, and the command it chose.
struct CommandLine {
  CliPorts ports;
  ServeOptions serve;
  DemoOptions demo;
  ClientOptions client;
  std::string subject;
  std::string second;
  std::string as_of;
  std::string from;
  std::string to;
  std::string recorded_at;
  std::string words;
  std::string file;
  AuthorityQuestion authority;
  std::function<int()> chosen;
};

int report_outcome(const Outcome<void>& outcome) {
  return outcome ? static_cast<int>(ExitStatus::kOk) : report(outcome.error());
}

int usage_error(const std::string& message) { return report({ExitStatus::kUsage, message, {}}); }

CLI::App* add_client(CLI::App& parent, CommandLine& line, const std::string& name, const std::string& about,
                     const std::function<Outcome<void>()>& run) {
  CLI::App* command = parent.add_subcommand(name, about);
  add_client_options(*command, line.client);
  command->callback([&line, run] { line.chosen = [run] { return report_outcome(run()); }; });
  return command;
}

void add_serve(CLI::App& app, CommandLine& line) {
  CLI::App* serve = app.add_subcommand("serve", "Run the service until SIGINT or SIGTERM");
  serve->add_flag("--demo", line.serve.demo, "demo people and a movable clock; only on a loopback address");
  serve->add_flag("--conformance", line.serve.conformance,
                  "rehearse uploaded documents instead: no lint, virtual clocks; loopback, --data must be empty");
  serve->add_flag("--resume", line.serve.resume, "with --conformance: go on with a directory of its own");
  serve->add_option("--data", line.serve.data, "directory of the journal and the state")->default_val("var/norma");
  serve->add_option("--listen", line.serve.listen, "HOST:PORT of the API; port 0 takes a free one")->capture_default_str();
  serve->add_option("--ops-listen", line.serve.ops_listen, "HOST:PORT of health checks")->capture_default_str();
  serve->add_option("--demo-tokens", line.serve.demo_tokens, "with --demo: write role -> token there, mode 0600");
  serve->add_option("--tokens", line.serve.tokens, "JSON object person -> bearer token");
  serve->add_option("--administrator", line.serve.administrator, "person who registers the others in a new journal");
  serve->add_option("--port-file", line.serve.port_file, "write the addresses there once the server listens");
  serve->add_option("--start-time", line.serve.start_time, "with --demo: RFC 3339 time where the clock starts");
  serve->add_option("--drop-every", line.serve.drop_every, "testing, with --demo: lose every Nth pushed event");
  serve->callback([&line] {
    line.chosen = [&line] {
      const bool demo_only = line.serve.drop_every != 0 || !line.serve.start_time.empty() || !line.serve.demo_tokens.empty();
      if (demo_only && !line.serve.demo) {
        return usage_error("--demo-tokens, --start-time and --drop-every are only for --demo");
      }
      return line.ports.serve ? line.ports.serve(line.serve) : usage_error("serve is not built into this program");
    };
  });
}

void add_demo(CLI::App& app, CommandLine& line) {
  CLI::App* demo = app.add_subcommand("demo", "Start a server, play the main job by its public API, show what happened");
  demo->add_flag("--once", line.demo.once, "stop afterwards; exit 0 only if every step and notification was seen");
  demo->add_option("--data", line.demo.data, "directory of the demo; a used one is continued")->capture_default_str();
  demo->add_option("--listen", line.demo.listen, "HOST:PORT of the API; port 0 takes a free one")->capture_default_str();
  demo->add_option("--drop-every", line.demo.drop_every, "testing: the server loses every Nth pushed event");
  demo->callback([&line] { line.chosen = [&line] { return run_demo(line.demo); }; });
}

void add_diff(CLI::App& group, CommandLine& line) {
  CLI::App* diff = add_client(group, line, "diff", "Two wordings or drafts, by paragraph and by word", [&line] {
    return print_diff(line.client, line.subject, line.from, line.to, line.as_of);
  });
  diff->add_option("ID", line.subject, "its id")->required();
  const std::string sides = "a date, wording-N, draft-N or base (the wording in force)";
  diff->add_option("--from", line.from, sides);
  diff->add_option("--to", line.to, sides);
  diff->add_option("--on", line.as_of, "for base and drafts by instructions: on this date instead of today");
  diff->footer("Example:\n  norma act diff act_01h… --from 2026-01-01 --to 2026-09-01");
}

void add_amendment_texts(CLI::App& group, CommandLine& line) {
  CLI::App* preview = add_client(group, line, "preview", "The act's text as the amendment would leave it",
                                 [&line] { return print_preview(line.client, line.subject, line.as_of); });
  preview->add_option("ID", line.subject, "id of the amendment")->required();
  preview->add_option("--on", line.as_of, "on this date instead of today; other adopted amendments are in it");
  CLI::App* instructions = add_client(group, line, "instructions", "What its draft says, in words",
                                      [&line] { return print_instructions(line.client, line.subject, line.second); });
  instructions->add_option("ID", line.subject, "id of the amendment")->required();
  instructions->add_option("--version", line.second, "of the draft, instead of the latest");
}

void add_act_texts(CLI::App& group, CommandLine& line) {
  CLI::App* text = add_client(group, line, "text", "The exact wording in force",
                              [&line] { return print_text(line.client, line.subject, line.as_of); });
  text->add_option("ID", line.subject, "its id")->required();
  text->add_option("--as-of", line.as_of, "on this date instead of today");
  CLI::App* paragraphs = add_client(group, line, "paragraphs", "Ids and numbers of its paragraphs, for instructions",
                                    [&line] { return print_paragraphs(line.client, line.subject, line.as_of); });
  paragraphs->add_option("ID", line.subject, "its id")->required();
  paragraphs->add_option("--as-of", line.as_of, "of the wording in force on this date instead of today");
}

void add_cases(CLI::App& app, CommandLine& line, const std::string& kind) {
  CLI::App* group = app.add_subcommand(kind, kind == "need" ? "Needs for acts" : "Acts, and " + kind + "s' history");
  if (kind == "act") group->description("Normative acts: wordings, state as of any date, history");
  if (kind == "amendment") group->description("Amendments of acts");
  group->require_subcommand(1);
  add_client(*group, line, "list", "What you may see, by state",
             [&line, kind] { return list_cases(line.client, kind + "s"); });
  CLI::App* show = add_client(*group, line, "show", "One of them: state, wordings, open tasks", [&line] {
    return show_case(line.client, line.subject, line.as_of, line.recorded_at);
  });
  show->add_option("ID", line.subject, "its id")->required();
  CLI::App* history = add_client(*group, line, "history", "Its turns, in order",
                                 [&line] { return print_history(line.client, line.subject); });
  history->add_option("ID", line.subject, "its id")->required();
  if (kind != "need") add_diff(*group, line);
  if (kind == "amendment") add_amendment_texts(*group, line);
  if (kind != "act") return;
  show->add_option("--as-of", line.as_of, "legal time: the wording in force on this date");
  show->add_option("--recorded-at", line.recorded_at, "record time: as it was known at this RFC 3339 time");
  add_act_texts(*group, line);
}

void add_tasks(CLI::App& app, CommandLine& line) {
  add_client(app, line, "inbox", "Your open tasks", [&line] { return print_inbox(line.client); });
  CLI::App* task = app.add_subcommand("task", "Complete or delegate a task of your inbox");
  task->require_subcommand(1);
  CLI::App* complete = add_client(*task, line, "complete", "Complete a task with one of its outcomes", [&line] {
    return complete_task(line.client, line.subject, line.second, line.words);
  });
  complete->add_option("TASK", line.subject, "id of the task, as the inbox shows it")->required();
  complete->add_option("OUTCOME", line.second, "one of the task's outcomes")->required();
  complete->add_option("--note", line.words, "a note kept with it");
  CLI::App* delegate = add_client(*task, line, "delegate", "Give a task to another person", [&line] {
    return delegate_task(line.client, line.subject, line.second, line.words);
  });
  delegate->add_option("TASK", line.subject, "id of the task, as the inbox shows it")->required();
  delegate->add_option("PERSON", line.second, "who gets it")->required();
  delegate->add_option("--reason", line.words, "why")->required();
}

void add_registry(CLI::App& app, CommandLine& line) {
  CLI::App* reference = app.add_subcommand("reference", "Reference data of PU2-6: tasks, conditions, roles, general acts");
  reference->require_subcommand(1);
  CLI::App* list = add_client(*reference, line, "list", "The kinds, or the items of one", [&line] {
    return list_reference(line.client, line.subject, line.as_of);
  });
  list->add_option("KIND", line.subject, "tasks, conditions, groups, general-acts, ...; without it, all kinds");
  list->add_option("--as-of", line.as_of, "as recorded by this date or RFC 3339 time");
  CLI::App* show = add_client(*reference, line, "show", "Every version of one item", [&line] {
    return show_reference(line.client, line.subject, line.second);
  });
  show->add_option("KIND", line.subject, "as in the list of kinds")->required();
  show->add_option("CODE", line.second, "code of the item")->required();
  CLI::App* authority = add_client(app, line, "authority", "Who held which role, and for whom, at any instant",
                                   [&line] { return print_authority(line.client, line.authority); });
  authority->add_option("--person", line.authority.person, "everything this person may do");
  authority->add_option("--role", line.authority.role, "or who holds this role ...");
  authority->add_option("--object", line.authority.object, "... at this institution, service or resource");
  authority->add_option("--at", line.authority.at, "at this date or RFC 3339 time instead of now");
  authority->add_option("--recorded-at", line.authority.recorded_at, "as it was recorded at this time or position");
}

void add_operator(CLI::App& app, CommandLine& line) {
  CLI::App* stream = add_client(app, line, "watch", "Turns that concern you, as they happen; resumes by itself",
                                [&line] { return watch(line.client, line.subject); });
  stream->add_option("--after", line.subject, "cursor to go on from; without it, from now");
  CLI::App* audit = app.add_subcommand("audit", "Replay and check the journal");
  audit->require_subcommand(1);
  CLI::App* replay = add_client(*audit, line, "replay", "Fold a case's turns here and compare with the server", [&line] {
    return replay_case(line.client, line.subject, line.second);
  });
  replay->add_option("ACT", line.subject, "id of the act, need or amendment")->required();
  replay->add_option("--at", line.second, "up to this RFC 3339 time or journal position");
  CLI::App* fold = audit->add_subcommand("fold", "Fold a stopped server's whole journal and compare with its state");
  fold->add_option("--data", line.file, "directory of the journal")->required();
  fold->callback([&line] {
    line.chosen = [&line] {
      return line.ports.fold ? line.ports.fold(line.file) : usage_error("audit fold is not built into this program");
    };
  });
}

int run(int argc, char** argv, const CliPorts& ports) {
  CommandLine line;
  line.ports = ports;
  CLI::App app(kAbout, "norma");
  app.footer(kFooter);
  app.require_subcommand(1);
  add_serve(app, line);
  add_demo(app, line);
  for (const char* kind : {"act", "need", "amendment"}) add_cases(app, line, kind);
  add_tasks(app, line);
  add_registry(app, line);
  add_operator(app, line);
  add_workflow(app, line.chosen);
  const AddClientOptions add_options = [&line](CLI::App& command) { add_client_options(command, line.client); };
  add_legal_time(app, line.client, add_options, line.chosen);
  add_alignment(app, line.client, add_options, line.chosen);
  try {
    app.parse(argc, argv);
    return line.chosen();
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? static_cast<int>(ExitStatus::kOk) : static_cast<int>(ExitStatus::kUsage);
  } catch (const std::exception& error) {
    std::cerr << "norma: " << error.what() << '\n';
    return static_cast<int>(ExitStatus::kError);
  }
}

}  // namespace
}  // namespace norma::server::cli

namespace norma::server {

int run_cli(int argc, char** argv, const CliPorts& ports) { return cli::run(argc, argv, ports); }

int run_cli(int argc, char** argv, const ServeFunction& serve) {
  CliPorts ports;
  ports.serve = serve;
  return run_cli(argc, argv, ports);
}

}  // namespace norma::server
