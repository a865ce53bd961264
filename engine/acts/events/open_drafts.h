#pragma once

#include <string>

#include "norma/v1/state.pb.h"

namespace norma::acts {

/// Removes the draft of an amendment that is open no longer; nothing when there is none.
void forget_open_draft(v1::ActState& act, const std::string& amendment);

}  // namespace norma::acts
