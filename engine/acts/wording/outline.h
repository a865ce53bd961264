#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/acts/wording/paragraphs.h"
#include "engine/result.h"

namespace norma::acts {

/// A paragraph's id and where it begins in a text, in bytes.
using IdAt = std::pair<std::size_t, std::string>;

/// Splits a text into paragraphs, of which those that begin where an id is given keep it.
///
/// The others get the ids that the text gives them, or the next free ones. Requires: `ids` ascend by place and are
/// unique.
[[nodiscard]] Paragraphs read_paragraphs_keeping(std::string_view text, const std::vector<IdAt>& ids);

/// The ids of a wording that its text alone does not give; empty when it gives them all.
///
/// Kept as a text of its own beside the wording's:
///
///     outline = "norma-outline 1" LF 1*( place SP id LF )      place: number of the paragraph, from 1
///
/// For example, where point 4 became point 3 and a new point 4 was inserted:
///
///     norma-outline 1
///     3 p4
///     4 p4*2
[[nodiscard]] std::string write_outline(const Paragraphs& paragraphs);

/// The wording that a text and an outline (empty: none) make. Errors: storage_corrupt (they do not fit).
Result<Paragraphs> read_wording(std::string_view text, std::string_view outline);

}  // namespace norma::acts
