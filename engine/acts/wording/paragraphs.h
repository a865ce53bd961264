#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "engine/acts/wording/label.h"

namespace norma::acts {

/// One paragraph of a wording: its id, its text and the line breaks and blank lines after it.
///
/// The id is given once and stays when the number changes (the wId of Akoma Ntoso). The grammar of texts and of
/// ids stands in engine/acts/wording/README.md.
struct Paragraph {
  std::string id;
  std::string text;
  std::string gap;
  Label label;  ///< Of `text`.
};

/// A wording by paragraph, in order.
using Paragraphs = std::vector<Paragraph>;

/// Ids that are taken; gives free ones by adding "*2", "*3" .. to the wanted one.
class TakenIds {
 public:
  /// Returns whether the id was free.
  bool take(const std::string& id) { return taken_.insert(id).second; }
  std::string take_free(const std::string& wanted);
  void release(const std::string& id) { taken_.erase(id); }
  [[nodiscard]] bool contains(const std::string& id) const { return taken_.contains(id); }

 private:
  std::unordered_set<std::string> taken_;
};

/// Splits any text into paragraphs with the ids that it gives them by itself.
///
/// Total and exact: wording_text() of the result is the text, byte for byte. Ids are unique.
[[nodiscard]] Paragraphs read_paragraphs(std::string_view text);

/// Splits a text that is to stand after the paragraph `anchor` (empty: at the beginning).
///
/// Its ids are unique among themselves, but may be those of paragraphs already there.
[[nodiscard]] Paragraphs read_fragment(std::string_view text, std::string_view anchor);

/// The text of a wording.
[[nodiscard]] std::string wording_text(const Paragraphs& paragraphs);

/// One past the last paragraph that belongs to the one at `index`: with everything below it.
///
/// Unnumbered paragraphs after the last numbered one of a chapter that the act or an annex ends are not part of it:
/// they are signatures. Requires: index is in range.
[[nodiscard]] std::size_t extent_end(const Paragraphs& paragraphs, std::size_t index);

/// For each paragraph the index of the one it is part of, or its own index at the top.
[[nodiscard]] std::vector<std::size_t> parents_of(const Paragraphs& paragraphs);

/// Whether the bytes may be the id of a paragraph: 1 to 100 letters, digits and any of `. ^ * ~ / _ -`.
[[nodiscard]] bool is_paragraph_id(std::string_view id);

/// The line breaks and blank lines that a text ends with begin here.
[[nodiscard]] std::size_t gap_begin(std::string_view text);

}  // namespace norma::acts
