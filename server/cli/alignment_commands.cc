#include "server/cli/alignment_commands.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <vector>

#include "norma/v1/alignment_api.pb.h"
#include "norma/v1/command.pb.h"
#include "server/cli/client_options.h"
#include "server/cli/json_messages.h"
#include "server/cli/table.h"
#include "server/cli/turn_lines.h"

namespace norma::server::cli {
namespace {

constexpr int kMaxPages = 10'000;
constexpr std::uint32_t kBarWidth = 40;

/// What the parser writes into for one of these commands.
struct Words {
  std::string subject;
  std::string version;
  std::string published_in;
  std::vector<std::string> changed;
  std::vector<std::string> requirements;
  std::vector<std::string> dropped;
  std::vector<std::string> scales;
};

std::string scale_name(int scale) {
  std::string name = v1::Scale_Name(scale);
  std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
  return name.substr(0, name.find('_'));
}

/// "37 of 10000 marked" while the service still marks; afterwards how many are open.
std::string progress_line(const v1::RecheckProgress& progress) {
  const std::string of = " of " + std::to_string(progress.citing());
  if (progress.marking()) return "marking: " + std::to_string(progress.marked()) + of;
  return "open: " + std::to_string(progress.open()) + of;
}

Outcome<void> list_general_acts(const ClientOptions& options) {
  Outcome<ApiClient> client = make_client(options);
  if (!client) return tl::unexpected(client.error());
  v1::GeneralActList list;
  const Outcome<HttpResponse> response = client->get("/v1/general-acts", list);
  if (!response) return tl::unexpected(response.error());
  if (options.json()) {
    std::cout << response->body << '\n';
    return {};
  }
  Table table({"CODE", "VERSIONS", "NEWEST", "NOTE", "NAME"});
  for (const v1::GeneralActView& act : list.general_acts()) {
    const int count = act.versions_size();
    const std::string note = act.retired() ? "retired" : act.under_revision() ? "under revision: consult VARAM" : "";
    table.add({act.code(), std::to_string(count), count == 0 ? "" : act.versions(count - 1).version_on(), note,
               act.label()});
  }
  std::cout << table.str();
  return {};
}

Outcome<void> show_general_act(const ClientOptions& options, const Words& words) {
  Outcome<ApiClient> client = make_client(options);
  if (!client) return tl::unexpected(client.error());
  v1::GeneralActView act;
  const Outcome<HttpResponse> response = client->get("/v1/general-acts/" + encode_query(words.subject), act);
  if (!response) return tl::unexpected(response.error());
  if (options.json()) {
    std::cout << response->body << '\n';
    return {};
  }
  std::cout << act.code() << ": " << act.label() << (act.under_revision() ? "\nunder revision: consult VARAM" : "")
            << "\n\n";
  Table table({"VERSION", "REQUIREMENTS", "CHANGED", "BINDS", "RE-CHECK", "PUBLISHED IN"});
  for (const v1::GeneralActVersionView& version : act.versions()) {
    std::string scales;
    for (const int scale : version.scales()) scales += (scales.empty() ? "" : " ") + scale_name(scale);
    table.add({version.version_on(), std::to_string(version.requirements_size()), joined(version.changed(), " "),
               scales.empty() ? "all" : scales, version.has_recheck() ? progress_line(version.recheck()) : "",
               version.published_in()});
  }
  std::cout << table.str();
  return {};
}

Outcome<void> register_version(const ClientOptions& options, const Words& words) {
  v1::RegisterGeneralActVersion command;
  command.set_general_act(words.subject);
  command.set_version_on(words.version);
  command.set_published_in(words.published_in);
  for (const std::string& paragraph : words.changed) command.add_changed(paragraph);
  for (const std::string& paragraph : words.dropped) command.add_dropped(paragraph);
  for (const std::string& requirement : words.requirements) {
    const std::size_t equals = requirement.find('=');
    v1::GeneralActRequirement& one = *command.add_requirements();
    one.set_paragraph(requirement.substr(0, equals));
    if (equals != std::string::npos) one.set_note(requirement.substr(equals + 1));
  }
  for (std::string name : words.scales) {
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::toupper(c); });
    v1::Scale scale = v1::SCALE_UNSPECIFIED;
    if (!v1::Scale_Parse(name + "_SCALE", &scale)) {
      return failure(ExitStatus::kUsage, "not a scale: " + name + "; state, sector, institution, service or resource");
    }
    command.add_scales(scale);
  }
  Outcome<ApiClient> client = make_client(options);
  if (!client) return tl::unexpected(client.error());
  const Outcome<v1::Reply> reply = client->command("register-general-act-version", command, {});
  if (!reply) return tl::unexpected(reply.error());
  std::cout << words.subject << " stands as of " << words.version << " from now on\n";
  if (!words.changed.empty() || !words.dropped.empty()) {
    std::cout << "acts that cite what changed are being marked: norma recheck list " << words.subject << ' '
              << words.version << '\n';
  }
  return {};
}

