#pragma once

#include <string_view>

namespace norma::statechart {

/// The program that prepares a scope: what the data model needs in its own language, run before any definition.
///
/// Its value is a function of (global object, whether to freeze the built-in objects) that gives
/// `{pack, unpack, copy, text, dump, clear}` for engine/statechart/ecmascript_model.cc.
extern const std::string_view kScriptPrelude;

}  // namespace norma::statechart
