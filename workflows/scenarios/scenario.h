#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/instant.h"

namespace norma::workflows::scenarios {

/// A state, a task or a term as a scenario names it.
struct Reference {
  std::string text;
  bool is_label = false;  ///< Written in quotes: the label in Latvian or English; otherwise the id.
  std::uint32_t line = 0;
};

/// A task that a step opens or closes.
struct TaskLine {
  Reference task;
  std::uint32_t count = 1;  ///< How many people it is opened for, or how many of them lose it.
  std::string role;         ///< As written; empty when the line does not say.
  std::string command;      ///< Empty when the line does not say.
  std::optional<Date> until;  ///< Last day of the term that bounds it.
};

/// A term of a state that a step starts or stops.
struct TermLine {
  Reference term;
  std::optional<Date> until;  ///< Its last day, or the day that it waits for.
};

/// What the case knows from here on: `_event.data.NAME` in conditions, and the dates that terms wait for.
struct Fact {
  std::string name;
  std::string json;
  std::uint32_t line = 0;
};

/// What happens in a step.
enum class Action : std::uint8_t {
  kStart,     ///< The case begins.
  kEvent,     ///< The definition takes an event.
  kTermEnds,  ///< A running term ends, at its time.
  kRefuses,   ///< The definition does not take an event, and nothing changes.
};

/// One event and all that follows from it: what no line says must not happen.
struct Step {
  Action action = Action::kEvent;
  std::string prose;
  std::string event;  ///< Name of the event, or key of the term that ends.
  std::uint32_t line = 0;
  std::optional<Date> day;  ///< The clock moves to this day first.
  std::vector<Fact> facts;
  std::optional<std::vector<Reference>> states;  ///< All active states without children; none said: as before.
  std::vector<Reference> again;                  ///< States left and entered again.
  std::vector<TaskLine> opens;
  std::vector<TaskLine> completes;
  bool completes_nothing = false;  ///< Said with a dash: the command does not complete the task it belongs to.
  std::vector<TaskLine> withdraws;
  std::vector<TaskLine> misses;
  std::vector<TermLine> starts;
  std::vector<TermLine> stops;
  std::optional<std::vector<std::string>> accepts;  ///< All that a refusal offers instead.
};

struct Scenario {
  std::string id;
  std::string title_lv;
  std::string title_en;
  std::string law;        ///< The paragraph it shows; may be empty.
  std::string continues;  ///< Id of the scenario after whose last step it begins; empty: with a new case.
  std::optional<Date> day;
  std::vector<Step> steps;
  std::uint32_t line = 0;
};

/// One file: its scenarios are shown on each of its definitions. The format is in README.md beside this header.
struct ScenarioFile {
  std::string name;
  std::vector<std::string> definitions;  ///< Names of files beside it: act.scxml.
  std::vector<Scenario> scenarios;
};

}  // namespace norma::workflows::scenarios
