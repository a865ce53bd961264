#pragma once

#include <string>
#include <string_view>

#include "engine/acts/definition.h"
#include "engine/reason.h"
#include "workflows/views/outline.h"

namespace norma::workflows::views {

/// The texts of views that are not in the definition itself, in the words of the regulation.

/// `owner`: as definitions write the part.
[[nodiscard]] std::string_view part_name(acts::Part part);

/// Who the part is: "Saimnieks", "Owner".
[[nodiscard]] std::string_view part_phrase(acts::Part part, Language language);

/// Which holder of a role plays the part in a case: one sentence without its full stop.
[[nodiscard]] std::string_view part_explanation(acts::Part part, Language language);

/// What is done by a command: "Iesniegt projektu", "Submit the draft"; the command's name when it is unknown.
[[nodiscard]] std::string command_phrase(std::string_view command, Language language);

/// What has happened when a chart takes an event, by its descriptor: a command, an outcome, a term's end, a finish.
[[nodiscard]] std::string event_phrase(const Outline& outline, std::string_view event, Language language);

/// How long a term lasts: "1 mēnesis", "3 working days", "until the commencement date".
[[nodiscard]] std::string term_phrase(const acts::TermTemplate& term, Language language);

/// Whether an outcome, a need's or a goal evaluation's word has a text; for the test that none was forgotten.
[[nodiscard]] std::string word_phrase(std::string_view word, Language language);

}  // namespace norma::workflows::views
