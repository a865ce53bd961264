#include "tests/bench/load/lifecycle_script.h"

#include <array>
#include <fstream>
#include <map>
#include <random>
#include <sstream>
#include <vector>

namespace norma::bench {
namespace {

using Tokens = std::map<std::string, std::string, std::less<>>;

/// Reads a flat JSON object of strings, which is all the token file is.
Tokens read_tokens(const std::string& file) {
  std::ostringstream content;
  content << std::ifstream(file).rdbuf();
  const std::string text = content.str();
  Tokens tokens;
  std::vector<std::string> strings;
  for (std::size_t open = text.find('"'); open != std::string::npos;) {
    const std::size_t close = text.find('"', open + 1);
    if (close == std::string::npos) break;
    strings.push_back(text.substr(open + 1, close - open - 1));
    open = text.find('"', close + 1);
  }
  for (std::size_t i = 0; i + 1 < strings.size(); i += 2) tokens[strings[i]] = strings[i + 1];
  return tokens;
}

/// The first string after `"name":` (and an opening bracket) in a reply.
std::string field_of(std::string_view body, std::string_view name) {
  const std::size_t at = body.find("\"" + std::string(name) + "\":");
  if (at == std::string_view::npos) return {};
  const std::size_t open = body.find('"', at + name.size() + 3);
  const std::size_t close = body.find('"', open + 1);
  return std::string(body.substr(open + 1, close - open - 1));
}

struct Step {
  std::string_view command;
  std::string_view actor;
  std::string_view body;  ///< $N need, $A act, $T task of the review
  bool on_case = true;
};

constexpr std::string_view kText =
    "1. Kārtība nosaka, kā klientu apkalpošanas centrā veido un vada rindu. 1.1. Rindu veido reģistrācijas secībā. "
    "1.2. Personai ar īpašām vajadzībām ir tiesības uz apkalpošanu bez rindas.";

constexpr std::array kSteps = {
    Step{"raise-need", "service_owner",
         R"({"scale":"SERVICE_SCALE","object":"srv-4411","institution":"inst-lpa","triggerTask":"PU2-18","conditions":["N6-1"],"problem":"Klientiem nav skaidrs, kā tiek veidota rinda.","phase":"C4","addressees":["klientu apkalpošana"],"alternatives":"Skaidrot mutiski."})",
         false},
    Step{"record-inventory", "service_owner", R"({"need":"$N","rows":[{"act":"MK-399","verdict":"COVERS_PARTLY"}],"duplication":{"result":"DUPLICATES_NOTHING"}})"},
    Step{"decide-need", "coordinator",
         R"({"need":"$N","outcome":"NEW_ACT_NEEDED","reason":"Kopuma noteikumi rindu nenosaka."})"},
    Step{"plan-act", "service_owner",
         R"json({"need":"$N","title":"Rindas kārtība","kind":"INTERNAL_RULES","group":"G3","issuer":"inst-lpa","legalBasis":"VPIL 72(1)","goals":[{"goalId":"g1","indicator":"gaidīšana","target":"15"}],"evaluateOn":"2030-01-15"})json"},
    Step{"assign-drafter", "coordinator", R"({"caseId":"$A","drafter":"person_drafter"})"},
    Step{"submit-draft", "drafter", R"({"caseId":"$A","text":"$X"})"},
    Step{"record-alignment", "service_owner",
         R"({"caseId":"$A","target":"MK-399","targetVersion":"2017-07-04","requirement":"3.1","verdict":"ALIGNED"})"},
    Step{"complete-task", "service_owner", R"({"task":"$T","outcome":"accept"})"},
    Step{"request-opinions", "coordinator", R"({"caseId":"$A","givers":["person_legal_unit"]})"},
    Step{"give-opinion", "legal_unit", R"({"caseId":"$A","result":"AGREED"})"},
    Step{"adopt-act", "approver", R"({"caseId":"$A","number":"1-5/7"})"},
    Step{"publish-act", "service_owner", R"({"caseId":"$A","place":"iekštīkls"})"},
};

class LifecycleScript final : public Script {
 public:
  LifecycleScript(std::shared_ptr<const Tokens> tokens, std::string host, std::uint64_t seed)
      : tokens_(std::move(tokens)), host_(std::move(host)), random_(seed) {}

  std::string_view next_request(ConnectionState& connection) override {
    const Step& step = kSteps[step_];
    const std::string body = filled(step.body);
    const auto token = tokens_->find(step.actor);
    std::string& request = connection.request;
    request.assign("POST /v1/commands/").append(step.command).append(" HTTP/1.1\r\nHost: ").append(host_);
    request.append("\r\nAuthorization: Bearer ").append(token == tokens_->end() ? "" : token->second);
    request.append("\r\nIdempotency-Key: ").append(std::to_string(random_())).append(std::to_string(random_()));
    if (step.on_case) request.append("\r\nIf-Match: \"").append(revision_).append("\"");
    request.append("\r\nContent-Type: application/json\r\nContent-Length: ").append(std::to_string(body.size()));
    request.append("\r\n\r\n").append(body);
    return request;
  }

  Outcome on_response(ConnectionState&, const HttpResponse& response) override {
    if (response.status == 503 || response.status == 429) return Outcome::kRejected;
    if (response.status != 200) {
      step_ = 0;
      return Outcome::kRejected;
    }
    const std::string_view command = kSteps[step_].command;
    revision_ = field_of(response.body, "revision");
    if (command == "raise-need") need_ = field_of(response.body, "caseId");
    if (command == "plan-act") act_ = field_of(response.body, "createdCases");
    if (command == "submit-draft") task_ = field_of(response.body, "openedTasks");
    step_ = (step_ + 1) % kSteps.size();
    return Outcome::kAccepted;
  }

 private:
  std::string filled(std::string_view pattern) const {
    std::string body;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
      if (pattern[i] != '$') {
        body += pattern[i];
        continue;
      }
      const char which = pattern[++i];
      body += which == 'N' ? need_ : which == 'A' ? act_ : which == 'T' ? task_ : std::string(kText);
    }
    return body;
  }

  std::shared_ptr<const Tokens> tokens_;
  std::string host_;
  std::mt19937_64 random_;
  std::size_t step_ = 0;
  std::string revision_;
  std::string need_;
  std::string act_;
  std::string task_;
};

}  // namespace

ScriptFactory lifecycle_script(const ScriptSettings& settings) {
  auto tokens = std::make_shared<const Tokens>(read_tokens(settings.tokens_file));
  return [tokens, settings](std::uint32_t index) {
    return std::make_unique<LifecycleScript>(tokens, settings.host, settings.seed * 1'000'003 + index);
  };
}

}  // namespace norma::bench
