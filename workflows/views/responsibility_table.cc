#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <string_view>

#include "workflows/views/conditions.h"
#include "workflows/views/documents.h"
#include "workflows/views/phrases.h"
#include "workflows/views/responsibility.h"

namespace norma::workflows::views {
namespace {

using acts::Part;
using statechart::Chart;
using statechart::StateIndex;
using statechart::Transition;

struct KindText {
  std::string_view name, lv, en, lv_meaning, en_meaning;
};

/// By ResponsibilityRow::Kind.
constexpr std::array<KindText, 4> kKinds = {{
    {"duty", "Pienākums", "Duty", "uzdevums: norādītajam ir jārīkojas", "a task: the one named must act"},
    {"right", "Tiesības", "Right", "norādītais drīkst rīkoties, uzdevuma nav", "the one named may act; no task asks for it"},
    {"term", "Termiņš", "Term", "termiņa beigas iedarbojas pašas", "the end of a term acts by itself"},
    {"automatic", "Automātiski", "Automatic", "seko no tā, kas noticis citur", "follows from what happened elsewhere"},
}};

/// Writes the texts of one table in one language.
class Texts {
 public:
  Texts(const Outline& outline, Language language)
      : outline_(outline), chart_(*outline.chart), language_(language), lv_(language == Language::kLv) {}

  [[nodiscard]] std::string_view pick(std::string_view lv, std::string_view en) const { return lv_ ? lv : en; }

  [[nodiscard]] std::string_view kind(const ResponsibilityRow& row) const {
    const KindText& text = kKinds[static_cast<std::size_t>(row.kind)];
    return lv_ ? text.lv : text.en;
  }

  [[nodiscard]] std::string label(StateIndex state) const {
    return state == 0 ? outline_.title(language_) : outline_.state_label(state, language_);
  }

  [[nodiscard]] std::vector<std::string> path(StateIndex state) const {
    std::vector<std::string> labels;
    for (const StateIndex around : states_around(chart_, state)) labels.push_back(label(around));
    return labels;
  }

  [[nodiscard]] std::string action(const ResponsibilityRow& row) const {
    if (row.task != nullptr) {
      std::string text = outline_.task_label(row.task->key, language_);
      if (!row.task->on.empty()) {
        text.append(pick(" (katrreiz pēc: ", " (each time after: ")).append(event_phrase(outline_, row.task->on, language_)) += ')';
      }
      return text;
    }
    return row.command.empty() ? event_phrase(outline_, row.event, language_) : command_phrase(row.command, language_);
  }

  [[nodiscard]] std::string term(const ResponsibilityRow& row) const {
    if (row.term == nullptr) return {};
    const std::string clock = row.term->clock.empty() ? "" : row.term->clock + ": ";
    return term_phrase(*row.term, language_) + " (" + clock + row.term->rule + ")";
  }

  /// What must hold for the effect, with what it is the outcome of; empty when it always follows.
  [[nodiscard]] std::string premise(const ResponsibilityRow& row, const Effect& effect) const {
    const Transition& transition = chart_.transition(effect.transition);
    std::vector<std::string> parts;
    const bool inside = chart_.is_descendant(transition.source, row.state);
    if (inside || effect.is_elsewhere) {
      parts.push_back(std::string(effect.is_elsewhere ? pick("vienlaikus, ja ir ", "meanwhile, when in ")
                                                      : pick("ja ir ", "when in ")) +
                      "“" + label(transition.source) + "”");
    }
    if (!effect.outcome.empty()) parts.push_back(word_phrase(effect.outcome, language_));
    if (!transition.condition_text.empty()) {
      parts.push_back(std::string(pick("ja ", "if ")) + condition_phrase(outline_, transition.condition_text, language_));
    } else if (effect.is_otherwise) {
      parts.emplace_back(pick("citādi", "otherwise"));
    }
    std::string text;
    for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
    return text;
  }

  [[nodiscard]] std::string result(const Effect& effect, std::string_view emphasis) const {
    const Transition& transition = chart_.transition(effect.transition);
    if (transition.targets.empty()) return std::string(pick("stāvoklis nemainās", "the state stays"));
    std::string text = "→ ";
    for (std::size_t i = 0; i < transition.targets.size(); ++i) {
      text += (i == 0 ? "" : " + ") + target(transition, transition.targets[i], emphasis);
    }
    return text;
  }

