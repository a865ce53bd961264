#include "workflows/scenarios/suite.h"

#include <algorithm>
#include <map>
#include <memory>
#include <numeric>
#include <optional>
#include <set>
#include <utility>

#include "engine/statechart/interpreter.h"
#include "workflows/scenarios/case_model.h"
#include "workflows/scenarios/keywords.h"
#include "workflows/scenarios/scenario_reader.h"
#include "workflows/scenarios/step_check.h"
#include "workflows/scenarios/subject.h"

namespace norma::workflows::scenarios {
namespace {

constexpr std::size_t kLongestChain = 50;

/// A scenario on a definition, and what became of it.
struct Run {
  const ScenarioFile* file = nullptr;
  const Scenario* scenario = nullptr;
  bool visited = false;
  std::vector<Mismatch> mismatches;
  std::string failed_before;
  std::optional<CaseModel> end;  ///< The case after the last step; none when it failed.
};

class DefinitionRuns {
 public:
  DefinitionRuns(Subject subject, const acts::LegalTime& legal_time, Language language)
      : subject_(std::move(subject)), legal_time_(legal_time), language_(language) {}

  /// Adds a scenario; whether its id is free.
  bool add(const ScenarioFile& file, const Scenario& scenario) {
    return runs_.emplace(scenario.id, Run{&file, &scenario, false, {}, {}, std::nullopt}).second;
  }

  const Run& result(const std::string& id) { return run(id, 0); }
  [[nodiscard]] const Subject& subject() const { return subject_; }
  [[nodiscard]] CoverageReport coverage() const { return coverage_.report(*subject_.chart); }

 private:
  const Run& run(const std::string& id, std::size_t depth) {
    Run& run = runs_.at(id);
    if (run.visited) return run;
    run.visited = true;
    const Scenario& scenario = *run.scenario;
    std::optional<CaseModel> model = beginning(run, depth);
    if (!model) return run;
    for (const Step& step : scenario.steps) {
      StepOutcome outcome = check_step(subject_, interpreter_, step, language_, *model);
      run.mismatches = std::move(outcome.mismatches);
      if (!run.mismatches.empty()) return run;
      coverage_.add(*subject_.chart, step.action == Action::kTermEnds ? "term." + step.event : step.event, outcome.taken);
    }
    run.end = std::move(model);
    return run;
  }

  std::optional<CaseModel> beginning(Run& run_now, std::size_t depth) {
    const Scenario& scenario = *run_now.scenario;
    if (scenario.continues.empty()) {
      CaseModel model{subject_, legal_time_};
      model.set_day(*scenario.day);
      return model;
    }
    const auto refuse = [&](std::string found) {
      run_now.mismatches.push_back({scenario.line, spellings(Keyword::kContinues), scenario.continues, std::move(found)});
      return std::nullopt;
    };
    if (!runs_.contains(scenario.continues)) return refuse("no scenario of " + subject_.file + " has this id");
    if (depth == kLongestChain) return refuse("more than " + std::to_string(kLongestChain) + " scenarios in a chain");
    const Run& before = run(scenario.continues, depth + 1);
    if (before.end) return before.end;
    const bool circular = before.mismatches.empty() && before.failed_before.empty();
    if (circular) return refuse("it continues this one");
    run_now.failed_before = scenario.continues;
    return std::nullopt;
  }

  Subject subject_;
  const acts::LegalTime& legal_time_;
  const Language language_;
  statechart::Interpreter interpreter_;
  std::map<std::string, Run, std::less<>> runs_;
  Coverage coverage_;
};

class SuiteRun {
 public:
  SuiteRun(const acts::LegalTime& legal_time, Language language) : legal_time_(legal_time), language_(language) {}

  void add_definition(const SourceFile& file) {
    Result<Subject> subject = read_subject(file.name, file.bytes);
    if (!subject) {
      report_.faults.push_back({file.name, finding_of(subject.error())});
      return;
    }
    order_.push_back(file.name);
    definitions_.emplace(file.name, std::make_unique<DefinitionRuns>(std::move(*subject), legal_time_, language_));
  }

  void add_scenarios(const SourceFile& file) {
    ReadScenarios read = read_scenarios(file.name, file.bytes);
    for (LintFinding& finding : read.faults) report_.faults.push_back({file.name, std::move(finding)});
    if (!read.faults.empty()) return;
    files_.push_back(std::make_unique<ScenarioFile>(std::move(read.file)));
    const ScenarioFile& kept = *files_.back();
    for (const std::string& name : kept.definitions) {
      if (!definitions_.contains(name)) return fault(file.name, 1, "there is no definition " + name + " beside it");
    }
    for (const Scenario& scenario : kept.scenarios) {
      for (const std::string& name : kept.definitions) {
        if (definitions_.at(name)->add(kept, scenario)) {
          wanted_.emplace_back(name, &scenario);
        } else {
          fault(file.name, scenario.line, "another file has a scenario '" + scenario.id + "' on " + name);
        }
      }
    }
  }

  SuiteReport run() {
    for (const auto& [name, scenario] : wanted_) {
      const Run& run = definitions_.at(name)->result(scenario->id);
      report_.results.push_back({run.file->name, name, scenario->id, scenario->title_lv, scenario->title_en,
                                 scenario->law, scenario->line, run.mismatches, run.failed_before});
    }
    for (const std::string& name : order_) report_.coverage.push_back({name, definitions_.at(name)->coverage()});
    return std::move(report_);
  }

 private:
  void fault(const std::string& file, std::uint32_t line, std::string message) {
    report_.faults.push_back({file, {line, 1, LintFinding::Severity::kError, std::move(message)}});
  }

  const acts::LegalTime& legal_time_;
  const Language language_;
  std::vector<std::unique_ptr<ScenarioFile>> files_;
  std::map<std::string, std::unique_ptr<DefinitionRuns>, std::less<>> definitions_;
  std::vector<std::string> order_;
  std::vector<std::pair<std::string, const Scenario*>> wanted_;
  SuiteReport report_;
};

}  // namespace

std::size_t SuiteReport::failed() const {
  std::set<std::string> unreadable;
  for (const FileFault& fault : faults) unreadable.insert(fault.file);
  const auto failures = std::count_if(results.begin(), results.end(),
                                      [](const ScenarioResult& result) { return !result.passed(); });
  return static_cast<std::size_t>(failures) + unreadable.size();
}

std::size_t SuiteReport::transitions() const {
  return std::accumulate(coverage.begin(), coverage.end(), std::size_t{0}, [](std::size_t sum, const auto& one) {
    return sum + one.coverage.transitions;
  });
}

std::size_t SuiteReport::covered() const {
  return std::accumulate(coverage.begin(), coverage.end(), std::size_t{0},
                         [](std::size_t sum, const auto& one) { return sum + one.coverage.covered; });
}

SuiteReport run_suite(std::span<const SourceFile> definitions, std::span<const SourceFile> scenario_files,
                      const acts::LegalTime& legal_time, Language language) {
  SuiteRun suite{legal_time, language};
  for (const SourceFile& file : definitions) suite.add_definition(file);
  for (const SourceFile& file : scenario_files) suite.add_scenarios(file);
  return suite.run();
}

}  // namespace norma::workflows::scenarios