void print_burn_down(const v1::RecheckProgress& progress) {
  std::uint32_t left = progress.marked();
  if (progress.days().empty() || left == 0) return;
  std::cout << "\nopen at the end of the day\n";
  for (const v1::RecheckDay& day : progress.days()) {
    left -= std::min(left, day.cleared());
    const std::uint32_t width = (left * kBarWidth + progress.marked() - 1) / progress.marked();
    std::cout << day.date() << "  " << std::string(width, '#') << ' ' << left << '\n';
  }
}

Outcome<v1::RecheckList> fetch_rechecks(ApiClient& client, const Words& words) {
  const std::string target = "/v1/rechecks?general_act=" + encode_query(words.subject) +
                             "&version=" + encode_query(words.version);
  v1::RecheckList all;
  std::string page;
  for (int number = 0; number < kMaxPages; ++number) {
    v1::RecheckList list;
    const Outcome<HttpResponse> response =
        client.get(page.empty() ? target : target + "&page=" + encode_query(page), list);
    if (!response) return tl::unexpected(response.error());
    if (number == 0) *all.mutable_progress() = list.progress();
    for (v1::RecheckView& one : *list.mutable_rechecks()) *all.add_rechecks() = std::move(one);
    page = list.next_page();
    if (page.empty()) return all;
  }
  return failure(ExitStatus::kError, "there are more pages than " + std::to_string(kMaxPages));
}

Outcome<void> list_rechecks(const ClientOptions& options, const Words& words) {
  Outcome<ApiClient> client = make_client(options);
  if (!client) return tl::unexpected(client.error());
  const Outcome<v1::RecheckList> list = fetch_rechecks(*client, words);
  if (!list) return tl::unexpected(list.error());
  if (options.json()) {
    std::cout << to_json(*list) << '\n';
    return {};
  }
  const v1::RecheckProgress& progress = list->progress();
  std::cout << progress_line(progress) << "; re-checked " << progress.rechecked() << ", of them misaligned "
            << progress.misaligned() << "; otherwise settled " << progress.ended() << "; owners " << progress.owners()
            << ", overdue " << progress.overdue_owners() << '\n';
  if (progress.unwatched() > 0) std::cout << "not watched: " << progress.unwatched() << " (not in force any more)\n";
  print_burn_down(progress);
  Table table({"RE-CHECK", "OBJECT", "ACTS", "OPEN", "MISALIGNED", "DUE"});
  for (const v1::RecheckView& one : list->rechecks()) {
    const v1::RecheckState& state = one.progress();
    const std::uint32_t open = state.acts() - state.rechecked() - state.ended();
    table.add({one.recheck(), one.owner().object(), std::to_string(state.acts()), std::to_string(open),
               std::to_string(state.misaligned()), one.due_on() + (one.overdue() ? " overdue" : "")});
  }
  if (!table.empty()) std::cout << '\n' << table.str();
  return {};
}

