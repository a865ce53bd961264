#pragma once

#include <functional>
#include <map>
#include <string>

#include "engine/acts/definition.h"
#include "engine/statechart/document.h"
#include "workflows/finding.h"

namespace norma::workflows {

using DutiesByState = std::map<std::string, acts::StateDuties, std::less<>>;

/// Reads what the states of a definition ask of people and clocks: `norma:task` and `norma:term`.
///
/// Whatever is wrong with an element of Norma's namespace becomes a finding at that element, and the element is
/// passed over; see acts::TaskTemplate and acts::TermTemplate for the attributes.
[[nodiscard]] DutiesByState read_duties(const statechart::Element& root, Findings& findings);

}  // namespace norma::workflows
