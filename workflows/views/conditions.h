#pragma once

#include <string>
#include <string_view>

#include "engine/reason.h"
#include "workflows/views/outline.h"

namespace norma::workflows::views {

/// A condition in words, when it is made of the facts of acts::facts_json, comparisons with a number or a word,
/// In(), !, && and ||; otherwise its source between backticks.
///
///     condition := any ; any := all ("||" all)* ; all := not ("&&" not)*
///     not := "!" not | "(" any ")" | "In(" 'state' ")" | fact [op value]
///     fact := "_event.data." name ; op := == === != !== < <= > >= ; value := number | 'word' | true | false
///
/// `_event.data.pending_opinions === 0 && _event.data.open_rows === 0` gives
/// "all awaited opinions are in and no row of the summary is open".
[[nodiscard]] std::string condition_phrase(const Outline& outline, std::string_view source, Language language);

/// Whether the fact has a text of its own; for the test that none was forgotten.
[[nodiscard]] bool knows_fact(std::string_view name);

}  // namespace norma::workflows::views
