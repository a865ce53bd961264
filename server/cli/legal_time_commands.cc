#include "server/cli/legal_time_commands.h"

#include <CLI/CLI.hpp>
#include <iostream>

#include "norma/v1/api.pb.h"
#include "norma/v1/command.pb.h"
#include "server/cli/client_options.h"
#include "server/cli/file_text.h"
#include "server/cli/json_messages.h"
#include "server/cli/table.h"
#include "server/cli/turn_lines.h"
#include "workflows/calendar.h"

namespace norma::server::cli {
namespace {

/// What the parser writes into for one of these commands.
struct Words {
  std::string subject;
  std::string clock;
  std::string duration;
  std::string ground;
  std::string day;
  unsigned term = 0;
  bool extends = false;
};

Outcome<void> print_calendars(const ClientOptions& options) {
  Outcome<ApiClient> client = make_client(options);
  if (!client) return tl::unexpected(client.error());
  v1::CalendarList list;
  const Outcome<HttpResponse> response = client->get("/v1/calendars", list);
  if (!response) return tl::unexpected(response.error());
  if (options.json()) {
    std::cout << response->body << '\n';
    return {};
  }
  Table table({"VERSION", "NEWEST", "YEARS", "HOLIDAYS", "MOVED DAYS", "BY", "PUBLISHED"});
  for (const v1::CalendarView& view : list.calendars()) {
    const v1::CalendarRules& rules = view.rules();
    table.add({rules.version(), view.newest() ? "yes" : "",
               std::to_string(rules.first_year()) + "-" + std::to_string(rules.last_year()),
               std::to_string(rules.holidays_size()), std::to_string(rules.moved_working_days_size()),
               view.built_in() ? "built in" : view.published_by(), local_time(view.published_at())});
  }
  std::cout << table.str();
  return {};
}

Outcome<void> print_calendar(const ClientOptions& options, const std::string& version) {
  Outcome<ApiClient> client = make_client(options);
  if (!client) return tl::unexpected(client.error());
  v1::CalendarView view;
  const Outcome<HttpResponse> response = client->get("/v1/calendars/" + encode_query(version), view);
  if (!response) return tl::unexpected(response.error());
  std::cout << (options.json() ? response->body : joined(view.rest(), "\n")) << '\n';
  return {};
}

Outcome<void> publish_calendar(const ClientOptions& options, const Words& words) {
  const Outcome<std::string> text = read_text(words.subject);
  if (!text) return tl::unexpected(text.error());
  const Result<v1::CalendarRules> rules = workflows::read_calendar_rules(*text);
  if (!rules) {
    return failure(ExitStatus::kUsage, words.subject + ": " +
                                           reason_message(rules.error().reason, Language::kEn, rules.error().details));
  }
  Outcome<ApiClient> client = make_client(options);
  if (!client) return tl::unexpected(client.error());
  v1::CalendarList list;
  if (const Outcome<HttpResponse> got = client->get("/v1/calendars", list); !got) return tl::unexpected(got.error());
  v1::PublishCalendar command;
  *command.mutable_rules() = *rules;
  command.set_extends(words.extends);
  if (!list.calendars().empty()) command.set_replaces(list.calendars(0).rules().version());
  const Outcome<v1::Reply> reply = client->command("publish-calendar", command, {});
  if (!reply) return tl::unexpected(reply.error());
  std::cout << "terms that start from now on are computed with " << rules->version() << '\n';
  return {};
}

Outcome<void> print_clocks(const ClientOptions& options) {
  Outcome<ApiClient> client = make_client(options);
  if (!client) return tl::unexpected(client.error());
  v1::ClockList list;
  const Outcome<HttpResponse> response = client->get("/v1/clocks", list);
  if (!response) return tl::unexpected(response.error());
  if (options.json()) {
    std::cout << response->body << '\n';
    return {};
  }
  Table table({"CLOCK", "LENGTH", "RULE", "STARTS", "EFFECT", "SET", "WHAT"});
  for (const v1::ClockState& state : list.clocks()) {
    const v1::Clock& clock = state.version().clock();
    const std::string set = state.version().revision() > 0 ? "by " + state.actor() : "";
    table.add({clock.id(), clock.duration().empty() ? clock.until() : clock.duration(), clock.rule(), clock.starts(),
               clock.effect(), clock.configurable() ? (set.empty() ? "may be" : set) : "by law", clock.en()});
  }
  std::cout << table.str();
  return {};
}

Outcome<void> print_reply(const Outcome<v1::Reply>& reply) {
  if (!reply) return tl::unexpected(reply.error());
  if (!reply->case_id().empty()) std::cout << reply->case_id() << " is now at revision " << reply->revision() << '\n';
  return {};
}

Outcome<void> set_clock(const ClientOptions& options, const Words& words) {
  Outcome<ApiClient> client = make_client(options);
  if (!client) return tl::unexpected(client.error());
  v1::ConfigureClock command;
  command.set_clock(words.clock);
  command.set_duration(words.duration);
  command.set_ground(words.ground);
  return print_reply(client->command("configure-clock", command, {}));
}

/// Gives one of the commands on a case that these words fill in.
template <class Command>
Outcome<void> give(const ClientOptions& options, const Words& words, std::string_view name,
                   const std::function<void(Command&)>& fill) {
  Outcome<ApiClient> client = make_client(options);
  if (!client) return tl::unexpected(client.error());
  Command command;
  command.set_case_id(words.subject);
  command.set_ground(words.ground);
  fill(command);
  return print_reply(client->command_on(words.subject, name, command));
}

class Adder : public CommandAdder<Words> {
 public:
  using CommandAdder::CommandAdder;

