#include "workflows/diff/difference.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

namespace norma::workflows::diff {
namespace {

char sign_of(Change change) {
  switch (change) {
    case Change::kAdded:
      return '+';
    case Change::kRemoved:
      return '-';
    case Change::kRenamed:
      return '=';
    case Change::kMoved:
      return '>';
    case Change::kChanged:
      return '~';
  }
  return '?';
}

std::string or_nothing(const std::string& text) { return text.empty() ? "nothing" : text; }

}  // namespace

std::string_view change_name(Change change) {
  switch (change) {
    case Change::kAdded:
      return "added";
    case Change::kRemoved:
      return "removed";
    case Change::kRenamed:
      return "renamed";
    case Change::kMoved:
      return "moved";
    case Change::kChanged:
      return "changed";
  }
  return "";
}

std::string_view subject_name(Subject subject) {
  switch (subject) {
    case Subject::kDefinition:
      return "definition";
    case Subject::kState:
      return "state";
    case Subject::kTransition:
      return "transition";
    case Subject::kTask:
      return "task";
    case Subject::kTerm:
      return "term";
    case Subject::kData:
      return "data";
  }
  return "";
}

std::string difference_text(const Difference& difference, std::string_view first_file, std::string_view second_file) {
  const bool removed = difference.change == Change::kRemoved;
  const Place& place = removed ? difference.in_first : difference.in_second;
  std::string text{removed ? first_file : second_file};
  text += ":" + std::to_string(place.line) + ": " + sign_of(difference.change) + " ";
  text += subject_name(difference.subject);
  if (!difference.name.empty()) text += " " + difference.name;
  if (!difference.state.empty()) text += " in " + difference.state;
  switch (difference.change) {
    case Change::kRenamed:
      return text + ": called " + difference.before + " before";
    case Change::kMoved:
      return text + ": in " + or_nothing(difference.before) + " before";
    case Change::kChanged:
      return text + ": " + difference.field + " " + or_nothing(difference.before) + " → " + or_nothing(difference.after);
    default:
      return difference.after.empty() ? text : text + ": " + difference.after;
  }
}

std::string differences_json(const std::vector<Difference>& differences) {
  boost::json::array list;
  for (const Difference& difference : differences) {
    boost::json::object item;
    const auto say = [&item](const char* name, std::string_view value) {
      if (!value.empty()) item[name] = value;
    };
    say("change", change_name(difference.change));
    say("subject", subject_name(difference.subject));
    say("name", difference.name);
    say("state", difference.state);
    say("field", difference.field);
    say("before", difference.before);
    say("after", difference.after);
    if (difference.in_first.line != 0) item["line_before"] = difference.in_first.line;
    if (difference.in_second.line != 0) item["line_after"] = difference.in_second.line;
    list.push_back(std::move(item));
  }
  boost::json::object document;
  document["same"] = differences.empty();
  document["differences"] = std::move(list);
  return boost::json::serialize(document);
}

}  // namespace norma::workflows::diff
