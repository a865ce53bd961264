#include "workflows/views/outline.h"

#include <algorithm>
#include <utility>

#include "engine/statechart/compile.h"
#include "workflows/duties.h"
#include "workflows/reader.h"
#include "workflows/vocabulary.h"

namespace norma::workflows::views {
namespace {

using statechart::Chart;
using statechart::Element;
using statechart::kNoState;
using statechart::StateIndex;

std::string hexadecimal(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (const char byte : bytes) {
    const auto value = static_cast<unsigned char>(byte);
    text += kDigits[value >> 4];
    text += kDigits[value & 15U];
  }
  return text;
}

std::string one_line(std::string_view text) {
  std::string line;
  for (const std::string_view word : words(text)) line.append(line.empty() ? "" : " ").append(word);
  return line;
}

Label label_of(const Element& element) {
  Label label;
  for (const Element& child : element.children) {
    if (child.name_space != statechart::kWorkflowNamespace || child.name != "label") continue;
    (child.attribute("lang") == "lv" ? label.lv : label.en) = one_line(child.text);
  }
  return label;
}

bool is_state(const Element& element) {
  return element.name_space == statechart::kScxmlNamespace &&
         (element.name == "state" || element.name == "parallel" || element.name == "final" || element.name == "history");
}

/// States are numbered as the chart numbers them: in document order, from the root's 0.
void collect_labels(const Element& element, Outline& outline) {
  outline.labels.push_back(label_of(element));
  for (const Element& child : element.children) {
    if (child.name_space == statechart::kWorkflowNamespace && child.name == "task") {
      outline.task_labels.emplace(child.attribute("id").value_or(""), label_of(child));
    }
    if (is_state(child)) collect_labels(child, outline);
  }
}

}  // namespace

const std::string& Label::in(Language language) const {
  const std::string& wanted = language == Language::kLv ? lv : en;
  const std::string& other = language == Language::kLv ? en : lv;
  return wanted.empty() ? other : wanted;
}

std::string Outline::state_label(StateIndex state, Language language) const {
  const std::string& label = labels[state].in(language);
  return label.empty() ? chart->id(state) : label;
}

std::string Outline::task_label(std::string_view key, Language language) const {
  const auto found = task_labels.find(key);
  if (found == task_labels.end() || found->second.in(language).empty()) return std::string(key);
  return found->second.in(language);
}

std::string Outline::title(Language language) const {
  const std::string& label = labels.front().in(language);
  return label.empty() ? name : label;
}

Result<Outline> read_outline(std::string_view bytes, std::string_view hash) {
  const Result<Element> root = read_xml(bytes);
  if (!root) return tl::unexpected(root.error());
  Result<std::shared_ptr<const Chart>> chart = statechart::compile(*root);
  if (!chart) return tl::unexpected(chart.error());

  Findings findings;
  DutiesByState duties = read_duties(*root, findings);
  for (const LintFinding& finding : std::move(findings).sorted()) {
    return fail(Reason::kDefinitionInvalid, format_finding(finding));
  }
  Outline outline;
  outline.name = root->attribute("name").value_or("");
  outline.hash_hex = hexadecimal(hash);
  outline.chart = std::move(*chart);
  collect_labels(*root, outline);
  outline.duties.resize(outline.chart->state_count());
  for (auto& [id, asked] : duties) {
    if (const auto state = outline.chart->find(id)) outline.duties[*state] = std::move(asked);
  }
  return outline;
}

std::vector<StateIndex> states_around(const Chart& chart, StateIndex state) {
  std::vector<StateIndex> around;
  for (StateIndex next = chart.parent(state); next != kNoState && next != 0; next = chart.parent(next)) {
    around.push_back(next);
  }
  std::reverse(around.begin(), around.end());
  return around;
}

StateIndex common_state(const Chart& chart, StateIndex one, StateIndex other) {
  while (one != other && !chart.is_descendant(other, one)) one = chart.parent(one);
  return one;
}

}  // namespace norma::workflows::views