  CLI::App* on_case(CLI::App& group, const std::string& name, const std::string& about, const Run& run) {
    CLI::App* added = command(group, name, about, run);
    added->add_option("CASE", words().subject, "id of the case")->required();
    added->add_option("--ground", words().ground, "why; kept with it")->required();
    return added;
  }
};

void add_calendar(CLI::App& app, Adder& adder) {
  CLI::App* calendar = app.add_subcommand("calendar", "Working days, as terms are computed with them");
  calendar->require_subcommand(1);
  adder.command(*calendar, "list", "Every version, the newest first",
                [](const ClientOptions& options, const Words&) { return print_calendars(options); });
  CLI::App* show = adder.command(*calendar, "show", "Every public holiday of a version", [](const auto& options, const auto& words) {
    return print_calendar(options, words.subject);
  });
  show->add_option("VERSION", adder.words().subject, "as the list shows it")->required();
  CLI::App* publish = adder.command(*calendar, "publish", "Publish a new version; due dates already computed keep theirs",
                                    publish_calendar);
  publish->add_option("FILE", adder.words().subject, "rules in JSON, as in workflows/calendars")->required();
  publish->add_flag("--extends", adder.words().extends, "the file has only the days to add to the newest version");
}

void add_clock(CLI::App& app, Adder& adder) {
  CLI::App* clock = app.add_subcommand("clock", "Lengths of the terms of PU2-6");
  clock->require_subcommand(1);
  adder.command(*clock, "list", "Every clock with its rule and length",
                [](const ClientOptions& options, const Words&) { return print_clocks(options); });
  CLI::App* set = adder.command(*clock, "set", "Set a length that no verified law fixes; later terms take it", set_clock);
  set->add_option("CLOCK", adder.words().clock, "its id, such as T9")->required();
  set->add_option("DURATION", adder.words().duration, "P14D, P2W, P1M, P1Y, or working days P3B")->required();
  set->add_option("--ground", adder.words().ground, "why; kept with it")->required();
}

void add_term(CLI::App& app, Adder& adder) {
  CLI::App* term = app.add_subcommand("term", "Terms of a case: suspend, resume, lengthen, shorten");
  term->require_subcommand(1);
  CLI::App* suspend = adder.on_case(*term, "suspend", "Let a running term stand still", [](const auto& options, const auto& words) {
    return give<v1::SuspendTerm>(options, words, "suspend-term", [&](v1::SuspendTerm& command) {
      command.set_term(words.term);
      command.set_suspended_on(words.day);
    });
  });
  CLI::App* resume = adder.on_case(*term, "resume", "Let a suspended term run on", [](const auto& options, const auto& words) {
    return give<v1::ResumeTerm>(options, words, "resume-term", [&](v1::ResumeTerm& command) {
      command.set_term(words.term);
      command.set_resumed_on(words.day);
    });
  });
  for (CLI::App* one : {suspend, resume}) {
    one->add_option("TERM", adder.words().term, "its number, as `act show` has it")->required();
    one->add_option("--on", adder.words().day, "the day from whose end it holds; without it, today");
  }
  CLI::App* length = adder.on_case(*term, "length", "How long a configurable clock runs in this case", [](const auto& options, const auto& words) {
    return give<v1::SetTermLength>(options, words, "set-term-length", [&](v1::SetTermLength& command) {
      command.set_clock(words.clock);
      command.set_duration(words.duration);
    });
  });
  length->add_option("CLOCK", adder.words().clock, "its id, such as T12")->required();
  length->add_option("DURATION", adder.words().duration, "P6M")->required();
  adder.on_case(*term, "urgent", "Declare a case urgent: terms that may be shortened are", [](const auto& options, const auto& words) {
    return give<v1::MarkUrgent>(options, words, "mark-urgent", [](v1::MarkUrgent&) {});
  });
}

}  // namespace

void add_legal_time(CLI::App& app, const ClientOptions& options, const AddClientOptions& add_options,
                    std::function<int()>& chosen) {
  Adder adder(options, add_options, chosen);
  add_calendar(app, adder);
  add_clock(app, adder);
  add_term(app, adder);
}

}  // namespace norma::server::cli
