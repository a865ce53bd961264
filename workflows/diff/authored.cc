#include "workflows/diff/authored.h"

#include <algorithm>

#include "engine/statechart/compile.h"
#include "engine/statechart/document.h"
#include "workflows/diff/canonical.h"
#include "workflows/duties.h"
#include "workflows/finding.h"
#include "workflows/reader.h"
#include "workflows/vocabulary.h"

namespace norma::workflows::diff {
namespace {

using statechart::Element;

/// Of one state: each is compared with each.
constexpr std::size_t kMostTransitions = 1000;

bool is_scxml(const Element& element, std::string_view name) {
  return element.name_space == statechart::kScxmlNamespace && element.name == name;
}

bool is_norma(const Element& element, std::string_view name) {
  return element.name_space == statechart::kWorkflowNamespace && element.name == name;
}

bool is_state(const Element& element) {
  return is_scxml(element, "state") || is_scxml(element, "parallel") || is_scxml(element, "final") ||
         is_scxml(element, "history");
}

std::string one_line(std::string_view text) {
  std::string line;
  for (const std::string_view word : words(text)) line.append(line.empty() ? "" : " ").append(word);
  return line;
}

std::vector<std::string> word_list(std::string_view text) {
  const std::vector<std::string_view> found = words(text);
  return {found.begin(), found.end()};
}

std::string attribute(const Element& element, std::string_view name) {
  return one_line(element.attribute(name).value_or(""));
}

std::string norma_attribute(const Element& element, std::string_view name) {
  for (const statechart::Attribute& candidate : element.attributes) {
    if (candidate.name_space == statechart::kWorkflowNamespace && candidate.name == name) return one_line(candidate.value);
  }
  return {};
}

void add_labels(const Element& element, Fields& fields) {
  for (const std::string_view language : {"lv", "en"}) {
    std::string text;
    for (const Element& child : element.children) {
      if (is_norma(child, "label") && child.attribute("lang") == language) text = one_line(child.text);
    }
    fields.emplace_back("label " + std::string(language), std::move(text));
  }
}

std::string content_of(const Element& element, std::string_view name) {
  std::string content;
  for (const Element& child : element.children) {
    if (is_scxml(child, name)) content += (content.empty() ? "" : "; ") + canonical_element(child);
  }
  return content;
}

std::string kind_of(const Element& element) {
  if (element.name == "scxml") return "definition";
  if (element.name == "history") return element.attribute("type") == "deep" ? "deep history" : "shallow history";
  return element.name;
}

std::string without_wildcard(std::string_view descriptor) {
  if (descriptor.ends_with(".*")) descriptor.remove_suffix(2);
  if (descriptor.ends_with(".")) descriptor.remove_suffix(1);
  return std::string(descriptor);
}

class AuthoredReader {
 public:
  AuthoredDefinition read(const Element& root) {
    read_state(root, 0, {});
    return std::move(definition_);
  }

 private:
  std::size_t read_state(const Element& element, std::size_t parent, std::string id) {
    const std::size_t index = definition_.states.size();
    AuthoredState state;
    state.id = std::move(id);
    state.kind = kind_of(element);
    state.parent = parent;
    state.place = {element.line, element.column};
    add_labels(element, state.fields);
    if (index == 0) {
      const auto or_default = [&element](const char* name, const char* otherwise) {
        const std::string said = attribute(element, name);
        return said.empty() ? std::string(otherwise) : said;
      };
      state.fields.emplace_back("name", attribute(element, "name"));
      state.fields.emplace_back("datamodel", or_default("datamodel", "ecmascript"));
      state.fields.emplace_back("binding", or_default("binding", "early"));
    }
    for (const char* name : {"onentry", "onexit", "invoke", "donedata", "script"}) {
      state.fields.emplace_back(name, content_of(element, name));
    }
    definition_.states.push_back(std::move(state));
    read_children(element, index);
    read_initial(element, index);
    return index;
  }

  void read_children(const Element& element, std::size_t index) {
    std::size_t position = 0;
    for (const Element& child : element.children) {
      if (is_state(child)) {
        ++position;
        std::string id = attribute(child, "id");
        if (id.empty()) id = definition_.states[index].id + "#" + std::to_string(position);
        const std::size_t added = read_state(child, index, std::move(id));
        definition_.states[index].children.push_back(added);
      } else if (is_scxml(child, "transition") && element.name != "history") {
        definition_.states[index].transitions.push_back(read_transition(child));
      } else if (is_scxml(child, "datamodel")) {
        for (const Element& data : child.children) read_data(data, index);
      } else if (is_norma(child, "task")) {
        read_task(child, index);
      } else if (is_norma(child, "term")) {
        read_term(child, index);
      }
    }
  }

