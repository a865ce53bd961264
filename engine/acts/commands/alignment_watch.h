#pragma once

#include <string>

#include "engine/acts/deliberation.h"
#include "engine/result.h"
#include "norma/v1/alignment.pb.h"

namespace norma::acts {

/// Lets an act cite what the latest draft of a case was checked against: of the act itself when it is adopted, of an
/// amendment when its wording commences. What a version changed and the amendment is aligned with is suspect no longer.
///
/// Requires: the act was found or opened. Errors: those of Deliberation::find (the case) and Deliberation::advance.
Result<void> record_citations(Deliberation& deliberation, const std::string& act_id, const std::string& source);

/// The re-check of the act's owner after a version of a general act, opened if this is the first act of it.
///
/// The id follows from the version and the place of the act, so that one owner has one re-check of one version.
/// Errors: definition_unknown, those of Deliberation::begin and Deliberation::advance.
Result<std::string> extend_recheck(Deliberation& deliberation, const std::string& act_id, const std::string& general_act,
                                   const GeneralActVersion& version);

/// Clears every version of which nothing is to be re-checked any more, in the act and in its owner's re-check.
///
/// Errors: those of Deliberation::find and Deliberation::advance.
Result<void> clear_settled(Deliberation& deliberation, const std::string& act_id, v1::SuspectCleared::How how);

/// What an act's step means for what is suspect in it: an act that comes into force with something to re-check is
/// suspect at once, and one that can no longer be re-checked has nothing to re-check.
///
/// Errors: those of Deliberation::find and Deliberation::advance.
Result<void> keep_watch(Deliberation& deliberation, const std::string& case_id);

}  // namespace norma::acts