std::string how_name(const v1::RecheckActView& act) {
  if (!act.cleared()) return "open";
  if (act.misaligned()) return "misaligned";
  switch (act.how()) {
    case v1::SuspectCleared::AMENDED:
      return "amended";
    case v1::SuspectCleared::ENDED:
      return "no longer in force";
    default:
      return "aligned";
  }
}

Outcome<void> show_recheck(const ClientOptions& options, const Words& words) {
  const Outcome<std::string> path = path_of_case(words.subject);
  if (!path) return tl::unexpected(path.error());
  Outcome<ApiClient> client = make_client(options);
  if (!client) return tl::unexpected(client.error());
  Table table({"ACT", "HOW"});
  std::string page;
  for (int number = 0; number < kMaxPages; ++number) {
    v1::RecheckActList list;
    const Outcome<HttpResponse> response =
        client->get(*path + "/acts" + (page.empty() ? "" : "?page=" + encode_query(page)), list);
    if (!response) return tl::unexpected(response.error());
    if (options.json()) std::cout << response->body << '\n';
    for (const v1::RecheckActView& act : list.acts()) table.add({act.act(), how_name(act)});
    page = list.next_page();
    if (page.empty()) break;
  }
  if (!options.json()) std::cout << table.str();
  return {};
}

using Adder = CommandAdder<Words>;

void add_general_act(CLI::App& app, Adder& adder) {
  CLI::App* group = app.add_subcommand("general-act", "General acts to align with, and their versions");
  group->require_subcommand(1);
  adder.command(*group, "list", "Every general act with its newest version",
                [](const ClientOptions& options, const Words&) { return list_general_acts(options); });
  CLI::App* show = adder.command(*group, "show", "Its versions, what changed in each, how far the re-check is",
                                 show_general_act);
  show->add_option("CODE", adder.words().subject, "as the list shows it: MK-399")->required();
  CLI::App* add = adder.command(*group, "register", "Register a version; acts that cite what changed become suspect",
                                register_version);
  add->add_option("CODE", adder.words().subject, "as the list shows it: MK-399")->required();
  add->add_option("VERSION", adder.words().version, "date from which it stands so")->required();
  add->add_option("--changed", adder.words().changed, "paragraph: p12, p12/* with all below it, or *");
  add->add_option("--requirement", adder.words().requirements, "paragraph to align with: p12 or p12=what it asks");
  add->add_option("--dropped", adder.words().dropped, "paragraph that is no requirement any more");
  add->add_option("--scale", adder.words().scales, "whose acts it binds: service, resource, institution; without it all");
  add->add_option("--published-in", adder.words().published_in, "citation or address");
  add->footer("Example:\n  norma general-act register MK-399 2026-05-01 --changed 'p12/*' --changed p14 "
              "--requirement 'p15=written information'");
}

void add_recheck(CLI::App& app, Adder& adder) {
  CLI::App* group = app.add_subcommand("recheck", "Re-check of acts after a new version of a general act");
  group->require_subcommand(1);
  CLI::App* list = adder.command(*group, "list", "How far it is, day by day and owner by owner", list_rechecks);
  list->add_option("CODE", adder.words().subject, "the general act: MK-399")->required();
  list->add_option("VERSION", adder.words().version, "date of its version")->required();
  CLI::App* show = adder.command(*group, "show", "The acts of one owner's re-check", show_recheck);
  show->add_option("ID", adder.words().subject, "as the list shows it")->required();
}

}  // namespace

void add_alignment(CLI::App& app, const ClientOptions& options, const AddClientOptions& add_options,
                   std::function<int()>& chosen) {
  Adder adder(options, add_options, chosen);
  add_general_act(app, adder);
  add_recheck(app, adder);
}

}  // namespace norma::server::cli
