#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace norma {

/// Every reason Norma gives for not doing something; the catalogue is engine/reason_catalogue.def.
enum class Reason : std::uint16_t {
#define NORMA_REASON(name, code, status, lv, en) name,
#include "engine/reason_catalogue.def"
#undef NORMA_REASON
};

/// Languages that messages exist in; lv is the first.
enum class Language : std::uint8_t { kLv, kEn };

/// The stable code of a reason, as clients see it: `task_not_found`.
[[nodiscard]] std::string_view reason_code(Reason reason);

/// The reason with this code, if there is one.
[[nodiscard]] std::optional<Reason> reason_from_code(std::string_view code);

/// The HTTP status (RFC 9110) the reason is answered with.
[[nodiscard]] int reason_status(Reason reason);

/// The reason's message with {0}, {1} .. replaced by `details`; missing details become empty.
[[nodiscard]] std::string reason_message(Reason reason, Language language, std::span<const std::string> details);

/// How many reasons the catalogue has.
[[nodiscard]] std::size_t reason_count();

}  // namespace norma
