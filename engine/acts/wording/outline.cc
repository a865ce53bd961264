#include "engine/acts/wording/outline.h"

#include <charconv>

namespace norma::acts {
namespace {

constexpr std::string_view kFirstLine = "norma-outline 1\n";

tl::unexpected<Error> misfit(std::string_view what) {
  return fail(Reason::kStorageCorrupt, "outline: " + std::string(what));
}

}  // namespace

Paragraphs read_paragraphs_keeping(std::string_view text, const std::vector<IdAt>& ids) {
  Paragraphs paragraphs = read_paragraphs(text);
  TakenIds taken;
  std::vector<bool> kept(paragraphs.size());
  std::size_t offset = 0;
  auto next = ids.begin();
  for (std::size_t i = 0; i < paragraphs.size(); ++i) {
    while (next != ids.end() && next->first < offset) ++next;
    if (next != ids.end() && next->first == offset) {
      paragraphs[i].id = next->second;
      kept[i] = taken.take(next->second);
    }
    offset += paragraphs[i].text.size() + paragraphs[i].gap.size();
  }
  for (std::size_t i = 0; i < paragraphs.size(); ++i) {
    if (!kept[i]) paragraphs[i].id = taken.take_free(paragraphs[i].id);
  }
  return paragraphs;
}

std::string write_outline(const Paragraphs& paragraphs) {
  const Paragraphs plain = read_paragraphs(wording_text(paragraphs));
  std::string outline;
  for (std::size_t i = 0; i < paragraphs.size() && i < plain.size(); ++i) {
    if (paragraphs[i].id == plain[i].id) continue;
    if (outline.empty()) outline = kFirstLine;
    outline.append(std::to_string(i + 1)).append(" ").append(paragraphs[i].id).append("\n");
  }
  return outline;
}

Result<Paragraphs> read_wording(std::string_view text, std::string_view outline) {
  Paragraphs paragraphs = read_paragraphs(text);
  if (outline.empty()) return paragraphs;
  if (!outline.starts_with(kFirstLine)) return misfit("version");
  outline.remove_prefix(kFirstLine.size());
  while (!outline.empty()) {
    const std::size_t line_break = outline.find('\n');
    const std::size_t space = outline.find(' ');
    if (line_break == std::string_view::npos || space > line_break) return misfit("line");
    std::size_t place = 0;
    const auto [end, error] = std::from_chars(outline.data(), outline.data() + space, place);
    const std::string_view id = outline.substr(space + 1, line_break - space - 1);
    const bool exists = error == std::errc{} && end == outline.data() + space && place > 0 && place <= paragraphs.size();
    if (!exists || !is_paragraph_id(id)) return misfit("place");
    paragraphs[place - 1].id = id;
    outline.remove_prefix(line_break + 1);
  }
  TakenIds taken;
  for (const Paragraph& paragraph : paragraphs) {
    if (!taken.take(paragraph.id)) return misfit("id twice");
  }
  return paragraphs;
}

}  // namespace norma::acts
