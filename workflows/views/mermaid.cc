#include "workflows/views/mermaid.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "workflows/views/layout.h"
#include "workflows/views/phrases.h"

namespace norma::workflows::views {
namespace {

using statechart::Chart;
using statechart::kNoState;
using statechart::StateIndex;
using statechart::StateKind;
using statechart::Transition;
using statechart::TransitionIndex;

/// Mermaid reads `#58;` as the letter with that number; the letters here mean something to its parser.
std::string escape(std::string_view text) {
  constexpr std::string_view kSpecial = ":;\"#{}<>[]|\\%`&";
  std::string safe;
  for (const char letter : text) {
    if (kSpecial.find(letter) != std::string_view::npos) {
      safe += '#' + std::to_string(static_cast<int>(letter)) + ';';
    } else {
      safe += static_cast<unsigned char>(letter) < 0x20 ? ' ' : letter;
    }
  }
  return safe;
}

bool is_plain_name(std::string_view id) {
  constexpr std::array<std::string_view, 16> kReserved = {"state", "note",  "end",  "direction", "class", "classDef", "style", "default",
                                                          "scale", "hide",  "as",   "fork",      "join",  "choice",   "root",  "click"};
  const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; };
  return !id.empty() && (id.front() < '0' || id.front() > '9') && std::all_of(id.begin(), id.end(), plain) &&
         std::find(kReserved.begin(), kReserved.end(), id) == kReserved.end();
}

/// A line between two boxes of one box.
struct Arrow {
  std::string from;
  std::string to;
  std::string label;
};

class MermaidWriter {
 public:
  MermaidWriter(const Outline& outline, Language language)
      : outline_(outline), chart_(*outline.chart), language_(language), lv_(language == Language::kLv), arrows_(chart_.state_count()), notes_(chart_.state_count()), is_joined_(chart_.state_count(), false), any_names_(chart_.state_count()) {
    name_states();
    for (std::size_t state = 0; state < chart_.state_count(); ++state) sort_out(static_cast<StateIndex>(state));
  }

  std::string write() {
    text_ = "%% " + escape(outline_.name) + ", SHA-256 " + outline_.hash_hex + "\n";
    text_ += std::string(lv_ ? "%% Skats no definīcijas; noteicošā ir definīcija.\n" : "%% A view of the definition, which prevails.\n");
    text_ += "stateDiagram-v2\n";
    indent_ = 1;
    write_inside(0);
    return std::move(text_);
  }

 private:
  void name_states() {
    for (std::size_t index = 0; index < chart_.state_count(); ++index) {
      const std::string& id = chart_.id(static_cast<StateIndex>(index));
      std::string name = is_plain_name(id) ? id : "s_" + std::to_string(index);
      while (!used_.insert(name).second || (name != id && chart_.find(name))) name += '_';
      names_.push_back(std::move(name));
    }
  }

  std::string fresh(std::string name) {
    while (!used_.insert(name).second) name += '_';
    return name;
  }

  [[nodiscard]] bool has_inside(StateIndex state) const { return !chart_.state(state).children.empty(); }

  [[nodiscard]] StateIndex child_towards(StateIndex scope, StateIndex state) const {
    while (chart_.parent(state) != scope) state = chart_.parent(state);
    return state;
  }

  /// Puts what leaves the state where it will be written.
  void sort_out(StateIndex state) {
    const statechart::State& at = chart_.state(state);
    if (chart_.is_compound(state)) {
      for (const StateIndex target : at.initial.targets) {
        const StateIndex child = child_towards(state, target);
        arrows_[state].push_back({"[*]", names_[child], child == target ? "" : "→ " + state_name(target)});
        mark_joined(state, child);
      }
    } else if (chart_.is_history(state)) {
      for (const StateIndex target : at.initial.targets) add_between(state, target, lv_ ? "pirmoreiz" : "at first");
    }
    for (const acts::TaskTemplate& task : outline_.duties[state].tasks) {
      notes_[state].push_back(std::string(part_phrase(task.part, language_)) + ": " + outline_.task_label(task.key, language_));
    }
    for (const acts::TermTemplate& term : outline_.duties[state].terms) {
      notes_[state].push_back((lv_ ? "Termiņš: " : "Term: ") + term_phrase(term, language_) + " (" + term.rule + ")");
    }
    for (const TransitionIndex index : at.transitions) add_transition(state, chart_.transition(index));
  }

  void add_transition(StateIndex source, const Transition& transition) {
    std::string label;
    for (const std::string& line : transition_lines(outline_, transition, language_)) label += (label.empty() ? "" : " ") + line;
    if (transition.targets.empty()) notes_[source].push_back(label + (lv_ ? " — stāvoklis nemainās" : " — the state stays"));
    for (const StateIndex target : transition.targets) add_between(source, target, label);
  }

