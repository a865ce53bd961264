#include "workflows/scenarios/scenario_reader.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "workflows/scenarios/keywords.h"
#include "workflows/scenarios/value_scanner.h"
#include "workflows/xml_text.h"

namespace norma::workflows::scenarios {
namespace {

constexpr std::size_t kMostIdBytes = 64;
constexpr std::string_view kSpace = " \t\r";

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

/// From 1, in letters. Requires: `part` is a part of `text`.
std::uint32_t column_of(std::string_view text, std::string_view part) {
  return letter_count(text.substr(0, static_cast<std::size_t>(part.data() - text.data()))) + 1;
}

bool is_id(std::string_view text) {
  return !text.empty() && text.size() <= kMostIdBytes && std::all_of(text.begin(), text.end(), [](char character) {
    return (character >= 'a' && character <= 'z') || (character >= '0' && character <= '9') || character == '-';
  });
}

/// One line, split at its first colon.
struct Line {
  std::uint32_t number = 0;
  Keyword keyword = Keyword::kDefinition;
  std::string_view value;
  std::uint32_t column = 0;  ///< Of the value.
};

class FileReader {
 public:
  FileReader(std::string file, const ScenarioLimits& limits) : limits_(limits) { read_.file.name = std::move(file); }

  ReadScenarios read(std::string_view bytes) {
    if (bytes.size() > limits_.bytes) {
      fault(1, 1, "the file is larger than " + std::to_string(limits_.bytes) + " bytes");
    } else if (const std::optional<XmlFault> letter = find_bad_letter(bytes)) {
      const auto [line, column] = XmlLines{bytes}.place(letter->offset);
      fault(line, column, "the text is not UTF-8, or holds a control character");
    } else {
      read_lines(bytes);
    }
    std::stable_sort(read_.faults.begin(), read_.faults.end(),
                     [](const LintFinding& left, const LintFinding& right) { return left.line < right.line; });
    return std::move(read_);
  }

 private:
  void read_lines(std::string_view bytes) {
    std::uint32_t number = 0;
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    while (!bytes.empty() && !full()) {
      const std::size_t end = std::min(bytes.find('\n'), bytes.size());
      read_line(++number, bytes.substr(0, end));
      bytes.remove_prefix(std::min(end + 1, bytes.size()));
    }
    if (full()) return;
    finish_scenario();
    if (read_.file.definitions.empty() && read_.faults.empty()) {
      fault(1, 1, "the file does not say which definition it is about: " + spellings(Keyword::kDefinition));
    }
    if (read_.file.scenarios.empty() && read_.faults.empty()) fault(1, 1, "the file has no scenario");
  }

  void read_line(std::uint32_t number, std::string_view text) {
    const std::string_view content = trimmed(text);
    if (content.empty() || content.starts_with('#')) return;
    if (text.size() > limits_.line_bytes) {
      return fault(number, 1, "the line is longer than " + std::to_string(limits_.line_bytes) + " bytes");
    }
    const std::size_t colon = content.find(':');
    const std::uint32_t column = column_of(text, content);
    if (colon == std::string_view::npos) return fault(number, column, "expected a keyword and a colon");
    const std::string_view word = trimmed(content.substr(0, colon));
    const std::optional<Keyword> keyword = keyword_spelled(word);
    if (!keyword || !belongs_to(*keyword, level_)) {
      return fault(number, column, "'" + std::string(word) + ":' does not belong here; expected one of: " +
                                       spellings(level_));
    }
    Line line{number, *keyword, trimmed(content.substr(colon + 1)), 0};
    line.column = column_of(text, line.value.empty() ? content.substr(colon + 1) : line.value);
    if (line.value.empty()) return fault(number, line.column, "nothing stands after '" + std::string(word) + ":'");
    place(line);
  }

  void place(const Line& line) {
    if (line.keyword == Keyword::kScenario) return begin_scenario(line);
    if (line.keyword == Keyword::kWhen || line.keyword == Keyword::kAtFirst) return begin_step(line);
    if (level_ == Level::kStep) return read_in_step(line);
    if (level_ == Level::kScenario) return read_in_scenario(line);
    read_in_file(line);
  }

  void read_in_file(const Line& line) {
    ValueScanner value{line.value, line.number, line.column};
    if (line.keyword == Keyword::kDay) {
      file_day_ = value.date();
      return close(value);
    }
    do {
      std::string name = value.name("the file of a definition, such as act.scxml");
      if (value.failed()) return close(value);
      std::vector<std::string>& named = read_.file.definitions;
      if (!name.ends_with(".scxml")) return fault(line, "'" + name + "' is not the name of an .scxml file");
      if (std::find(named.begin(), named.end(), name) != named.end()) return fault(line, "'" + name + "' is there twice");
      if (named.size() == limits_.definitions) return fault(line, too_many("definitions", limits_.definitions));
      named.push_back(std::move(name));
    } while (value.take(","));
    close(value);
  }

