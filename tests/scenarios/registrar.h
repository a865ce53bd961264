#pragma once

#include <google/protobuf/message.h>

#include <string>
#include <string_view>
#include <vector>

#include "norma/v1/command.pb.h"
#include "server/cli/api_client.h"
#include "tests/scenarios/running_server.h"
#include "tests/scenarios/wordings_847.h"

namespace norma::scenarios {

/// Enters Regulation No 847 and its amendments through the whole procedure, as the people concerned; each refusal
/// fails the test.
class Registrar {
 public:
  explicit Registrar(const RunningServer& server);

  std::string enter_original(const Wording& wording);

  /// An amendment as a whole new text.
  void enter_amendment(const std::string& act, const Wording& wording);

  /// An amendment by instructions; those without a day of their own commence on the day given, of its adoption.
  void enter_instructions(const std::string& act, const std::vector<v1::Instruction>& instructions,
                          const std::string& commences_on);

  /// An amendment whose drafter is named.
  std::string open_amendment(const std::string& act);
  void draft_instructions(const std::string& amendment, const std::vector<v1::Instruction>& instructions);

 private:
  v1::Reply give(server::cli::ApiClient& person, const std::string& case_id, std::string_view name,
                 const google::protobuf::Message& body);
  v1::Reply decided_need(v1::NeedOutcome outcome, const std::string& act);
  void assign_drafter(const std::string& case_id);
  void draft_text(const std::string& case_id, const std::string& text);
  void adopt_and_publish(const std::string& case_id, const std::string& day);
  std::string review_task(const std::string& case_id);

  server::cli::ApiClient coordinator_;
  server::cli::ApiClient owner_;
  server::cli::ApiClient drafter_;
  server::cli::ApiClient approver_;
};

}  // namespace norma::scenarios
