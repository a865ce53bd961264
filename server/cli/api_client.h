#pragma once

#include <google/protobuf/message.h>

#include <string>
#include <string_view>

#include "norma/v1/api.pb.h"
#include "norma/v1/turn.pb.h"
#include "server/cli/http_client.h"
#include "server/cli/outcome.h"

namespace norma::server::cli {

/// One person's access to the public API of a server. Not for use by two threads at a time.
class ApiClient {
 public:
  /// `language` of problems: lv or en.
  ApiClient(const Endpoint& server, std::string token, std::string language = "lv");

  /// The body of an answer with a status of 2xx; other answers are failures with the server's words.
  Outcome<HttpResponse> get(const std::string& target);

  /// The same, read into a message.
  Outcome<HttpResponse> get(const std::string& target, google::protobuf::Message& message);

  /// Gives a command. `revision` is that of the case it addresses, as the ETag of its view has it; empty when it
  /// opens a case or changes the registry.
  Outcome<v1::Reply> command(std::string_view name, const google::protobuf::Message& body,
                             const std::string& revision);

  /// The same for a command on a case, with the revision that the case has now.
  Outcome<v1::Reply> command_on(const std::string& case_id, std::string_view name,
                                const google::protobuf::Message& body);

  /// The case as it is now, or as `query` ("as_of=…&recorded_at=…") asks.
  Outcome<v1::CaseView> view(const std::string& case_id, const std::string& query = {});

  /// Every turn of a paged history, in order; `target` without a query or with one.
  Outcome<std::vector<v1::Turn>> turns(const std::string& target);

  Outcome<HttpResponse> post(const std::string& target, std::string body,
                             std::vector<std::pair<std::string, std::string>> headers);

 private:
  Outcome<HttpResponse> send(HttpRequest request);

  HttpClient http_;
  std::string token_;
  std::string language_;
};

/// The path of a case by its id: /v1/needs/…, /v1/acts/…, /v1/amendments/…, /v1/rechecks/….
/// Fails with kUsage when the id is of no kind of case.
Outcome<std::string> path_of_case(const std::string& case_id);

/// A fresh key for one command: 128 random bits.
[[nodiscard]] std::string fresh_idempotency_key();

}  // namespace norma::server::cli
