#include <charconv>

#include "engine/acts/facts.h"
#include "engine/acts/independence.h"
#include "engine/acts/policy.h"
#include "engine/acts/tables.h"
#include "engine/hex.h"
#include "server/http/case_query.h"
#include "server/http/json.h"
#include "server/http/reads.h"
#include "server/runtime/head.h"
#include "server/runtime/replay.h"
#include "server/runtime/text_vault.h"
#include "server/runtime/turn_view.h"

namespace norma::server {
namespace {

constexpr int kPageCases = 100;
constexpr int kPageTurns = 200;

Result<Position> page_position(const Request& request) {
  const std::string text = request.parameter("page");
  Position position = 0;
  if (text.empty()) return position;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), position);
  if (error != std::errc{} || end != text.data() + text.size()) return fail(Reason::kInvalidField, "page", text);
  return position;
}

Result<Response> list_cases(Service& service, const Request& request, v1::CaseKind kind) {
  const std::optional<std::string> after = from_hex(request.parameter("page"));
  if (!after) return fail(Reason::kInvalidField, "page", request.parameter("page"));
  const Result<AskedTimes> times = asked_times(request, service.clock().now());
  if (!times) return tl::unexpected(times.error());
  const std::unique_ptr<storage::Snapshot> snapshot = service.store().snapshot();
  const std::string prefix = acts::case_list_prefix(kCasesPartition, kind);
  v1::CaseList list;
  Result<void> read;
  const Result<void> scanned = snapshot->scan(
      family_of(acts::Table::kCaseList), prefix, after->empty() ? std::string() : prefix + *after,
      [&](std::string_view key, std::string_view) {
        Result<v1::CaseState> state = readable_case(
            service, *snapshot, std::string(acts::case_of_case_list_key(key)), request.person);
        if (!state && state.error().reason == Reason::kCaseNotFound) return true;
        if (!state) {
          read = tl::unexpected(state.error());
          return false;
        }
        *list.add_cases() = case_view(service, std::move(*state), *times);
        if (list.cases_size() < kPageCases) return true;
        list.set_next_page(to_hex(key.substr(prefix.size())));
        return false;
      });
  if (!scanned) return tl::unexpected(scanned.error());
  if (!read) return tl::unexpected(read.error());
  return json_response(list);
}

/// Whether a message refers to a text with this hash, at any depth.
bool refers_to(const google::protobuf::Message& message, std::string_view hash) {
  if (const auto* reference = dynamic_cast<const v1::TextRef*>(&message)) return reference->hash() == hash;
  std::vector<const google::protobuf::FieldDescriptor*> fields;
  const google::protobuf::Reflection& reflection = *message.GetReflection();
  reflection.ListFields(message, &fields);
  for (const auto* field : fields) {
    if (field->cpp_type() != google::protobuf::FieldDescriptor::CPPTYPE_MESSAGE) continue;
    const int count = field->is_repeated() ? reflection.FieldSize(message, field) : 1;
    for (int i = 0; i < count; ++i) {
      const auto& part = field->is_repeated() ? reflection.GetRepeatedMessage(message, field, i)
                                              : reflection.GetMessage(message, field);
      if (refers_to(part, hash)) return true;
    }
  }
  return false;
}

Response text_response(std::string text, std::string_view hash) {
  Response response;
  response.content_type = "text/plain; charset=utf-8";
  response.headers.emplace_back("ETag", "\"" + to_hex(hash) + "\"");
  response.body = std::move(text);
  return response;
}

}  // namespace

Result<Response> list_needs(Service& service, const Request& request) {
  return list_cases(service, request, v1::NEED);
}
Result<Response> list_acts(Service& service, const Request& request) { return list_cases(service, request, v1::ACT); }
Result<Response> list_amendments(Service& service, const Request& request) {
  return list_cases(service, request, v1::AMENDMENT);
}

