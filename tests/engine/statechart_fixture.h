#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/statechart/compile.h"
#include "engine/statechart/interpreter.h"
#include "workflows/reader.h"

namespace norma::statechart {

/// A chart, its session and an interpreter; every step goes through the session's written form.
class StatechartTest : public testing::Test {
 protected:
  static std::shared_ptr<const Chart> chart_of(std::string_view inside, std::string_view attributes = "") {
    const std::string text = "<scxml xmlns='http://www.w3.org/2005/07/scxml' version='1.0' " + std::string(attributes) + ">" +
                             std::string(inside) + "</scxml>";
    const Result<Element> element = workflows::read_xml(text);
    if (!element) throw std::runtime_error(element.error().details.front());
    Result<std::shared_ptr<const Chart>> chart = compile(*element);
    if (!chart) throw std::runtime_error(chart.error().details.front());
    return *chart;
  }

  void start(std::string_view inside, std::string_view attributes = "") {
    chart_ = chart_of(inside, attributes);
    Input input = input_of("");
    input.session_id = "s1";
    keep(interpreter_.start(*chart_, input));
  }
  void send(const std::string& event, const std::string& data_json = "") {
    Input input = input_of(event);
    input.data_json = data_json;
    keep(interpreter_.step(*chart_, session_, input));
  }
  [[nodiscard]] std::vector<std::string> states() const { return atomic_configuration(*chart_, session_); }
  /// In the order of the last step.
  [[nodiscard]] std::vector<std::string> exited() const { return ids_of(record_.exited); }
  [[nodiscard]] std::vector<std::string> entered() const { return ids_of(record_.entered); }
  /// The labels that the last step logged, in order.
  [[nodiscard]] std::vector<std::string> logged() const {
    std::vector<std::string> result;
    for (const LogLine& line : record_.log) result.push_back(line.label);
    return result;
  }
  [[nodiscard]] std::string variable(const std::string& name) const {
    for (const Variable& one : session_.data) {
      if (one.name == name) return one.json;
    }
    return "none";
  }

  [[nodiscard]] std::vector<std::string> ids_of(const std::vector<StateIndex>& states) const {
    std::vector<std::string> result;
    for (const StateIndex state : states) result.push_back(chart_->id(state));
    return result;
  }

  static Input input_of(const std::string& event) {
    Input input;
    input.event = event;
    input.now = Instant(std::chrono::seconds(1'700'000'000));
    input.seed = 7;
    return input;
  }

  void keep(Result<Step> step) {
    error_ = step ? std::string() : std::string(reason_code(step.error().reason));
    if (!step) return;
    record_ = std::move(step->record);
    effects_ = std::move(step->effects);
    session_ = decode(*chart_, encode(*chart_, step->session)).value();
    EXPECT_EQ(session_, step->session);
  }

  std::shared_ptr<const Chart> chart_;
  Interpreter interpreter_;
  Session session_;
  Record record_;
  std::vector<Effect> effects_;
  std::string error_;
};

using States = std::vector<std::string>;

}  // namespace norma::statechart
