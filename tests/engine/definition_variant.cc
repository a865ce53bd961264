#include "tests/engine/definition_variant.h"

#include <gtest/gtest.h>

#include "workflows/embedded.h"

namespace norma::acts {

std::string act_definition_with(const std::vector<std::pair<std::string_view, std::string_view>>& replacements) {
  std::string text;
  for (const workflows::EmbeddedFile& file : workflows::embedded_definitions()) {
    if (file.name == "act.scxml") text = file.bytes;
  }
  for (const auto& [old_text, new_text] : replacements) {
    const std::size_t at = text.find(old_text);
    EXPECT_NE(at, std::string::npos) << old_text;
    if (at != std::string::npos) text.replace(at, old_text.size(), new_text);
  }
  return text;
}

}  // namespace norma::acts
