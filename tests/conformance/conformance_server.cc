#include "tests/conformance/conformance_server.h"

#include <boost/json.hpp>
#include <stdexcept>

#include "tests/scenarios/running_server.h"

namespace norma::conformance {
namespace {

namespace json = boost::json;

constexpr const char* kSessions = "/v1/conformance/sessions";
constexpr std::chrono::seconds kStartDeadline{60};

server::cli::ChildServer start_process(const std::filesystem::path& directory, bool resumes) {
  server::cli::ChildServer::Options options;
  options.binary = scenarios::norma_binary();
  options.directory = directory;
  options.demo = false;
  options.more = {"--conformance"};
  if (resumes) options.more.emplace_back("--resume");
  auto started = server::cli::ChildServer::start(options, kStartDeadline);
  if (!started) throw std::runtime_error(started.error().message);
  return std::move(*started);
}

}  // namespace

SessionAnswer ConformanceClient::read(const std::string& body) {
  const json::object fields = json::parse(body).as_object();
  SessionAnswer answer;
  answer.session = std::string(fields.at("session").as_string());
  answer.running = fields.at("running").as_bool();
  answer.idle = fields.at("idle").as_bool();
  answer.steps = fields.at("steps").to_number<std::uint64_t>();
  answer.data_json = json::serialize(fields.at("data"));
  for (const json::value& state : fields.at("configuration").as_array()) {
    answer.configuration.emplace_back(state.as_string());
  }
  return answer;
}

server::cli::Outcome<SessionAnswer> ConformanceClient::post(const std::string& path, const std::string& body,
                                                            const std::string& key) {
  const auto answered = api_.post(std::string(kSessions) + path, body, {{"Idempotency-Key", key}});
  if (!answered) return tl::unexpected(answered.error());
  return read(answered->body);
}

server::cli::Outcome<SessionAnswer> ConformanceClient::look(const std::string& session) {
  const auto answered = api_.get(std::string(kSessions) + "/" + session);
  if (!answered) return tl::unexpected(answered.error());
  return read(answered->body);
}

server::cli::Outcome<SessionAnswer> ConformanceClient::start(const std::string& document,
                                                             const std::map<std::string, std::string>& resources,
                                                             const std::string& key) {
  json::object body{{"document", document}};
  json::object uploads;
  for (const auto& [uri, text] : resources) uploads[uri] = text;
  body["resources"] = uploads;
  return post("", json::serialize(body), key);
}

server::cli::Outcome<SessionAnswer> ConformanceClient::send(const std::string& session,
                                                            const workflows::ScriptStep& step, const std::string& key) {
  json::object body{{"after", static_cast<double>(step.after.count()) / 1000}};
  if (!step.event.empty()) {
    json::object event{{"name", step.event}};
    if (!step.data_json.empty()) event["data"] = json::parse(step.data_json);
    body["event"] = event;
  }
  return post("/" + session + "/events", json::serialize(body), key);
}

ConformanceServer::ConformanceServer(const std::filesystem::path& directory, bool resumes)
    : process_(start_process(directory, resumes)) {}

}  // namespace norma::conformance
