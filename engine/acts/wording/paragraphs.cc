#include "engine/acts/wording/paragraphs.h"

#include <algorithm>
#include <unordered_map>

namespace norma::acts {
namespace {

constexpr std::size_t kMostIdBytes = 100;

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t\r\n") == std::string_view::npos; }

/// Where a paragraph stands: what its number is part of, as ids.
struct Place {
  std::string annex;
  std::string article;
  std::string holder;  ///< Article, part or point that clauses belong to.
  std::string clause;
  std::string last;    ///< The paragraph before that has a number.
  bool in_article_text = false;
};

/// The place directly after a paragraph, read from its id.
Place place_after(std::string_view id) {
  Place place;
  place.last = std::string(id.substr(0, std::min({id.find('~'), id.find("/t"), id.size()})));
  std::size_t begin = 0;
  while (begin < place.last.size()) {
    const std::size_t end = std::min(place.last.find('/', begin), place.last.size());
    const std::string prefix = place.last.substr(0, end);
    switch (place.last[begin]) {
      case 'x':
        place.annex = prefix;
        break;
      case 'a':
        place.article = prefix;
        [[fallthrough]];
      case 'd':
      case 'p':
        place.holder = prefix;
        break;
      case 'k':
        place.clause = prefix;
        break;
      default:
        break;
    }
    begin = end + 1;
  }
  place.in_article_text = !place.article.empty() && place.last == place.article && id.find('~') == id.npos;
  return place;
}

/// Gives each paragraph in turn the id that its number and its place make.
class IdGiver {
 public:
  explicit IdGiver(Place place) : place_(std::move(place)) {}

  [[nodiscard]] bool in_article() const { return !place_.article.empty(); }

  std::string next(Label& label) {
    // Numbers in parentheses mean something in an article only.
    if (label.kind == ParagraphKind::kPart && !in_article()) label = unnumbered(label, ParagraphKind::kAttached);
    if (label.kind == ParagraphKind::kPlain && place_.in_article_text) label.kind = ParagraphKind::kAttached;
    if (label.kind == ParagraphKind::kAttached && place_.last.empty()) label.kind = ParagraphKind::kPlain;
    if (label.kind == ParagraphKind::kAttached) return taken_.take_free(counted(place_.last + "/t"));
    if (label.kind == ParagraphKind::kPlain) {
      return taken_.take_free(counted((place_.last.empty() ? within_annex("") : place_.last) + "~"));
    }
    place_.last = taken_.take_free(numbered_id(label));
    move_to(label.kind);
    return place_.last;
  }

 private:
  static Label unnumbered(const Label& label, ParagraphKind kind) {
    Label changed;
    changed.kind = kind;
    changed.begin = changed.end = label.begin;
    return changed;
  }

  std::string counted(const std::string& stem) { return stem + std::to_string(++counts_[stem]); }

  [[nodiscard]] std::string within_annex(const std::string& id) const {
    return place_.annex.empty() ? id : place_.annex + "/" + id;
  }
  [[nodiscard]] std::string within(const std::string& holder, const std::string& id) const {
    return holder.empty() ? within_annex(id) : holder + "/" + id;
  }

  [[nodiscard]] std::string numbered_id(const Label& label) const {
    std::string number;
    for (const LabelNumber& part : label.numbers) number += (number.empty() ? "" : ".") + part.number;
    switch (label.kind) {
      case ParagraphKind::kAnnex:
        return "x" + number;
      case ParagraphKind::kSection:
        return within_annex("s" + number);
      case ParagraphKind::kChapter:
        return within_annex("c" + number);
      case ParagraphKind::kArticle:
        return within_annex("a" + number);
      case ParagraphKind::kPart:
        return within(place_.article, "d" + number);
      case ParagraphKind::kPoint:
        return within_annex("p" + number);
      case ParagraphKind::kClause:
        return within(place_.holder, "k" + number);
      default:
        return within(place_.clause.empty() ? place_.holder : place_.clause, "l" + number);
    }
  }

  void move_to(ParagraphKind kind) {
    place_.in_article_text = kind == ParagraphKind::kArticle;
    if (kind != ParagraphKind::kLetter) place_.clause.clear();
    switch (kind) {
      case ParagraphKind::kAnnex:
        place_.annex = place_.last;
        [[fallthrough]];
      case ParagraphKind::kSection:
      case ParagraphKind::kChapter:
        place_.article.clear();
        place_.holder.clear();
        return;
      case ParagraphKind::kArticle:
        place_.article = place_.last;
        [[fallthrough]];
      case ParagraphKind::kPart:
        place_.holder = place_.last;
        return;
      case ParagraphKind::kPoint:
        place_.article.clear();
        place_.holder = place_.last;
        return;
      case ParagraphKind::kClause:
        place_.clause = place_.last;
        return;
      default:
        return;
    }
  }

