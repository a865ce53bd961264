#pragma once

#include "tests/bench/load/script.h"

namespace norma::bench {

/// Plays the real lifecycle against the product, each connection on needs and acts of its own: raise, inventory,
/// decide, plan, assign, draft, align, review, ask for an opinion, give it, adopt, publish, then a new need.
///
/// Requires: the server runs with --demo and `settings.tokens_file` is what it wrote.
ScriptFactory lifecycle_script(const ScriptSettings& settings);

}  // namespace norma::bench
