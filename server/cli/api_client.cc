#include "server/cli/api_client.h"

#include <random>

#include "server/cli/json_messages.h"

namespace norma::server::cli {
namespace {

constexpr std::size_t kMaxPages = 100'000;

}  // namespace

ApiClient::ApiClient(const Endpoint& server, std::string token, std::string language)
    : http_(server), token_(std::move(token)), language_(std::move(language)) {}

Outcome<HttpResponse> ApiClient::send(HttpRequest request) {
  if (!token_.empty()) request.headers.emplace_back("Authorization", "Bearer " + token_);
  request.headers.emplace_back("Accept-Language", language_);
  Outcome<HttpResponse> response = http_.send(request);
  if (!response) return response;
  if (response->status < 200 || response->status > 299) {
    return tl::unexpected(refusal_of(response->status, response->body));
  }
  return response;
}

Outcome<HttpResponse> ApiClient::get(const std::string& target) {
  HttpRequest request;
  request.target = target;
  return send(std::move(request));
}

Outcome<HttpResponse> ApiClient::get(const std::string& target, google::protobuf::Message& message) {
  Outcome<HttpResponse> response = get(target);
  if (!response) return response;
  if (const Outcome<void> parsed = parse_json(response->body, message); !parsed) {
    return tl::unexpected(parsed.error());
  }
  return response;
}

Outcome<HttpResponse> ApiClient::post(const std::string& target, std::string body,
                                      std::vector<std::pair<std::string, std::string>> headers) {
  HttpRequest request;
  request.method = "POST";
  request.target = target;
  request.headers = std::move(headers);
  request.headers.emplace_back("Content-Type", "application/json");
  request.body = std::move(body);
  return send(std::move(request));
}

Outcome<v1::Reply> ApiClient::command(std::string_view name, const google::protobuf::Message& body,
                                      const std::string& revision) {
  std::vector<std::pair<std::string, std::string>> headers = {{"Idempotency-Key", fresh_idempotency_key()}};
  if (!revision.empty()) headers.emplace_back("If-Match", revision);
  const Outcome<HttpResponse> response = post("/v1/commands/" + std::string(name), to_json(body), std::move(headers));
  if (!response) return tl::unexpected(response.error());
  v1::Reply reply;
  if (const Outcome<void> parsed = parse_json(response->body, reply); !parsed) return tl::unexpected(parsed.error());
  return reply;
}

Outcome<v1::Reply> ApiClient::command_on(const std::string& case_id, std::string_view name,
                                         const google::protobuf::Message& body) {
  const Outcome<std::string> path = path_of_case(case_id);
  if (!path) return tl::unexpected(path.error());
  const Outcome<HttpResponse> now = get(*path);
  if (!now) return tl::unexpected(now.error());
  return command(name, body, now->etag);
}

Outcome<v1::CaseView> ApiClient::view(const std::string& case_id, const std::string& query) {
  const Outcome<std::string> path = path_of_case(case_id);
  if (!path) return tl::unexpected(path.error());
  v1::CaseView view;
  const Outcome<HttpResponse> response = get(query.empty() ? *path : *path + "?" + query, view);
  if (!response) return tl::unexpected(response.error());
  return view;
}

Outcome<std::vector<v1::Turn>> ApiClient::turns(const std::string& target) {
  std::vector<v1::Turn> all;
  std::string page;
  for (std::size_t number = 0; number < kMaxPages; ++number) {
    const char* joint = target.find('?') == std::string::npos ? "?" : "&";
    v1::History history;
    const Outcome<HttpResponse> response =
        get(page.empty() ? target : target + joint + "page=" + encode_query(page), history);
    if (!response) return tl::unexpected(response.error());
    for (v1::Turn& turn : *history.mutable_turns()) all.push_back(std::move(turn));
    if (history.next_page().empty()) return all;
    page = history.next_page();
  }
  return failure(ExitStatus::kError, "the history has more pages than " + std::to_string(kMaxPages));
}

Outcome<std::string> path_of_case(const std::string& case_id) {
  const std::string kind = case_id.substr(0, case_id.rfind('_'));
  const bool known = kind == "need" || kind == "act" || kind == "amendment" || kind == "recheck";
  const bool plain = case_id.find_first_of("/?#% ") == std::string::npos;
  if (!known || !plain) {
    return failure(ExitStatus::kUsage, "not the id of a need, an act, an amendment or a re-check: " + case_id);
  }
  return "/v1/" + kind + "s/" + case_id;
}

std::string fresh_idempotency_key() {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::random_device random;
  std::string key;
  for (int word = 0; word < 4; ++word) {
    const unsigned bits = random();
    for (int shift = 28; shift >= 0; shift -= 4) key += kHex[(bits >> shift) & 15U];
  }
  return key;
}

}  // namespace norma::server::cli