  Place place_;
  TakenIds taken_;
  std::unordered_map<std::string, int> counts_;
};

bool begins_numbered(const Label& label, bool in_article) {
  if (label.kind == ParagraphKind::kPart) return in_article;
  return label.kind != ParagraphKind::kPlain && label.kind != ParagraphKind::kAttached;
}

Paragraphs split(std::string_view text, Place place) {
  IdGiver ids(std::move(place));
  Paragraphs paragraphs;
  bool after_blank = true;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t line_break = text.find('\n', begin);
    const std::size_t end = line_break == std::string_view::npos ? text.size() : line_break + 1;
    const std::string_view line = text.substr(begin, end - begin);
    begin = end;
    if (is_blank(line)) {
      // Blank lines before any text are a paragraph without a text.
      if (paragraphs.empty()) {
        paragraphs.emplace_back();
        paragraphs.back().id = ids.next(paragraphs.back().label);
      }
      paragraphs.back().gap += line;
      after_blank = true;
      continue;
    }
    Label label = read_label(line);
    if (after_blank || begins_numbered(label, ids.in_article())) {
      Paragraph& added = paragraphs.emplace_back();
      added.id = ids.next(label);
      added.label = std::move(label);
    } else {
      // The line goes on; what ended the one before it is inside the paragraph.
      paragraphs.back().text += paragraphs.back().gap;
      paragraphs.back().gap.clear();
    }
    after_blank = false;
    const bool broken = line.back() == '\n';
    paragraphs.back().text += line.substr(0, line.size() - (broken ? 1 : 0));
    if (broken) paragraphs.back().gap = "\n";
  }
  return paragraphs;
}

bool is_numbered(const Label& label) {
  return label.kind != ParagraphKind::kPlain && label.kind != ParagraphKind::kAttached;
}

}  // namespace

std::string TakenIds::take_free(const std::string& wanted) {
  if (take(wanted)) return wanted;
  for (int number = 2;; ++number) {
    std::string id = wanted + "*" + std::to_string(number);
    if (take(id)) return id;
  }
}

Paragraphs read_paragraphs(std::string_view text) { return split(text, {}); }

Paragraphs read_fragment(std::string_view text, std::string_view anchor) { return split(text, place_after(anchor)); }

std::string wording_text(const Paragraphs& paragraphs) {
  std::size_t size = 0;
  for (const Paragraph& paragraph : paragraphs) size += paragraph.text.size() + paragraph.gap.size();
  std::string text;
  text.reserve(size);
  for (const Paragraph& paragraph : paragraphs) text.append(paragraph.text).append(paragraph.gap);
  return text;
}

std::size_t extent_end(const Paragraphs& paragraphs, std::size_t index) {
  const Label& top = paragraphs[index].label;
  std::size_t end = index + 1;
  while (end < paragraphs.size() && is_part_of(top, paragraphs[end].label)) ++end;
  const bool divides = top.kind == ParagraphKind::kSection || top.kind == ParagraphKind::kChapter;
  const bool last = end == paragraphs.size() || paragraphs[end].label.kind == ParagraphKind::kAnnex;
  if (!divides || !last) return end;
  std::size_t signatures = end;
  while (signatures > index + 1 && paragraphs[signatures - 1].label.kind == ParagraphKind::kPlain) --signatures;
  const bool numbered = signatures > index + 1 || is_numbered(paragraphs[signatures - 1].label);
  return numbered ? signatures : end;
}

std::vector<std::size_t> parents_of(const Paragraphs& paragraphs) {
  std::vector<std::size_t> parents(paragraphs.size());
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < paragraphs.size(); ++i) {
    while (!open.empty() && !is_part_of(paragraphs[open.back()].label, paragraphs[i].label)) open.pop_back();
    parents[i] = open.empty() ? i : open.back();
    open.push_back(i);
  }
  return parents;
}

bool is_paragraph_id(std::string_view id) {
  if (id.empty() || id.size() > kMostIdBytes || id == "*" || id.ends_with("/*")) return false;
  return std::all_of(id.begin(), id.end(), [](char c) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    return letter || static_cast<unsigned char>(c) >= 0x80 || std::string_view(".^*~/_-").find(c) != std::string_view::npos;
  });
}

std::size_t gap_begin(std::string_view text) {
  const std::size_t last = text.find_last_not_of(" \t\r\n");
  const std::size_t line_break = text.find('\n', last == std::string_view::npos ? 0 : last);
  if (line_break == std::string_view::npos) return text.size();
  return last == std::string_view::npos ? 0 : line_break;
}

}  // namespace norma::acts