  void begin_scenario(const Line& line) {
    finish_scenario();
    level_ = Level::kScenario;
    in_scenario_ = true;
    faults_before_scenario_ = read_.faults.size();
    seen_.clear();
    scenario_ = Scenario{};
    scenario_.line = line.number;
    scenario_.id = line.value;
    if (!is_id(line.value)) return fault(line, "an id is made of a-z, 0-9 and -, at most 64 of them");
    if (!ids_.insert(scenario_.id).second) fault(line, "the id '" + scenario_.id + "' is taken");
    if (read_.file.scenarios.size() == limits_.scenarios) fault(line, too_many("scenarios", limits_.scenarios));
  }

  void read_in_scenario(const Line& line) {
    if (repeats(line)) return;
    if (line.keyword == Keyword::kTitleLv) scenario_.title_lv = line.value;
    if (line.keyword == Keyword::kTitleEn) scenario_.title_en = line.value;
    if (line.keyword == Keyword::kLaw) scenario_.law = line.value;
    if (line.keyword == Keyword::kContinues) {
      scenario_.continues = line.value;
      if (!is_id(line.value)) fault(line, "expected the id of a scenario");
    }
    if (line.keyword == Keyword::kDay) {
      ValueScanner value{line.value, line.number, line.column};
      scenario_.day = value.date();
      close(value);
    }
  }

  void begin_step(const Line& line) {
    finish_step();
    const bool first = line.keyword == Keyword::kAtFirst;
    if (first && !scenario_.continues.empty()) {
      fault(line, "a scenario that continues another does not begin a case");
    } else if (!first && scenario_.continues.empty() && scenario_.steps.empty() && level_ == Level::kScenario) {
      fault(line, "a scenario begins with " + spellings(Keyword::kAtFirst) + ", or says what it " +
                      spellings(Keyword::kContinues));
    }
    if (scenario_.steps.size() == limits_.steps) fault(line, too_many("steps", limits_.steps));
    level_ = Level::kStep;
    seen_.clear();
    step_ = Step{};
    step_.line = line.number;
    step_.prose = line.value;
    step_.action = first ? Action::kStart : Action::kEvent;
    has_action_ = first;
    faulty_since_ = false;
  }

  void read_in_step(const Line& line) {
    const bool once = line.keyword == Keyword::kDay || line.keyword == Keyword::kAccepts || line.keyword == Keyword::kStates;
    if (once && repeats(line)) return;
    ValueScanner value{line.value, line.number, line.column};
    switch (line.keyword) {
      case Keyword::kEvent:
        set_action(line, Action::kEvent, value.name("an event, such as submit-draft"));
        break;
      case Keyword::kTermEnds:
        set_action(line, Action::kTermEnds, value.name("the id of a term"));
        break;
      case Keyword::kRefuses:
        set_action(line, Action::kRefuses, value.name("an event, such as submit-draft"));
        break;
      case Keyword::kDay:
        step_.day = value.date();
        break;
      case Keyword::kAccepts:
        read_accepts(line, value);
        break;
      case Keyword::kStates:
        read_items(value, step_.states.emplace(), [&] { return value.reference("a state"); });
        break;
      default:
        read_lists(line, value);
    }
    close(value);
  }

  void read_lists(const Line& line, ValueScanner& value) {
    const auto task = [&value] { return value.task(); };
    switch (line.keyword) {
      case Keyword::kFacts:
        return read_items(value, step_.facts, [&] { return value.fact(); });
      case Keyword::kAgain:
        return read_items(value, step_.again, [&] { return value.reference("a state"); });
      case Keyword::kOpens:
        return read_items(value, step_.opens, [&value] {
          TaskLine opened = value.task();
          value.until(opened.until);
          return opened;
        });
      case Keyword::kCompletes:
        if (line.value == "-") {
          step_.completes_nothing = true;
          value.take("-");
          return;
        }
        return read_items(value, step_.completes, task);
      case Keyword::kWithdraws:
        return read_items(value, step_.withdraws, task);
      case Keyword::kMisses:
        return read_items(value, step_.misses, task);
      case Keyword::kStartsTerm:
        return read_items(value, step_.starts, [&value] { return value.term(); });
      default:
        return read_items(value, step_.stops, [&value] { return TermLine{value.reference("a term"), std::nullopt}; });
    }
  }

