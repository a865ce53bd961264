#include <algorithm>
#include <cctype>
#include <iostream>

#include "server/cli/commands.h"
#include "server/cli/json_messages.h"
#include "server/cli/table.h"
#include "server/cli/turn_lines.h"

namespace norma::server::cli {
namespace {

constexpr int kMaxListPages = 10'000;

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

void add_tasks(const v1::CaseState& state) {
  Table tasks({"TASK", "KEY", "FOR", "BY COMMAND", "OUTCOMES", "DUE"});
  for (const v1::TaskState& task : state.tasks()) {
    tasks.add({state.case_id() + "." + std::to_string(task.task()), task.key(), selector_words(task.assignee()),
               task.command(), joined(task.outcomes(), " "), local_time(task.due().at())});
  }
  if (!tasks.empty()) std::cout << '\n' << tasks.str();
}

std::string suspension_words(const v1::DueTime& due) {
  std::vector<std::string> all;
  for (const v1::Suspension& one : due.suspensions()) {
    all.push_back(one.from() + " to " + (one.until().empty() ? "now" : one.until()) + " (" + one.remaining() + " left)");
  }
  return joined(all);
}

/// How each running term's end was computed.
void add_terms(const v1::CaseState& state) {
  Table terms({"TERM", "KEY", "RULE", "LENGTH", "STARTED", "SUSPENDED", "LAST DAY", "ENDS", "CALENDAR"});
  for (const v1::TermState& term : state.terms()) {
    const v1::DueTime& due = term.due();
    std::string length = due.duration().empty() ? "fixed date" : due.duration();
    if (!due.clock().empty()) length += " (" + due.clock() + (due.instead_of().empty() ? "" : ", urgent for " + due.instead_of()) + ")";
    if (!due.length_set_on().empty()) length += " set " + due.length_set_on();
    std::string last_day = due.last_day();
    if (!due.nominal_day().empty()) last_day += " (moved from " + due.nominal_day() + ")";
    if (!due.within_day().empty()) last_day += " (within another term)";
    terms.add({std::to_string(term.term()), term.key(), due.rule(), length, due.started_on(), suspension_words(due),
               last_day, local_time(due.at()), due.calendar_version()});
  }
  if (!terms.empty()) std::cout << '\n' << terms.str();
}

void add_wordings(const v1::CaseState& state) {
  Table wordings({"WORDING", "COMMENCES ON", "ADOPTED ON", "NUMBER", "BY", "BYTES"});
  for (const v1::WordingState& wording : state.act().wordings()) {
    wordings.add({std::to_string(wording.wording()), wording.commences_on(), wording.adopted_on(), wording.number(),
                  wording.amendment().empty() ? "original" : wording.amendment(),
                  std::to_string(wording.text().size_bytes())});
  }
  if (!wordings.empty()) std::cout << '\n' << wordings.str();
}

void add_proposals(const v1::CaseState& state) {
  Table proposals({"PROPOSAL", "NATURE", "PARAGRAPH", "PRIORITY", "STATUS", "AMENDMENT"});
  for (const v1::ProposalState& proposal : state.act().proposals()) {
    proposals.add({std::to_string(proposal.proposal()), lower(v1::ProposeAmendment::Nature_Name(proposal.nature())),
                   proposal.paragraph(), lower(v1::ProposeAmendment::Priority_Name(proposal.priority())),
                   lower(v1::ProposalState::Status_Name(proposal.status())), proposal.amendment()});
  }
  if (!proposals.empty()) std::cout << '\n' << proposals.str();
}

void add_collisions(const v1::CaseState& state) {
  Table collisions({"COLLIDES WITH", "PARAGRAPHS", "SINCE"});
  for (const v1::CollisionState& collision : state.amendment().collisions()) {
    collisions.add({collision.other(), joined(collision.paragraphs()),
                    collision.base_changed() ? "it was adopted: draft again" : "both are open"});
  }
  if (!collisions.empty()) std::cout << '\n' << collisions.str();
}

void print_view(const v1::CaseView& view) {
  const v1::CaseState& state = view.state();
  const auto line = [](const std::string& name, const std::string& value) {
    if (!value.empty()) std::cout << padded(name, 16) << value << '\n';
  };
  line("case", state.case_id());
  line("state", joined(state.configuration()));
  line("revision", std::to_string(state.revision()));
  line("scale", lower(v1::Scale_Name(state.scale())));
  line("object", state.object());
  line("institution", state.institution());
  line("opened", local_time(state.opened_at()));
  line("changed", local_time(state.changed_at()));
  line("drafter", state.preparation().drafter());
  line("approver", state.preparation().approver());
  line("number", state.preparation().number());
  line("adopted on", state.preparation().adopted_on());
  line("commences on", state.preparation().commences_on());
  line("published in", state.preparation().published_in());
  line("amends", state.amendment().act());
  if (view.force() != v1::FORCE_UNSPECIFIED) {
    line("on " + view.as_of().effective(), lower(v1::Force_Name(view.force())));
    if (view.has_wording()) line("wording", std::to_string(view.wording().wording()));
  }
  line("accepts", joined(view.accepted()));
  add_wordings(state);
  add_collisions(state);
  add_proposals(state);
  add_tasks(state);
  add_terms(state);
}

}  // namespace

Outcome<void> list_cases(const ClientOptions& options, const std::string& plural) {
  Outcome<ApiClient> client = make_client(options);
  if (!client) return tl::unexpected(client.error());
  Table table({"CASE", "STATE", "OBJECT", "REVISION", "TASKS", "CHANGED"});
  std::string page;
  for (int number = 0; number < kMaxListPages; ++number) {
    v1::CaseList list;
    const std::string target = "/v1/" + plural + (page.empty() ? "" : "?page=" + encode_query(page));
    const Outcome<HttpResponse> response = client->get(target, list);
    if (!response) return tl::unexpected(response.error());
    if (options.json()) std::cout << response->body << '\n';
    for (const v1::CaseView& view : list.cases()) {
      const v1::CaseState& state = view.state();
      table.add({state.case_id(), joined(state.configuration()), state.object(), std::to_string(state.revision()),
                 std::to_string(state.tasks_size()), local_time(state.changed_at())});
    }
    page = list.next_page();
    if (page.empty()) break;
  }
  if (!options.json()) std::cout << table.str();
  return {};
}

Outcome<void> show_case(const ClientOptions& options, const std::string& case_id, const std::string& as_of,
                        const std::string& recorded_at) {
  Outcome<ApiClient> client = make_client(options);
  if (!client) return tl::unexpected(client.error());
  Outcome<std::string> target = path_of_case(case_id);
  if (!target) return tl::unexpected(target.error());
  if (!as_of.empty()) *target += "?as_of=" + encode_query(as_of);
  if (!recorded_at.empty()) *target += (as_of.empty() ? "?" : "&") + ("recorded_at=" + encode_query(recorded_at));
  v1::CaseView view;
  const Outcome<HttpResponse> response = client->get(*target, view);
  if (!response) return tl::unexpected(response.error());
  if (options.json()) {
    std::cout << response->body << '\n';
  } else {
    print_view(view);
  }
  return {};
}

Outcome<void> print_text(const ClientOptions& options, const std::string& act, const std::string& as_of) {
  Outcome<ApiClient> client = make_client(options);
  if (!client) return tl::unexpected(client.error());
  const Outcome<std::string> path = path_of_case(act);
  if (!path) return tl::unexpected(path.error());
  const Outcome<HttpResponse> response =
      client->get(*path + "/text" + (as_of.empty() ? "" : "?as_of=" + encode_query(as_of)));
  if (!response) return tl::unexpected(response.error());
  std::cout << response->body;
  return {};
}

Outcome<void> print_history(const ClientOptions& options, const std::string& case_id) {
  Outcome<ApiClient> client = make_client(options);
  if (!client) return tl::unexpected(client.error());
  const Outcome<std::string> path = path_of_case(case_id);
  if (!path) return tl::unexpected(path.error());
  const Outcome<std::vector<v1::Turn>> turns = client->turns(*path + "/history");
  if (!turns) return tl::unexpected(turns.error());
  for (const v1::Turn& turn : *turns) std::cout << (options.json() ? to_json(turn) : turn_line(turn)) << '\n';
  return {};
}

}  // namespace norma::server::cli
