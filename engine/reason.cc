#include "engine/reason.h"

#include <array>

namespace norma {
namespace {

struct CatalogueRow {
  std::string_view code;
  int status;
  std::string_view lv;
  std::string_view en;
};

constexpr std::array kCatalogue = {
#define NORMA_REASON(name, code, status, lv, en) CatalogueRow{code, status, lv, en},
#include "engine/reason_catalogue.def"
#undef NORMA_REASON
};

const CatalogueRow& row_of(Reason reason) { return kCatalogue.at(static_cast<std::size_t>(reason)); }

}  // namespace

std::string_view reason_code(Reason reason) { return row_of(reason).code; }

std::optional<Reason> reason_from_code(std::string_view code) {
  for (std::size_t i = 0; i < kCatalogue.size(); ++i) {
    if (kCatalogue[i].code == code) return static_cast<Reason>(i);
  }
  return std::nullopt;
}

int reason_status(Reason reason) { return row_of(reason).status; }

std::string reason_message(Reason reason, Language language, std::span<const std::string> details) {
  const std::string_view text = language == Language::kLv ? row_of(reason).lv : row_of(reason).en;
  std::string message;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool placeholder = text[i] == '{' && i + 2 < text.size() && text[i + 2] == '}';
    if (!placeholder) {
      message += text[i];
      continue;
    }
    const auto index = static_cast<std::size_t>(text[i + 1] - '0');
    if (index < details.size()) message += details[index];
    i += 2;
  }
  return message;
}

std::size_t reason_count() { return kCatalogue.size(); }

}  // namespace norma
