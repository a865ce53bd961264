#include "server/cli/demo/stage.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iostream>

#include "norma/v1/command.pb.h"
#include "server/cli/client_options.h"
#include "server/cli/demo/tally.h"
#include "server/cli/json_messages.h"
#include "server/cli/turn_lines.h"

namespace norma::server::cli {
namespace {

constexpr std::chrono::seconds kConnectDeadline{20};
constexpr int kConnectAttempts = 5;

constexpr std::array<std::pair<std::string_view, std::string_view>, 11> kParts = {{
    {"administrator", "administratore"},
    {"coordinator", "pakalpojumu kopuma īpašniece"},
    {"service_owner", "pakalpojuma īpašnieks"},
    {"service_owner_2", "cita pakalpojuma īpašniece"},
    {"drafter", "izstrādātājs"},
    {"legal_unit", "juridiskā vienība"},
    {"opinion_giver", "atzinuma sniedzējs"},
    {"addressee", "adresāte"},
    {"addressee_2", "adresāts"},
    {"approver", "iestādes vadītāja"},
    {"auditor", "iekšējā auditore"},
}};

}  // namespace

Outcome<Stage> Stage::open(const Endpoint& server, const std::filesystem::path& tokens_file) {
  Stage stage;
  for (const auto& [key, part] : kParts) {
    const Outcome<std::string> token = read_token_file(tokens_file, std::string(key));
    if (!token) return tl::unexpected(token.error());
    ApiClient api(server, *token);
    v1::Me me;
    const Outcome<HttpResponse> response = api.get("/v1/me", me);
    if (!response) return tl::unexpected(response.error());
    const std::string name = me.display_name().empty() ? me.person() : me.display_name();
    stage.participants_.push_back({std::string(key), me.person(), name, std::string(part), std::move(api),
                                   std::make_unique<Subscription>(server, *token)});
  }
  return stage;
}

Outcome<void> Stage::continue_clock() {
  const Outcome<Journal> journal = read_journal(of("auditor").api);
  if (!journal) return tl::unexpected(journal.error());
  v1::AdvanceClock advance;
  for (const std::vector<v1::Turn>* turns : {&journal->registry, &journal->cases}) {
    if (turns->empty() || from_timestamp(turns->back().time()) < from_timestamp(advance.to())) continue;
    *advance.mutable_to() = turns->back().time();
  }
  if (!advance.has_to() || from_timestamp(advance.to()) <= now()) return {};
  const Outcome<HttpResponse> moved = of("coordinator").api.post("/v1/demo/clock", to_json(advance), {});
  if (!moved) return tl::unexpected(moved.error());
  return {};
}

Outcome<void> Stage::connect_streams() {
  for (int attempt = 0; attempt < kConnectAttempts; ++attempt) {
    const Outcome<Journal> before = read_journal(of("auditor").api);
    if (!before) return tl::unexpected(before.error());
    for (Participant& participant : participants_) {
      const Outcome<void> connected = participant.stream->connect(kConnectDeadline);
      if (!connected) return connected;
    }
    const Outcome<Journal> after = read_journal(of("auditor").api);
    if (!after) return tl::unexpected(after.error());
    heads_ = after->heads();
    if (heads_ == before->heads()) return {};
    for (Participant& participant : participants_) participant.stream->drop();
  }
  return failure(ExitStatus::kError, "the journal never rests; the demo needs a server of its own");
}

v1::Reply Stage::give(const Step& step, const google::protobuf::Message& body) {
  if (failed_) return {};
  ++commands_;
  ApiClient& api = of(step.who).api;
  const Outcome<v1::Reply> reply = step.case_id.empty() ? api.command(step.command, body, {})
                                                        : api.command_on(step.case_id, step.command, body);
  if (!reply) {
    fail(step, reply.error().message);
    return {};
  }
  Step reached = step;
  if (reached.case_id.empty()) reached.case_id = reply->case_id();
  check_state(reached);
  if (!failed_) say(std::string(step.who), step.what, step.result);
  return *reply;
}

void Stage::give_refused(const Step& step, const google::protobuf::Message& body, std::string_view code) {
  if (failed_) return;
  ++commands_;
  const Outcome<v1::Reply> reply = of(step.who).api.command_on(step.case_id, step.command, body);
  if (reply) return fail(step, "tika pieņemts, lai gan bija jāatsaka: " + std::string(code));
  if (reply.error().code != code) return fail(step, reply.error().message);
  check_state(step);
  if (!failed_) say(std::string(step.who), step.what, "ATTEIKTS – " + reply.error().message);
}

void Stage::complete_task(const Step& step, std::string_view task_key, std::string_view outcome) {
  if (failed_) return;
  v1::Inbox inbox;
  const Outcome<HttpResponse> response = of(step.who).api.get("/v1/inbox", inbox);
  if (!response) return fail(step, response.error().message);
  const auto row = std::find_if(inbox.tasks().begin(), inbox.tasks().end(), [&](const v1::InboxRow& task) {
    return task.case_id() == step.case_id && task.key() == task_key;
  });
  if (row == inbox.tasks().end()) return fail(step, "darbu sarakstā nav uzdevuma " + std::string(task_key));
  v1::CompleteTask command;
  command.set_task(row->task());
  command.set_outcome(std::string(outcome));
  give(step, command);
}

void Stage::move_clock(Instant to, const Step& step) {
  if (failed_) return;
  v1::AdvanceClock advance;
  *advance.mutable_to() = to_timestamp(to);
  const Outcome<HttpResponse> moved = of(step.who).api.post("/v1/demo/clock", to_json(advance), {});
  if (!moved) return fail(step, moved.error().message);
  check_state(step);
  if (!failed_) say({}, "⏱ " + local_time(advance.to()) + " – " + step.what, step.result);
}

Instant Stage::term_end(const std::string& case_id, std::string_view key) {
  if (failed_) return {};
  const Outcome<v1::CaseView> view = of("coordinator").api.view(case_id);
  if (view) {
    for (const v1::TermState& term : view->state().terms()) {
      if (term.key() == key) return from_timestamp(term.due().at());
    }
  }
  check(false, "lietai " + case_id + " ir jābūt termiņam " + std::string(key));
  return {};
}

void Stage::drop_stream(std::string_view who) {
  if (failed_) return;
  of(who).stream->drop();
  say(std::string(who), "straume pārtrūkst", "paziņojumi krājas žurnālā");
}

void Stage::resume_stream(std::string_view who) {
  if (failed_) return;
  const Outcome<void> resumed = of(who).stream->connect(kConnectDeadline);
  check(resumed.has_value(), "straumi var atsākt" + (resumed ? std::string() : ": " + resumed.error().message));
  if (!failed_) say(std::string(who), "straume atsākta no pēdējās vietas", "nokavētais tiek piegādāts");
}

void Stage::check(bool holds, const std::string& claim) {
  if (holds || failed_) return;
  failed_ = true;
  std::cout << "      NEIZDEVĀS: " << claim << std::endl;
}

void Stage::heading(const std::string& words) {
  if (!failed_) std::cout << "\n" << words << std::endl;
}

Instant Stage::now() {
  v1::Me me;
  const Outcome<HttpResponse> response = of("coordinator").api.get("/v1/me", me);
  check(response.has_value() && me.has_server_time(), "serveris pasaka laiku");
  return from_timestamp(me.server_time());
}

Participant& Stage::of(std::string_view key) {
  const auto found = std::find_if(participants_.begin(), participants_.end(),
                                  [&](const Participant& participant) { return participant.key == key; });
  if (found == participants_.end()) std::abort();
  return *found;
}

void Stage::say(const std::string& who, const std::string& what, const std::string& result) {
  std::string number = std::to_string(++lines_);
  number.insert(0, number.size() < 2 ? 1 : 0, ' ');
  std::string line = "  " + number + ". ";
  if (!who.empty()) line += of(who).display_name + " (" + of(who).part + "): ";
  line += what;
  if (!result.empty()) line += " → " + result;
  std::cout << line << std::endl;
}

void Stage::fail(const Step& step, const std::string& why) {
  check(false, of(step.who).display_name + ": " + step.what + " (" + std::string(step.command) + "): " + why);
}

void Stage::check_state(const Step& step) {
  if (step.state.empty()) return;
  const Outcome<v1::CaseView> view = of(step.who).api.view(step.case_id);
  if (!view) return fail(step, view.error().message);
  const auto& active = view->state().configuration();
  if (std::find(active.begin(), active.end(), step.state) != active.end()) return;
  fail(step, "jābūt stāvoklī " + std::string(step.state) + ", ir " + joined(active));
}

}  // namespace norma::server::cli
