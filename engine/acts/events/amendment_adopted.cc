#include <tuple>

#include "engine/acts/events/appliers.h"
#include "engine/acts/events/open_drafts.h"

namespace norma::acts {
namespace {

/// Parts apply by day, on one day by adoption, and adopted on one day in the order they were entered.
bool applies_before(const v1::AmendmentPart& left, const v1::AmendmentPart& right) {
  return std::tie(left.commences_on(), left.adopted_on()) < std::tie(right.commences_on(), right.adopted_on());
}

void insert_part(v1::ActState& act, const v1::AmendmentPart& part) {
  *act.add_parts() = part;
  auto& parts = *act.mutable_parts();
  for (int i = parts.size() - 1; i > 0 && applies_before(parts[i], parts[i - 1]); --i) parts.SwapElements(i, i - 1);
}

void put_derived(v1::ActState& act, const v1::DerivedWording& derived) {
  auto& all = *act.mutable_derived();
  for (v1::DerivedWording& known : all) {
    if (known.commences_on() != derived.commences_on()) continue;
    known = derived;
    return;
  }
  *all.Add() = derived;
  for (int i = all.size() - 1; i > 0 && all[i].commences_on() < all[i - 1].commences_on(); --i) {
    all.SwapElements(i, i - 1);
  }
}

}  // namespace

void apply(v1::CaseState& state, const v1::AmendmentAdopted& event, const TurnHeader&) {
  v1::ActState& act = *state.mutable_act();
  for (const v1::AmendmentPart& part : event.parts()) insert_part(act, part);
  for (const v1::DerivedWording& derived : event.derived()) put_derived(act, derived);
  forget_open_draft(act, event.amendment());
}

}  // namespace norma::acts
