#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <chrono>
#include <iostream>
#include <random>
#include <thread>

#include "tests/conformance/conformance_server.h"
#include "tests/conformance/suite_files.h"
#include "tests/conformance/suites.h"
#include "tests/scenarios/running_server.h"
#include "workflows/rehearsal/bench.h"

namespace norma::conformance {
namespace {

using server::cli::Outcome;
using workflows::Configuration;
using workflows::ScriptStep;

/// Documents that run together share the journal's appends.
constexpr unsigned kAtATime = 8;

/// The files beside a document that it mentions.
std::map<std::string, std::string> resources_of(const std::filesystem::path& document) {
  const std::string text = read_file(document);
  std::map<std::string, std::string> resources;
  for (const auto& entry : std::filesystem::directory_iterator(document.parent_path())) {
    const std::string name = entry.path().filename().string();
    if (entry.path() != document && text.find(name) != std::string::npos) resources[name] = read_file(entry.path());
  }
  return resources;
}

std::string try_w3c(const ConformanceServer& server, const W3cDocument& document) {
  ConformanceClient client = server.client();
  Outcome<SessionAnswer> now = client.start(read_file(document.file), resources_of(document.file));
  if (document.kind == W3cDocument::Kind::kRejected) {
    return !now && now.error().code == "definition_invalid" ? "" : "is not refused";
  }
  if (now && now->running) now = client.send(now->session, {std::chrono::minutes(2), {}, {}, {}});
  if (!now) return now.error().message;
  if (!now->running && now->configuration == Configuration{"pass"}) return {};
  return "does not end in pass, but in " + testing::PrintToString(now->configuration);
}

std::string try_scion(const ConformanceServer& server, const ScionCase& one) {
  ConformanceClient client = server.client();
  std::string session;
  const auto take = [&](const Outcome<SessionAnswer>& answer) -> Result<Configuration> {
    if (!answer) return fail(Reason::kInternal, answer.error().message);
    session = answer->session;
    return answer->configuration;
  };
  const auto played = workflows::play(
      one.block(), {[&] { return take(client.start(read_file(one.document), resources_of(one.document))); },
                    [&](const ScriptStep& step) { return take(client.send(session, step)); }});
  if (!played) return played.error().details.front();
  return played->value_or("");
}

/// What everything answered stands on: a fold of the journal gives the stored bytes.
void expect_journal_folds(ConformanceServer& server, const std::filesystem::path& directory) {
  EXPECT_TRUE(server.process().stop(std::chrono::seconds(20)));
  const scenarios::ProgramRun fold = scenarios::run_norma({"audit", "fold", "--data", (directory / "data").string()});
  std::cout << fold.last_line() << std::endl;
  EXPECT_EQ(fold.exit_status, 0) << fold.output;
}

TEST(Service, PassesW3c) {
  const scenarios::TemporaryDirectory directory;
  ConformanceServer server(directory.path());
  expect_w3c_passes("service", [&](const W3cDocument& document) { return try_w3c(server, document); }, kAtATime);
  expect_journal_folds(server, directory.path());
}

TEST(Service, PassesScion) {
  const scenarios::TemporaryDirectory directory;
  ConformanceServer server(directory.path());
  expect_scion_passes("service", [&](const ScionCase& one) { return try_scion(server, one); }, kAtATime);
  expect_journal_folds(server, directory.path());
}

/// Sixty seconds of a clock, an invoked session that answers, and random numbers: nothing here may start anew.
constexpr const char* kRelay = R"(<scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0" datamodel="ecmascript">
  <datamodel>
    <data id="ticks" expr="0"/><data id="sum" expr="0"/><data id="dice" expr="[]"/><data id="at" expr="0"/>
  </datamodel>
  <state id="run">
    <onentry><send event="tick" delay="1s"/></onentry>
    <invoke id="child"><content>
      <scxml version="1.0" datamodel="ecmascript"><datamodel><data id="seen" expr="0"/></datamodel>
        <state id="wait"><transition event="ping">
          <assign location="seen" expr="seen + 1"/>
          <send target="#_parent" event="pong"><param name="n" expr="seen * _event.data.n"/></send>
        </transition></state></scxml>
    </content></invoke>
    <transition event="tick" cond="ticks &lt; 60">
      <assign location="ticks" expr="ticks + 1"/>
      <script>dice.push(Math.random()); at = new Date().getTime()</script>
      <send target="#_child" event="ping"><param name="n" expr="ticks"/></send>
      <send event="tick" delay="1s"/>
    </transition>
    <transition event="pong"><assign location="sum" expr="sum + _event.data.n"/></transition>
    <transition event="tick" target="pass"/>
  </state>
  <final id="pass"/>
</scxml>)";

/// What the relay ends with when nothing is ever interrupted.
boost::json::object relay_on_the_bench() {
  workflows::RehearsalBench bench({false, Instant{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1}}, {}});
  EXPECT_TRUE(bench.start(kRelay));
  EXPECT_TRUE(bench.run(std::chrono::minutes(2)));
  EXPECT_EQ(bench.configuration(), Configuration{"pass"});
  workflows::Rehearsal reader(false);
  const auto first = reader.first_session(bench.state());
  boost::json::object data;
  for (const statechart::Variable& one : first->second.data) data[one.name] = boost::json::parse(one.json);
  return data;
}

