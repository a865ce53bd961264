#include "engine/acts/events/appliers.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::RecheckAdvanced& event, const TurnHeader& turn) {
  v1::RecheckState& recheck = *state.mutable_recheck();
  if (event.how() == v1::SuspectCleared::RECHECKED) {
    recheck.set_rechecked(recheck.rechecked() + 1);
    if (event.misaligned()) recheck.set_misaligned(recheck.misaligned() + 1);
  } else {
    recheck.set_ended(recheck.ended() + 1);
  }
  const std::string today = format_date(riga_date(turn.time));
  const int days = recheck.days_size();
  if (days == 0 || recheck.days(days - 1).date() != today) recheck.add_days()->set_date(today);
  v1::RecheckDay& day = *recheck.mutable_days(recheck.days_size() - 1);
  day.set_cleared(day.cleared() + 1);
}

}  // namespace norma::acts
