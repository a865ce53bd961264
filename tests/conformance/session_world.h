#pragma once

#include <cstdint>
#include <deque>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/statechart/compile.h"
#include "engine/statechart/interpreter.h"

namespace norma::conformance {

/// Sessions that send to each other, with a clock that jumps to the next thing due: what a host is to the engine.
class SessionWorld {
 public:
  struct Options {
    bool restores = false;     ///< Every session is written and read again after each of its steps.
    bool own_effects = false;  ///< InterpreterLimits::own_sends_are_effects.
  };

  SessionWorld(std::filesystem::path folder, Options options);

  /// Starts the document as the first session; false with `failure` if that cannot be done.
  bool start(const std::string& file);
  /// Runs until nothing is waiting, or for so long on the world's clock.
  void run(std::chrono::microseconds time);
  void send(const std::string& event, const std::string& data_json);

  [[nodiscard]] std::vector<std::string> configuration() const;
  /// Whether the first session has entered this state.
  [[nodiscard]] bool has_entered(const std::string& state) const;
  [[nodiscard]] const std::vector<std::string>& log() const { return log_; }

  std::string failure;

 private:
  struct Member {
    std::shared_ptr<const statechart::Chart> chart;
    statechart::Session session;
    std::string parent;
  };

  std::shared_ptr<const statechart::Chart> compile_text(const std::string& text);
  bool open(const std::string& id, std::shared_ptr<const statechart::Chart> chart, const statechart::Input& input,
            const std::string& parent);
  void settle(const std::string& id, Result<statechart::Step> step);
  void act(const std::string& id, const statechart::Effect& effect);
  void invoke(const std::string& id, const statechart::InvokeEffect& effect);
  void stop(const std::string& id);
  void pass_on(const std::string& from, const statechart::SendEffect& effect);
  void post(const statechart::SendEffect& effect);
  void take(const std::string& id, const statechart::Input& input);

  std::filesystem::path folder_;
  Options options_;
  statechart::Interpreter interpreter_;
  std::map<std::string, Member> members_;
  std::map<std::pair<std::string, std::string>, std::string> children_;  ///< By parent and invokeid.
  std::deque<std::pair<std::string, statechart::Input>> queue_;
  std::multimap<Instant, std::pair<std::string, std::uint64_t>> timers_;
  std::vector<std::string> entered_;
  std::vector<std::string> log_;
  Instant now_{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1}};
  std::uint64_t next_ = 1;
};

}  // namespace norma::conformance
