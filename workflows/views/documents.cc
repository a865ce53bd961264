#include "workflows/views/documents.h"

#include <boost/json.hpp>

namespace norma::workflows::views {

namespace json = boost::json;

json::object json_head(const Outline& outline, std::string_view view, Language language) {
  json::object head;
  head["view"] = view;
  head["definition"] = outline.name;
  head["sha256"] = outline.hash_hex;
  head["language"] = language == Language::kLv ? "lv" : "en";
  head["title"] = outline.title(language);
  return head;
}

std::string json_document(const json::object& head, const std::vector<JsonList>& lists) {
  std::string text = json::serialize(head);
  text.pop_back();
  for (const auto& [name, items] : lists) {
    text.append(text.size() > 1 ? ",\n\"" : "\"").append(name).append("\":[");
    for (std::size_t i = 0; i < items.size(); ++i) text.append(i == 0 ? "\n" : ",\n").append(json::serialize(items[i]));
    text += items.empty() ? "]" : "\n]";
  }
  return text + "}\n";
}

std::string xml_escape(std::string_view text) {
  std::string escaped;
  for (const char letter : text) {
    switch (letter) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      default:
        escaped += static_cast<unsigned char>(letter) < 0x20 ? ' ' : letter;
    }
  }
  return escaped;
}

}  // namespace norma::workflows::views