  static AuthoredTransition read_transition(const Element& element) {
    AuthoredTransition transition;
    for (const std::string_view event : words(element.attribute("event").value_or(""))) {
      transition.events.push_back(without_wildcard(event));
    }
    std::sort(transition.events.begin(), transition.events.end());
    transition.condition = canonical_expression(element.attribute("cond").value_or(""));
    transition.targets = word_list(element.attribute("target").value_or(""));
    std::sort(transition.targets.begin(), transition.targets.end());
    const std::string type = attribute(element, "type");
    // Without a target nothing is left, whatever the type.
    const bool internal = type == "internal" && !transition.targets.empty();
    transition.more.emplace_back("type", internal ? "internal" : "external");
    std::vector<std::string> leaves = word_list(norma_attribute(element, "leaves"));
    std::sort(leaves.begin(), leaves.end());
    std::string marks;
    for (const std::string& mark : leaves) marks += (marks.empty() ? "" : " ") + mark;
    transition.more.emplace_back("leaves", std::move(marks));
    transition.more.emplace_back("content", canonical_inside(element));
    transition.place = {element.line, element.column};
    return transition;
  }

  void read_initial(const Element& element, std::size_t index) {
    AuthoredState& state = definition_.states[index];
    std::string content;
    state.initial = word_list(element.attribute("initial").value_or(""));
    for (const Element& child : element.children) {
      const bool default_entry = element.name == "history" && is_scxml(child, "transition");
      const Element* transition = default_entry ? &child : nullptr;
      if (is_scxml(child, "initial") && !child.children.empty()) transition = &child.children.front();
      if (transition == nullptr) continue;
      state.initial = word_list(transition->attribute("target").value_or(""));
      content = canonical_inside(*transition);
    }
    std::sort(state.initial.begin(), state.initial.end());
    state.fields.emplace_back("initial content", std::move(content));
    if (!state.initial.empty() || state.kind == "parallel") return;
    for (const std::size_t child : state.children) {
      if (definition_.states[child].kind.ends_with("history")) continue;
      state.initial = {definition_.states[child].id};
      return;
    }
  }

  void read_task(const Element& element, std::size_t state) {
    AuthoredPart task{attribute(element, "id"), state, {}, {element.line, element.column}};
    for (const char* name : {"role", "command", "outcomes", "term", "on"}) {
      task.fields.emplace_back(name, attribute(element, name));
    }
    add_labels(element, task.fields);
    definition_.tasks.push_back(std::move(task));
  }

  void read_term(const Element& element, std::size_t state) {
    AuthoredPart term{attribute(element, "id"), state, {}, {element.line, element.column}};
    for (const char* name : {"clock", "duration", "until", "rule"}) term.fields.emplace_back(name, attribute(element, name));
    definition_.terms.push_back(std::move(term));
  }

  void read_data(const Element& element, std::size_t state) {
    if (!is_scxml(element, "data")) return;
    AuthoredPart data{attribute(element, "id"), state, {}, {element.line, element.column}};
    const auto expression = element.attribute("expr");
    data.fields.emplace_back("value", expression ? canonical_expression(*expression) : canonical_inside(element));
    data.fields.emplace_back("src", attribute(element, "src"));
    definition_.data.push_back(std::move(data));
  }

  AuthoredDefinition definition_;
};

}  // namespace

Result<AuthoredDefinition> read_authored(std::string_view bytes) {
  const Result<Element> root = read_xml(bytes);
  if (!root) return tl::unexpected(root.error());
  if (const auto chart = statechart::compile(*root); !chart) return tl::unexpected(chart.error());
  Findings findings;
  static_cast<void>(read_duties(*root, findings));
  for (const LintFinding& finding : std::move(findings).sorted()) {
    return fail(Reason::kDefinitionInvalid, format_finding(finding));
  }
  AuthoredDefinition definition = AuthoredReader{}.read(*root);
  for (const AuthoredState& state : definition.states) {
    if (state.transitions.size() > kMostTransitions) {
      return fail(Reason::kLimitExceeded, "transitions of " + state.id, std::to_string(kMostTransitions));
    }
  }
  return definition;
}

std::string field_of(const Fields& fields, std::string_view name) {
  const auto found = std::find_if(fields.begin(), fields.end(), [name](const auto& field) { return field.first == name; });
  return found == fields.end() ? std::string() : found->second;
}

}  // namespace norma::workflows::diff
