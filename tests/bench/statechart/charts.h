#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "engine/statechart/chart.h"

namespace norma::bench {

/// A chart made of text inside `<scxml datamodel="null">`; stops the program if it does not compile.
[[nodiscard]] std::shared_ptr<const statechart::Chart> chart_of(std::string_view inside);

/// A ring of states beside each other; each event goes through `length` of them without stopping.
[[nodiscard]] std::shared_ptr<const statechart::Chart> flat_chart(int length);

/// Towers of `depth` states inside each other; each event goes through all towers, leaving one to enter the next.
[[nodiscard]] std::shared_ptr<const statechart::Chart> deep_chart(int towers, int depth);

/// A parallel of `regions`; each event moves every region through `length` states, all of them in each microstep.
[[nodiscard]] std::shared_ptr<const statechart::Chart> wide_chart(int regions, int length);

/// The product's definition of an act.
[[nodiscard]] std::shared_ptr<const statechart::Chart> act_chart();

}  // namespace norma::bench
