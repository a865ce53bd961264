#include "workflows/scenarios/subject.h"

#include <algorithm>
#include <utility>

#include "engine/statechart/compile.h"
#include "workflows/finding.h"
#include "workflows/reader.h"
#include "workflows/vocabulary.h"

namespace norma::workflows::scenarios {
namespace {

using statechart::Element;
using Labels = std::map<std::string, Label, std::less<>>;

constexpr std::string_view kFacts = "_event.data";

bool is_name_character(char character) {
  return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
         (character >= '0' && character <= '9') || character == '_' || character == '$';
}

Label label_of(const Element& element) {
  Label label;
  for (const Element& child : element.children) {
    if (child.name_space != statechart::kWorkflowNamespace || child.name != "label") continue;
    std::string text;
    for (const std::string_view word : words(child.text)) text += (text.empty() ? "" : " ") + std::string(word);
    (child.attribute("lang") == "lv" ? label.lv : label.en) = std::move(text);
  }
  return label;
}

void read_labels(const Element& element, Subject& subject) {
  const std::string id{element.attribute("id").value_or("")};
  const bool of_workflow = element.name_space == statechart::kWorkflowNamespace;
  Labels& labels = of_workflow ? subject.task_labels : subject.state_labels;
  if (!id.empty() && (!of_workflow || element.name == "task")) labels.emplace(id, label_of(element));
  for (const Element& child : element.children) read_labels(child, subject);
}

void read_facts(Subject& subject) {
  for (const statechart::Expression& expression : subject.chart->expressions()) {
    const std::string& source = expression.source;
    for (std::size_t at = source.find(kFacts); at != std::string::npos; at = source.find(kFacts, at + 1)) {
      const std::size_t end = at + kFacts.size();
      const bool member = end + 1 < source.size() && source[end] == '.' && is_name_character(source[end + 1]);
      if (!member) subject.names_all_facts = false;
    }
    subject.facts.merge(facts_of(source));
  }
  for (const auto& [state, duties] : subject.duties) {
    for (const acts::TermTemplate& term : duties.terms) {
      if (!term.until.empty()) subject.facts.insert(term.until);
    }
  }
}

std::string as_written(const Reference& reference) {
  return reference.is_label ? '"' + reference.text + '"' : "'" + reference.text + "'";
}

/// The ids whose label is the reference's text; the id itself when it is no label.
std::vector<std::string> ids_named(const Labels& labels, const Reference& reference) {
  if (!reference.is_label) return {reference.text};
  std::vector<std::string> ids;
  for (const auto& [id, label] : labels) {
    if (label.lv == reference.text || label.en == reference.text) ids.push_back(id);
  }
  return ids;
}

Named<std::string> only_id(const Subject& subject, const Labels& labels, const Reference& reference,
                           const std::string& what) {
  const std::vector<std::string> ids = ids_named(labels, reference);
  if (ids.empty()) {
    return tl::unexpected("no " + what + " of " + subject.file + " has the label " + as_written(reference));
  }
  if (ids.size() > 1) {
    return tl::unexpected(as_written(reference) + " is the label of " + ids[0] + " and of " + ids[1] + ": write the id");
  }
  return ids.front();
}

std::string with_label(const std::string& id, const Labels& labels, Language language) {
  const auto found = labels.find(id);
  if (found == labels.end()) return id;
  const std::string& label = language == Language::kLv ? found->second.lv : found->second.en;
  return label.empty() ? id : id + " \"" + label + '"';
}

}  // namespace

std::set<std::string, std::less<>> facts_of(std::string_view expression) {
  std::set<std::string, std::less<>> facts;
  for (std::size_t at = expression.find(kFacts); at != std::string_view::npos; at = expression.find(kFacts, at + 1)) {
    std::size_t end = at + kFacts.size();
    if (end >= expression.size() || expression[end] != '.') continue;
    const std::size_t start = ++end;
    while (end < expression.size() && is_name_character(expression[end])) ++end;
    if (end > start) facts.emplace(expression.substr(start, end - start));
  }
  return facts;
}

Result<Subject> read_subject(std::string file, std::string_view bytes) {
  const Result<Element> root = read_xml(bytes);
  if (!root) return tl::unexpected(root.error());
  Result<std::shared_ptr<const statechart::Chart>> chart = statechart::compile(*root);
  if (!chart) return tl::unexpected(chart.error());
  Subject subject;
  subject.file = std::move(file);
  subject.chart = std::move(*chart);
  Findings findings;
  subject.duties = read_duties(*root, findings);
  for (const LintFinding& finding : std::move(findings).sorted()) {
    return fail(Reason::kDefinitionInvalid, format_finding(finding));
  }
  read_labels(*root, subject);
  read_facts(subject);
  return subject;
}

Named<statechart::StateIndex> find_state(const Subject& subject, const Reference& reference) {
  const Named<std::string> id = only_id(subject, subject.state_labels, reference, "state");
  if (!id) return tl::unexpected(id.error());
  const std::optional<statechart::StateIndex> state = subject.chart->find(*id);
  if (!state) return tl::unexpected(subject.file + " has no state " + as_written(reference));
  return *state;
}

Named<const acts::TaskTemplate*> find_task(const Subject& subject, const Reference& reference) {
  const Named<std::string> id = only_id(subject, subject.task_labels, reference, "task");
  if (!id) return tl::unexpected(id.error());
  for (const auto& [state, duties] : subject.duties) {
    for (const acts::TaskTemplate& task : duties.tasks) {
      if (task.key == *id) return &task;
    }
  }
  return tl::unexpected(subject.file + " has no task " + as_written(reference));
}

Named<const acts::TermTemplate*> find_term(const Subject& subject, const Reference& reference) {
  for (const auto& [state, duties] : subject.duties) {
    for (const acts::TermTemplate& term : duties.terms) {
      if (!reference.is_label && term.key == reference.text) return &term;
    }
  }
  return tl::unexpected(subject.file + " has no term " + as_written(reference));
}

std::string state_text(const Subject& subject, statechart::StateIndex state, Language language) {
  return with_label(subject.chart->id(state), subject.state_labels, language);
}

std::string task_text(const Subject& subject, const acts::TaskTemplate& task, Language language) {
  return with_label(task.key, subject.task_labels, language);
}

bool knows_event(const Subject& subject, std::string_view event) {
  for (std::size_t i = 0; i < subject.chart->transition_count(); ++i) {
    const auto index = static_cast<statechart::TransitionIndex>(i);
    if (statechart::transition_matches(subject.chart->transition(index), event)) return true;
  }
  return is_command_event(event);
}

}  // namespace norma::workflows::scenarios
