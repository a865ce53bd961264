#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/acts/definition.h"
#include "engine/reason.h"

namespace norma::workflows::scenarios {

/// What a line of a scenario file begins with; each has a Latvian and an English spelling.
enum class Keyword : std::uint8_t {
  kDefinition,
  kDay,
  kScenario,
  kTitleLv,
  kTitleEn,
  kLaw,
  kContinues,
  kAtFirst,
  kWhen,
  kEvent,
  kTermEnds,
  kRefuses,
  kAccepts,
  kFacts,
  kStates,
  kAgain,
  kOpens,
  kCompletes,
  kWithdraws,
  kMisses,
  kStartsTerm,
  kStopsTerm,
};

/// Where in a file a line may stand.
enum class Level : std::uint8_t { kFile = 1, kScenario = 2, kStep = 4 };

/// The keyword of this spelling; a capital first letter makes no difference.
[[nodiscard]] std::optional<Keyword> keyword_spelled(std::string_view word);

/// Whether a line of the keyword may stand at the level.
[[nodiscard]] bool belongs_to(Keyword keyword, Level level);

/// `notikums/event`: both spellings, for messages.
[[nodiscard]] std::string spellings(Keyword keyword);

/// All keywords of a level, for messages.
[[nodiscard]] std::string spellings(Level level);

/// The part that a scenario names in Latvian or English: izstrādātājs, drafter.
[[nodiscard]] std::optional<acts::Part> part_spelled(std::string_view word);

[[nodiscard]] std::string_view part_name(acts::Part part, Language language);

/// All names of parts, for messages.
[[nodiscard]] std::string part_names();

}  // namespace norma::workflows::scenarios
