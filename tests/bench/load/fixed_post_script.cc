#include "tests/bench/load/fixed_post_script.h"

namespace norma::bench {
namespace {

constexpr std::string_view kBodyHead = R"({"command":"complete_task","task":"01JB0000000000000000000000","note":")";
constexpr std::string_view kBodyTail = R"("})";

std::string body_of(std::size_t octets) {
  const auto fixed = kBodyHead.size() + kBodyTail.size();
  std::string body(kBodyHead);
  body.append(octets > fixed ? octets - fixed : 0, 'n');
  body.append(kBodyTail);
  return body;
}

class FixedPostScript final : public Script {
 public:
  explicit FixedPostScript(std::string request) : request_(std::move(request)) {}

  std::string_view next_request(ConnectionState&) override { return request_; }

  Outcome on_response(ConnectionState&, const HttpResponse& response) override {
    return response.status / 100 == 2 ? Outcome::kAccepted : Outcome::kRejected;
  }

 private:
  const std::string request_;
};

}  // namespace

ScriptFactory fixed_post_script(const ScriptSettings& settings) {
  const auto body = body_of(settings.body_bytes);
  auto request = "POST " + settings.path + " HTTP/1.1\r\nHost: " + settings.host +
                 "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
  return [request = std::move(request)](std::uint32_t) { return std::make_unique<FixedPostScript>(request); };
}

}  // namespace norma::bench