  void read_accepts(const Line& line, ValueScanner& value) {
    std::vector<std::string>& accepts = step_.accepts.emplace();
    if (line.value != "-") return read_items(value, accepts, [&] { return value.name("an event"); });
    value.take("-");
  }

  template <class Item, class Read>
  void read_items(ValueScanner& value, std::vector<Item>& items, Read read) {
    do {
      if (items.size() == limits_.items) return value.fail(too_many("items", limits_.items));
      items.push_back(read());
    } while (value.take(","));
  }

  void set_action(const Line& line, Action action, std::string event) {
    if (has_action_) {
      return fault(line, step_.action == Action::kStart ? "a case begins without an event"
                                                        : "a step has one event; begin another with " +
                                                              spellings(Keyword::kWhen));
    }
    has_action_ = true;
    step_.action = action;
    step_.event = std::move(event);
  }

  void finish_step() {
    if (level_ != Level::kStep) return;
    level_ = Level::kScenario;
    if (!has_action_ && !faulty_since_) {
      fault(step_.line, 1, "the step has no event: " + spellings(Keyword::kEvent) + ", " +
                               spellings(Keyword::kTermEnds) + " or " + spellings(Keyword::kRefuses));
    }
    const bool says_changes = step_.states || !step_.again.empty() || !step_.opens.empty() ||
                              !step_.completes.empty() || step_.completes_nothing || !step_.withdraws.empty() ||
                              !step_.misses.empty() || !step_.starts.empty() || !step_.stops.empty();
    if (step_.action == Action::kRefuses && says_changes) {
      fault(step_.line, 1, "an event that is refused changes nothing");
    }
    if (step_.action != Action::kRefuses && step_.accepts) {
      fault(step_.line, 1, "only with " + spellings(Keyword::kRefuses) + " is there a line " + spellings(Keyword::kAccepts));
    }
    if (step_.day && step_.action == Action::kTermEnds) {
      fault(step_.line, 1, "a term ends at its own time, so the step has no " + spellings(Keyword::kDay));
    }
    if (step_.action == Action::kStart && !step_.states) {
      fault(step_.line, 1, "say in which states the case begins: " + spellings(Keyword::kStates));
    }
    scenario_.steps.push_back(std::move(step_));
  }

  void finish_scenario() {
    if (!in_scenario_) return;
    finish_step();
    // What a faulty line was meant to say is not known.
    const bool faulty = read_.faults.size() > faults_before_scenario_;
    const auto require = [this, faulty](bool there, Keyword keyword) {
      if (!there && !faulty) fault(scenario_.line, 1, "the scenario has no line " + spellings(keyword));
    };
    if (!scenario_.continues.empty() && scenario_.day) {
      fault(scenario_.line, 1, "a scenario that continues another says the day in its steps");
    }
    if (!scenario_.day) scenario_.day = file_day_;
    require(!scenario_.title_lv.empty(), Keyword::kTitleLv);
    require(!scenario_.title_en.empty(), Keyword::kTitleEn);
    require(scenario_.day || !scenario_.continues.empty(), Keyword::kDay);
    require(!scenario_.steps.empty(), Keyword::kWhen);
    read_.file.scenarios.push_back(std::move(scenario_));
    in_scenario_ = false;
  }

  bool repeats(const Line& line) {
    if (seen_.insert(line.keyword).second) return false;
    fault(line, spellings(line.keyword) + " is there twice");
    return true;
  }

  [[nodiscard]] bool full() const { return read_.faults.size() >= limits_.faults; }

  void fault(std::uint32_t line, std::uint32_t column, std::string message) {
    faulty_since_ = true;
    if (!full()) read_.faults.push_back({line, column, LintFinding::Severity::kError, std::move(message)});
  }
  void fault(const Line& line, std::string message) { fault(line.number, line.column, std::move(message)); }
  static std::string too_many(const std::string& what, std::size_t most) {
    return "there are more than " + std::to_string(most) + " " + what;
  }
  void close(ValueScanner& value) {
    value.finish();
    if (value.failed()) fault(value.line(), value.fault_column(), value.fault());
  }

  const ScenarioLimits& limits_;
  ReadScenarios read_;
  Level level_ = Level::kFile;
  bool in_scenario_ = false;
  bool has_action_ = false;
  bool faulty_since_ = false;  ///< A fault was found since the step began.
  std::size_t faults_before_scenario_ = 0;
  std::optional<Date> file_day_;
  Scenario scenario_;
  Step step_;
  std::set<Keyword> seen_;
  std::set<std::string, std::less<>> ids_;
};

}  // namespace

ReadScenarios read_scenarios(std::string file, std::string_view bytes, const ScenarioLimits& limits) {
  return FileReader{std::move(file), limits}.read(bytes);
}

}  // namespace norma::workflows::scenarios
