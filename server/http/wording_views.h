#pragma once

#include "engine/acts/wording/paragraphs.h"
#include "norma/v1/wording_api.pb.h"

namespace norma::server {

/// Bounds of what one answer shows of a comparison.
struct DiffViewLimits {
  int changes = 5000;
  std::size_t text_bytes = 4 << 20;
};

/// The paragraphs of a wording without their texts.
[[nodiscard]] v1::ParagraphList paragraph_list(const acts::Paragraphs& paragraphs);

/// Two wordings compared by paragraph, and within a changed paragraph by word.
[[nodiscard]] v1::WordingDiff wording_diff(const acts::Paragraphs& before, const acts::Paragraphs& after,
                                           const DiffViewLimits& limits = {});

}  // namespace norma::server
