#pragma once

#include <string_view>
#include <vector>

#include "workflows/finding.h"

namespace norma::workflows {

/// What is wrong with a definition, in the order of the document; empty: nothing.
///
/// A file that cannot be read or compiled gives one finding. Otherwise these are errors:
/// - a transition that leaves a parallel from inside one of its regions without `norma:leaves="<parallel>"`: with
///   the default type it restarts every region (W3C SCXML 3.13);
/// - a state that nothing leads to;
/// - an event that is no command's name and not of task., term., done., error. or amendment., or that names a task,
///   outcome, term or state that is not there;
/// - a task whose command, or a term whose end, no transition takes;
/// - a task without role or command, a term without clock, duration, date or rule, and whatever else is wrong with an
///   element of Norma's namespace;
/// - a term by a clock that there is not, by one that runs inside another which no term follows, or with a length
///   written out where the clock of its rule is configuration;
/// - `script`, functions in data, and expressions of more than one statement;
/// - a name that is no kind of case.
[[nodiscard]] std::vector<LintFinding> lint(std::string_view bytes);

}  // namespace norma::workflows
