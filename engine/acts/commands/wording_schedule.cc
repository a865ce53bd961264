#include "engine/acts/commands/wording_schedule.h"

#include <algorithm>
#include <vector>

#include "engine/acts/commands/alignment_watch.h"

namespace norma::acts {
namespace {

void end_clocks(Deliberation& deliberation, const std::string& act_id, const v1::WordingScheduled& scheduled) {
  std::vector<std::uint32_t> terms;
  for (const v1::TermState& term : (*deliberation.find(act_id))->terms()) {
    const auto& superseded = scheduled.supersedes();
    const bool of_superseded = term.event() == "term.wording" &&
                               std::find(superseded.begin(), superseded.end(), term.item()) != superseded.end();
    if (of_superseded) terms.push_back(term.term());
  }
  for (const std::uint32_t term : terms) {
    v1::Event cancelled;
    cancelled.mutable_term_cancelled()->set_term(term);
    deliberation.emit(act_id, std::move(cancelled));
  }
}

}  // namespace

Result<void> schedule_wording(Deliberation& deliberation, const std::string& act_id, v1::WordingScheduled scheduled) {
  const v1::CaseState& act = **deliberation.find(act_id);
  const auto number = static_cast<std::uint32_t>(act.act().wordings_size()) + 1;
  const std::string commences_on = scheduled.commences_on();
  const std::string amendment = scheduled.amendment();
  const bool original = amendment.empty();
  end_clocks(deliberation, act_id, scheduled);
  scheduled.set_wording(number);
  v1::Event event;
  *event.mutable_wording_scheduled() = std::move(scheduled);
  deliberation.emit(act_id, std::move(event));
  if (commences_on <= format_date(deliberation.today())) {
    v1::Event commenced;
    commenced.mutable_wording_commenced()->set_wording(number);
    deliberation.emit(act_id, std::move(commenced));
    return original ? Result<void>{} : record_citations(deliberation, act_id, amendment);
  }
  // The original's commencement is the machine's own term; a later wording's is a clock of the act in force.
  return original ? Result<void>{} : deliberation.start_wording_term(act_id, number, commences_on);
}

}  // namespace norma::acts