  void add_between(StateIndex source, StateIndex target, const std::string& label) {
    const StateIndex scope = common_state(chart_, source, target);
    if (source == target && !has_inside(source)) {
      arrows_[chart_.parent(source)].push_back({names_[source], names_[source], label});
    } else if (scope == target) {
      notes_[target].push_back((source == target ? "" : state_name(source) + ": ") + label + (lv_ ? " — no jauna" : " — anew"));
    } else if (scope == source) {
      if (any_names_[source].empty()) any_names_[source] = fresh("any_" + names_[source]);
      const StateIndex child = child_towards(source, target);
      arrows_[source].push_back({any_names_[source], names_[child], label + (child == target ? "" : arrow_end(target))});
      mark_joined(source, child);
    } else {
      const StateIndex from = child_towards(scope, source);
      const StateIndex to = child_towards(scope, target);
      const std::string begin = from == source ? "" : " (" + std::string(lv_ ? "no: " : "from: ") + state_name(source) + ")";
      arrows_[scope].push_back({names_[from], names_[to], label + begin + (to == target ? "" : arrow_end(target))});
      mark_joined(scope, from);
      mark_joined(scope, to);
    }
  }

  /// Notes for every parallel around that it has an arrow between regions, or one at a box inside a region.
  void mark_joined(StateIndex scope, StateIndex end) {
    if (chart_.is_parallel(scope)) is_joined_[scope] = true;
    if (!has_inside(end)) return;
    for (StateIndex around = scope; around != kNoState; around = chart_.parent(around)) is_joined_[around] = true;
  }

  [[nodiscard]] std::string state_name(StateIndex state) const {
    if (chart_.is_history(state)) return "H";
    return outline_.state_label(state, language_);
  }
  [[nodiscard]] std::string arrow_end(StateIndex target) const { return " (→ " + state_name(target) + ")"; }

  void line(const std::string& text) { text_.append(2 * indent_, ' ').append(text) += '\n'; }

  void write_inside(StateIndex scope) {
    const bool sections = chart_.is_parallel(scope) && !is_joined_[scope];
    bool first = true;
    std::vector<StateIndex> members = chart_.state(scope).histories;
    members.insert(members.end(), chart_.state(scope).children.begin(), chart_.state(scope).children.end());
    std::sort(members.begin(), members.end());
    for (const StateIndex member : members) {
      if (sections && !std::exchange(first, false)) line("--");
      write_state(member);
    }
    if (chart_.is_parallel(scope) && !sections) write_fork(scope);
    if (!any_names_[scope].empty()) line("state \"" + std::string(lv_ ? "jebkurš stāvoklis" : "any state") + "\" as " + any_names_[scope]);
    for (const Arrow& arrow : arrows_[scope]) {
      line(arrow.from + " --> " + arrow.to + (arrow.label.empty() ? "" : " : " + escape(arrow.label)));
    }
    for (const StateIndex member : members) {
      if (chart_.is_final(member)) line(names_[member] + " --> [*]");
    }
    for (const StateIndex member : members) write_note(member);
  }

  void write_fork(StateIndex scope) {
    const std::string fork = fresh("fork_" + names_[scope]);
    line("state " + fork + " <<fork>>");
    line("[*] --> " + fork);
    for (const StateIndex region : chart_.state(scope).children) line(fork + " --> " + names_[region]);
  }

  void write_state(StateIndex state) {
    std::string label = escape(state_name(state));
    if (chart_.kind(state) == StateKind::kDeepHistory) label += '*';
    const std::string opening = "state \"" + label + "\" as " + names_[state];
    if (!has_inside(state)) {
      line(opening);
      for (const std::string& note : notes_[state]) line(names_[state] + " : " + escape(note));
      return;
    }
    line(opening + " {");
    ++indent_;
    write_inside(state);
    --indent_;
    line("}");
  }

  void write_note(StateIndex state) {
    if (!has_inside(state) || notes_[state].empty()) return;
    line("note right of " + names_[state]);
    for (const std::string& note : notes_[state]) line("  " + escape(note));
    line("end note");
  }

  const Outline& outline_;
  const Chart& chart_;
  Language language_;
  bool lv_;
  std::set<std::string> used_;
  std::vector<std::string> names_;                  ///< By state.
  std::vector<std::vector<Arrow>> arrows_;          ///< By the box they are in.
  std::vector<std::vector<std::string>> notes_;     ///< By state.
  std::vector<bool> is_joined_;                     ///< By state: a parallel that cannot have concurrent sections.
  std::vector<std::string> any_names_;              ///< By state: the node from which its inward transitions start.
  std::string text_;
  std::size_t indent_ = 0;
};

}  // namespace

std::string mermaid(const Outline& outline, Language language) { return MermaidWriter(outline, language).write(); }

}  // namespace norma::workflows::views
