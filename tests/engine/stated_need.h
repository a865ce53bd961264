#pragma once

#include "norma/v1/command.pb.h"

namespace norma {

/// Fills what a needs statement lacks: a test that is about something else need not know what is asked for.
inline void state_fully(v1::RaiseNeed& need) {
  if (need.phase().empty()) need.set_phase("C4");
  if (need.conditions().empty()) need.add_conditions("N6-1");
  if (need.addressees().empty()) need.add_addressees("klientu apkalpošanas darbinieki");
  if (need.alternatives().empty()) need.set_alternatives("Skaidrot mutiski; trīs mēnešos tas neko nemainīja.");
}

/// Says that nothing would be duplicated (MK 108 p.3).
inline void check_duplication(v1::RecordInventory& inventory) {
  inventory.mutable_duplication()->set_result(v1::DUPLICATES_NOTHING);
  inventory.mutable_duplication()->set_ground("Neviens akts rindu nenosaka.");
}

}  // namespace norma
