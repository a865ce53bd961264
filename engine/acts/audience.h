#pragma once

#include <vector>

#include "norma/v1/event.pb.h"
#include "norma/v1/state.pb.h"
#include "norma/v1/values.pb.h"

namespace norma::acts {

/// Adds whom the events of one case concern, each selector once.
///
/// Standing: owner, coordinator and drafter of the case. By event: assignees of tasks opened, closed or
/// delegated; the approver of an adoption; givers of opinions and rows; the asker of an answered question; the
/// addressees of what is published, commences or is repealed.
/// Requires: `before` and `after` are the case around all of `events` that belong to it.
void add_audience(const v1::CaseState& before, const v1::CaseState& after, const std::vector<v1::Event>& events,
                  std::vector<v1::Selector>& audience);

/// Adds one selector unless it is there.
void add_selector(const v1::Selector& selector, std::vector<v1::Selector>& audience);

}  // namespace norma::acts
