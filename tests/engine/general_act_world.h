#pragma once

#include <string>
#include <vector>

#include "tests/engine/acts_world.h"

namespace norma::acts {

/// A version of MK-399 to register. requirements: all of the first version, or those that a later one adds.
[[nodiscard]] v1::CommandBody version_of_399(const std::string& version_on, const std::vector<std::string>& requirements,
                                             const std::vector<std::string>& changed = {});

/// Verdicts of one version of MK-399 on requirements, for record-alignment.
[[nodiscard]] v1::CommandBody alignment_with_399(const std::string& case_id, const std::string& version_on,
                                                 const std::vector<std::string>& requirements,
                                                 v1::AlignmentVerdict verdict = v1::ALIGNED);

/// The same for recheck-alignment.
[[nodiscard]] v1::CommandBody recheck_against_399(const std::string& act, const std::string& version_on,
                                                  const std::vector<std::string>& requirements,
                                                  v1::AlignmentVerdict verdict = v1::ALIGNED);

/// What the service gives for an act that cites what changed.
[[nodiscard]] v1::CommandBody suspicion(const std::string& act, const std::string& version_on);

/// An act in force, checked against these requirements of a version of MK-399 that is registered.
[[nodiscard]] std::string act_in_force_aligned_with_399(World& world, const std::string& version_on,
                                                        const std::vector<std::string>& requirements,
                                                        const std::string& commences_on = {});

/// How refusal_about() names a reason with its first argument.
[[nodiscard]] std::string about(const std::string& code, const std::string& argument);

/// The code of the refusal, and its first argument if it has one.
[[nodiscard]] std::string refusal_about(World& world, const std::string& person, const v1::CommandBody& body);

}  // namespace norma::acts