std::uint64_t seed_of_this_run() {
  if (const char* given = std::getenv("NORMA_SEED"); given != nullptr) return std::strtoull(given, nullptr, 10);
  return std::random_device{}();
}

TEST(Service, GoesOnAfterKillsAsIfNothingHadHappened) {
  constexpr int kKills = 8;
  const std::uint64_t seed = seed_of_this_run();
  std::cout << "seed=" << seed << " (NORMA_SEED repeats it)\n";
  std::mt19937_64 random(seed);
  const scenarios::TemporaryDirectory directory;
  Outcome<SessionAnswer> answer;
  std::string session;
  int cut_off = 0;
  int halfway = 0;
  for (int start = 0; start <= kKills; ++start) {
    // given a service on what the last kill left, when the same requests are sent again and it is killed meanwhile
    ConformanceServer server(directory.path(), start > 0);
    if (!session.empty()) {
      const Outcome<SessionAnswer> left = server.client().look(session);
      ASSERT_TRUE(left) << left.error().message;
      if (!left->idle && left->steps > 1) ++halfway;
    }
    std::thread client([&] {
      ConformanceClient requests = server.client();
      answer = requests.start(kRelay, {}, "start");
      if (answer) session = answer->session;
      if (answer) answer = requests.send(answer->session, {std::chrono::minutes(2), {}, {}, {}}, "run");
    });
    if (start < kKills) {
      std::this_thread::sleep_until(std::chrono::steady_clock::now() + std::chrono::milliseconds(5 + random() % 40));
      server.process().kill();
    }
    client.join();
    if (answer) break;
    ++cut_off;
  }
  // then it ends as one that was never interrupted
  ASSERT_TRUE(answer) << answer.error().message;
  std::cout << "requests cut off by kill -9: " << cut_off << ", halfway: " << halfway << "\n";
  EXPECT_GT(halfway, 0);
  EXPECT_FALSE(answer->running);
  EXPECT_EQ(boost::json::parse(answer->data_json).as_object(), relay_on_the_bench());
}

TEST(Service, RefusesADirectoryThatIsNotEmptyAndAnAddressThatIsNotLoopback) {
  const scenarios::TemporaryDirectory directory;
  const std::string data = (directory.path() / "data").string();
  { ConformanceServer first(directory.path()); }
  const auto serve = [&](const std::vector<std::string>& arguments) {
    std::vector<std::string> words = {"serve"};
    for (const std::string& argument : arguments) words.push_back(argument);
    return scenarios::run_norma(words);
  };
  EXPECT_EQ(serve({"--conformance", "--data", data, "--listen", "127.0.0.1:0"}).exit_status, 1);
  EXPECT_EQ(serve({"--data", data, "--listen", "127.0.0.1:0"}).exit_status, 1) << "a product service took its journal";
  const std::string fresh = (directory.path() / "fresh").string();
  EXPECT_EQ(serve({"--conformance", "--data", fresh, "--listen", "0.0.0.0:0"}).exit_status, 1);
  EXPECT_EQ(serve({"--conformance", "--resume", "--data", fresh, "--listen", "127.0.0.1:0"}).exit_status, 1);
  EXPECT_FALSE(std::filesystem::exists(fresh));
}

TEST(Service, TellsWhyItDoesNotDoSomething) {
  const scenarios::TemporaryDirectory directory;
  ConformanceServer server(directory.path());
  server::cli::ApiClient api(server.process().endpoint(), "", "en");
  const auto code = [&](const std::string& path, const std::string& body) {
    const auto answered = api.post(path, body, {});
    return answered ? std::string("done") : answered.error().code;
  };
  const std::string sessions = "/v1/conformance/sessions";
  EXPECT_EQ(code(sessions, "{"), "malformed_request");
  EXPECT_EQ(code(sessions, "{}"), "missing_field");
  EXPECT_EQ(code(sessions, R"({"document":"<scxml/>"})"), "definition_invalid");
  EXPECT_EQ(code(sessions + "/rehearsal_0/events", R"({"event":{"name":"t"}})"), "case_not_found");
  EXPECT_EQ(code(sessions + "/rehearsal_0/events", R"({"after":-1})"), "malformed_request");
  EXPECT_EQ(code(sessions + "/rehearsal_0/events", R"({"event":{}})"), "missing_field");
  EXPECT_EQ(code("/v1/conformance/other", "{}"), "not_found");
  // an endless chart is a bound reached, and the service goes on
  const std::string endless = R"({"document":"<scxml xmlns='http://www.w3.org/2005/07/scxml' version='1.0'>)"
                              R"(<state id='a'><transition target='a'/></state></scxml>"})";
  EXPECT_EQ(code(sessions, endless), "step_limit_exceeded");
  EXPECT_EQ(code(sessions, R"({"document":"<scxml xmlns='http://www.w3.org/2005/07/scxml' version='1.0'><state id='a'/></scxml>"})"), "done");
}

}  // namespace
}  // namespace norma::conformance
