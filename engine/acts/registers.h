#pragma once

#include "engine/acts/authority.h"
#include "engine/acts/general_acts.h"
#include "engine/acts/object_register.h"
#include "engine/acts/reference_data.h"
#include "norma/v1/turn.pb.h"

namespace norma::acts {

/// Everything that the registry's journal says, as of one position: what decisions of every partition read.
///
/// A copy costs nothing and shares what it has in common with the original.
struct Registers {
  Authority authority;
  ObjectRegister objects;
  ReferenceData reference;
  GeneralActs general_acts;

  /// Folds a turn of the registry.
  void apply(const v1::Turn& turn) {
    for (const v1::Event& event : turn.events()) apply(event, turn.position(), from_timestamp(turn.time()));
  }

  void apply(const v1::Event& event, Position position, Instant time) {
    authority.apply(event, position);
    objects.apply(event, position);
    reference.apply(event, position, time);
    general_acts.apply(event, position, time);
  }
};

}  // namespace norma::acts