 private:
  [[nodiscard]] std::string target(const Transition& transition, StateIndex state, std::string_view emphasis) const {
    std::string text = std::string(emphasis) + (chart_.is_history(state) ? label(chart_.parent(state)) : label(state)) + std::string(emphasis);
    if (chart_.is_history(state)) text += pick(" (turpina, kur palika)", " (goes on where it was)");
    if (state == transition.source) text += pick(" (no jauna)", " (anew)");
    if (chart_.is_final(state) && chart_.parent(state) == 0) text += pick(" (lieta noslēgta)", " (the case is closed)");
    return text;
  }

  const Outline& outline_;
  const Chart& chart_;
  Language language_;
  bool lv_;
};

/// A cell of a pipe table: lines become breaks, and nothing in it is markup of HTML.
std::string cell(std::string_view text) {
  std::string safe;
  bool is_code = false;
  for (const char letter : text) {
    if (letter == '`') is_code = !is_code;
    if (letter == '|') {
      safe += "\\|";
    } else if (letter == '\n') {
      safe += "<br>";
    } else if (letter == '<' && !is_code) {
      safe += "&lt;";
    } else {
      safe += letter;
    }
  }
  return safe.empty() ? "—" : safe;
}

std::string state_cell(const Texts& texts, const Chart& chart, StateIndex state) {
  std::string text;
  for (const std::string& label : texts.path(state)) text += label + " › ";
  text += "**" + texts.label(state) + "**";
  if (!chart.is_atomic(state)) text += texts.pick(" (visā posmā)", " (throughout)");
  return text;
}

std::string who_cell(const Texts& texts, const ResponsibilityRow& row, Language language) {
  std::string text;
  for (const Part part : row.parts) text.append(text.empty() ? "" : ", ").append(part_phrase(part, language));
  if (row.also_parts.empty()) return text;
  text += texts.pick("; drīkst arī ", "; also may: ");
  for (std::size_t i = 0; i < row.also_parts.size(); ++i) {
    std::string other(part_phrase(row.also_parts[i], language));
    if (!other.empty() && other.front() >= 'A' && other.front() <= 'Z') other.front() = static_cast<char>(other.front() + 32);
    text += (i == 0 ? "" : ", ") + other;
  }
  return text;
}

std::string effects_cell(const Texts& texts, const ResponsibilityRow& row) {
  std::vector<std::string> lines;
  for (const Effect& effect : row.effects) {
    const std::string premise = texts.premise(row, effect);
    const std::string line = premise + (premise.empty() ? "" : ": ") + texts.result(effect, "**");
    if (std::find(lines.begin(), lines.end(), line) == lines.end()) lines.push_back(line);
  }
  std::string text;
  for (const std::string& line : lines) text += (text.empty() ? "" : "\n") + line;
  return text;
}

void append_legend(std::string& text, const Texts& texts, const std::vector<ResponsibilityRow>& rows, Language language) {
  text += texts.pick("\n## Lomas\n\n", "\n## Roles\n\n");
  for (std::size_t part = 0; part <= static_cast<std::size_t>(Part::kAddressee); ++part) {
    const auto one = static_cast<Part>(part);
    const auto names = [one](const ResponsibilityRow& row) {
      return std::count(row.parts.begin(), row.parts.end(), one) + std::count(row.also_parts.begin(), row.also_parts.end(), one) > 0;
    };
    if (std::none_of(rows.begin(), rows.end(), names)) continue;
    text.append("- **").append(part_phrase(one, language)).append("** — ").append(part_explanation(one, language)) += ".\n";
  }
  text += texts.pick("\n## Veidi\n\n", "\n## Kinds\n\n");
  for (const KindText& kind : kKinds) {
    text.append("- **").append(texts.pick(kind.lv, kind.en)).append("** — ");
    text.append(texts.pick(kind.lv_meaning, kind.en_meaning)) += ".\n";
  }
}

boost::json::array names_of(const std::vector<Part>& parts) {
  boost::json::array names;
  for (const Part part : parts) names.emplace_back(part_name(part));
  return names;
}

boost::json::object effect_object(const Outline& outline, const Texts& texts, const ResponsibilityRow& row, const Effect& effect) {
  const Transition& transition = outline.chart->transition(effect.transition);
  boost::json::object object;
  object["event"] = effect.event;
  object["source"] = outline.chart->id(transition.source);
  if (!effect.outcome.empty()) object["outcome"] = effect.outcome;
  if (!transition.condition_text.empty()) object["condition"] = transition.condition_text;
  if (effect.is_elsewhere) object["elsewhere"] = true;
  boost::json::array targets;
  for (const StateIndex target : transition.targets) targets.emplace_back(outline.chart->id(target));
  object["to"] = std::move(targets);
  const std::string premise = texts.premise(row, effect);
  object["text"] = premise + (premise.empty() ? "" : ": ") + texts.result(effect, "");
  return object;
}

boost::json::object row_object(const Outline& outline, const Texts& texts, const ResponsibilityRow& row) {
  boost::json::object object;
  object["state"] = row.state == 0 ? "" : outline.chart->id(row.state);
  boost::json::array path;
  for (const std::string& label : texts.path(row.state)) path.emplace_back(label);
  object["path"] = std::move(path);
  object["label"] = texts.label(row.state);
  object["kind"] = kKinds[static_cast<std::size_t>(row.kind)].name;
  object["roles"] = names_of(row.parts);
  if (!row.also_parts.empty()) object["also"] = names_of(row.also_parts);
  if (row.task != nullptr) object["task"] = row.task->key;
  if (row.task != nullptr && !row.task->on.empty()) object["on"] = row.task->on;
  if (!row.command.empty()) object["command"] = row.command;
  if (row.command.empty()) object["event"] = row.event;
  object["action"] = texts.action(row);
  if (row.term != nullptr) {
    boost::json::object term;
    term["id"] = row.term->key;
    if (!row.term->clock.empty()) term["clock"] = row.term->clock;
    if (!row.term->duration.empty()) term["duration"] = row.term->duration;
    if (!row.term->until.empty()) term["until"] = row.term->until;
    term["rule"] = row.term->rule;
    term["text"] = texts.term(row);
    object["term"] = std::move(term);
  }
  boost::json::array effects;
  for (const Effect& effect : row.effects) effects.emplace_back(effect_object(outline, texts, row, effect));
  object["effects"] = std::move(effects);
  return object;
}

}  // namespace

std::string responsibility_markdown(const Outline& outline, Language language) {
  const Texts texts(outline, language);
  const std::vector<ResponsibilityRow> rows = responsibilities(outline);
  std::string text = "# " + outline.title(language) + std::string(texts.pick(": atbildību tabula\n\n", ": table of responsibilities\n\n"));
  text.append(texts.pick("Definīcija `", "Definition `")).append(outline.name).append("`, SHA-256 `").append(outline.hash_hex);
  text += texts.pick("`. Tabula ir izveidota no definīcijas; noteicošā ir definīcija.\n\n",
                     "`. The table is made from the definition, which prevails.\n\n");
  text += texts.pick("| Stāvoklis | Veids | Kas | Darbība | Iznākums | Termiņš un pamats |\n",
                     "| State | Kind | Who | Action | Outcome | Term and ground |\n");
  text += "|---|---|---|---|---|---|\n";
  for (const ResponsibilityRow& row : rows) {
    const std::array<std::string, 6> cells = {state_cell(texts, *outline.chart, row.state), std::string(texts.kind(row)),
                                              who_cell(texts, row, language),              texts.action(row),
                                              effects_cell(texts, row),                     texts.term(row)};
    text += '|';
    for (const std::string& one : cells) text += ' ' + cell(one) + " |";
    text += '\n';
  }
  append_legend(text, texts, rows, language);
  return text;
}

std::string responsibility_json(const Outline& outline, Language language) {
  const Texts texts(outline, language);
  JsonList rows{"rows", {}};
  for (const ResponsibilityRow& row : responsibilities(outline)) rows.second.push_back(row_object(outline, texts, row));
  return json_document(json_head(outline, "responsibility-table", language), {rows});
}

}  // namespace norma::workflows::views