Result<Response> get_case(Service& service, const Request& request) {
  const Result<AskedTimes> times = asked_times(request, service.clock().now());
  if (!times) return tl::unexpected(times.error());
  const std::unique_ptr<storage::Snapshot> snapshot = service.store().snapshot();
  Result<v1::CaseState> state = readable_case(service, *snapshot, request.argument("id"), request.person);
  if (!state) return tl::unexpected(state.error());
  if (times->recorded || times->position) {
    Result<CaseAt> at = replay_case(service.journal(), *snapshot, kCasesPartition, request.argument("id"),
                                    times->recorded, times->position);
    if (!at) return tl::unexpected(at.error());
    if (at->position == 0) return fail(Reason::kCaseNotFound, request.argument("id"));
    *state = std::move(at->state);
  }
  Response response;
  response.headers.emplace_back("ETag", "\"" + std::to_string(state->revision()) + "\"");
  const auto [authority, moment] = service.authority_now();
  std::optional<Date> barred;
  if (acts::is_auditor(*authority, moment, request.person)) {
    barred = acts::barred_from_auditing_until(*authority, moment, *state, request.person);
  }
  v1::CaseView view = case_view(service, std::move(*state), *times);
  if (barred) view.set_audit_barred_until(format_date(*barred));
  response.body = to_json(view);
  return response;
}

Result<Response> get_history(Service& service, const Request& request) {
  const std::unique_ptr<storage::Snapshot> snapshot = service.store().snapshot();
  const Result<v1::CaseState> state = readable_case(service, *snapshot, request.argument("id"), request.person);
  if (!state) return tl::unexpected(state.error());
  const Result<Position> after = page_position(request);
  if (!after) return tl::unexpected(after.error());
  const std::string& case_id = request.argument("id");
  std::vector<Position> positions;
  bool more = false;
  const Result<void> scanned = snapshot->scan(
      family_of(acts::Table::kHistory), acts::history_prefix(kCasesPartition, case_id),
      acts::history_key(kCasesPartition, case_id, *after), [&](std::string_view key, std::string_view) {
        more = positions.size() == kPageTurns;
        if (!more) positions.push_back(acts::position_of_history_key(key));
        return !more;
      });
  if (!scanned) return tl::unexpected(scanned.error());
  const std::shared_ptr<const acts::Authority> authority = service.registry().read().authority();
  v1::History history;
  for (const Position position : positions) {
    const Result<v1::Turn> turn = turn_at(service.journal(), kCasesPartition, position);
    if (!turn) return tl::unexpected(turn.error());
    if (acts::entitled(*authority, request.person, *turn)) *history.add_turns() = turn_view(*turn);
  }
  if (more) history.set_next_page(std::to_string(positions.back()));
  return json_response(history);
}

Result<Response> get_wording_text(Service& service, const Request& request) {
  const Result<AskedTimes> times = asked_times(request, service.clock().now());
  if (!times) return tl::unexpected(times.error());
  const std::unique_ptr<storage::Snapshot> snapshot = service.store().snapshot();
  const Result<v1::CaseState> state = readable_case(service, *snapshot, request.argument("id"), request.person);
  if (!state) return tl::unexpected(state.error());
  const v1::CaseView view = case_view(service, *state, *times);
  if (!view.has_wording()) return fail(Reason::kNoWordingInForce, format_date(times->effective));
  Result<std::string> text = read_text(*snapshot, view.wording().text().hash());
  if (!text) return tl::unexpected(text.error());
  return text_response(std::move(*text), view.wording().text().hash());
}

Result<Response> get_case_text(Service& service, const Request& request) {
  const std::unique_ptr<storage::Snapshot> snapshot = service.store().snapshot();
  const Result<v1::CaseState> state = readable_case(service, *snapshot, request.argument("id"), request.person);
  if (!state) return tl::unexpected(state.error());
  const std::optional<std::string> hash = from_hex(request.argument("hash"));
  if (!hash || hash->empty() || !refers_to(*state, *hash)) return fail(Reason::kNotFound, request.argument("hash"));
  Result<std::string> text = read_text(*snapshot, *hash);
  if (!text) return tl::unexpected(text.error());
  return text_response(std::move(*text), *hash);
}

Result<Response> get_audit_turns(Service& service, const Request& request) {
  const std::string number = request.parameter("partition");
  if (number != "0" && number != "1") return fail(Reason::kInvalidField, "partition", number);
  const Result<Position> after = page_position(request);
  if (!after) return tl::unexpected(after.error());
  const PartitionId partition{number == "0" ? 0U : 1U};
  v1::History history;
  const Result<void> read = each_turn(service.journal(), partition, *after, [&](const v1::Turn& turn) {
    if (history.turns_size() == kPageTurns) {
      history.set_next_page(std::to_string(turn.position() - 1));
      return false;
    }
    *history.add_turns() = turn_view(turn);
    return true;
  });
  if (!read) return tl::unexpected(read.error());
  return json_response(history);
}

}  // namespace norma::server
