#pragma once

#include "tests/bench/load/script.h"

namespace norma::bench {

/// Posts the same JSON body over and over: what the ceiling is measured with.
ScriptFactory fixed_post_script(const ScriptSettings& settings);

}  // namespace norma::bench
