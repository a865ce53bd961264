#include <algorithm>

#include "workflows/views/conditions.h"
#include "workflows/views/layout.h"
#include "workflows/views/phrases.h"
#include "workflows/vocabulary.h"

namespace norma::workflows::views {
namespace {

constexpr int kLetterWidth = 7;
constexpr std::size_t kMostLetters = 30;

std::size_t letters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

}  // namespace

int text_width(std::string_view text) { return kLetterWidth * static_cast<int>(letters(text)); }

int name_width(std::string_view text) { return (kLetterWidth + 1) * static_cast<int>(letters(text)) + kLetterWidth; }

std::vector<std::string> wrap(std::string_view text, std::size_t most) {
  std::vector<std::string> lines;
  std::size_t filled = 0;
  for (const std::string_view word : words(text)) {
    const std::size_t size = letters(word);
    if (lines.empty() || filled + 1 + size > most) {
      lines.emplace_back(word);
      filled = size;
    } else {
      lines.back().append(" ").append(word);
      filled += 1 + size;
    }
  }
  return lines;
}

std::vector<std::string> transition_lines(const Outline& outline, const statechart::Transition& transition, Language language) {
  std::string text;
  for (const std::string& event : transition.events) text += (text.empty() ? "" : " / ") + event_phrase(outline, event, language);
  if (transition.events.empty() && transition.condition_text.empty()) text = event_phrase(outline, "", language);
  if (!transition.condition_text.empty()) {
    text += (text.empty() ? "[" : " [") + condition_phrase(outline, transition.condition_text, language) + "]";
  }
  return wrap(text, kMostLetters);
}

}  // namespace norma::workflows::views
