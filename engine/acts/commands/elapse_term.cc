#include <algorithm>

#include "engine/acts/commands/alignment_watch.h"
#include "engine/acts/commands/deciders.h"
#include "engine/acts/due_times.h"

namespace norma::acts {
namespace {

/// Silence is consent: no written objection within one month (VPIL 75(5)).
void deem_agreed(Deliberation& deliberation, const std::string& case_id, std::uint32_t item) {
  const v1::CaseState& state = **deliberation.find(case_id);
  const int index = static_cast<int>(item) - 1;
  if (index < 0 || index >= state.preparation().opinions_size()) return;
  const v1::OpinionState& opinion = state.preparation().opinions(index);
  v1::Event event;
  event.mutable_opinion_given()->set_round(opinion.round());
  event.mutable_opinion_given()->set_giver(opinion.giver());
  event.mutable_opinion_given()->set_result(v1::DEEMED_AGREED);
  deliberation.emit(case_id, std::move(event));
}

/// The amendment that made a wording; empty for the original.
std::string amendment_of(const v1::ActState& act, std::uint32_t number) {
  const auto found = std::find_if(act.wordings().begin(), act.wordings().end(),
                                  [&](const v1::WordingState& wording) { return wording.wording() == number; });
  return found == act.wordings().end() ? std::string() : found->amendment();
}

/// Commences every scheduled wording that still stands and whose day has come; the act then cites what its amendment was
/// checked against.
Result<void> commence_wordings(Deliberation& deliberation, const std::string& case_id) {
  const v1::CaseState& state = **deliberation.find(case_id);
  const std::string today = format_date(deliberation.today());
  std::vector<std::uint32_t> due;
  for (const v1::WordingState& wording : state.act().wordings()) {
    const bool stands = wording.superseded_by() == 0 && !wording.commenced();
    if (stands && wording.commences_on() <= today) due.push_back(wording.wording());
  }
  for (const std::uint32_t wording : due) {
    v1::Event event;
    event.mutable_wording_commenced()->set_wording(wording);
    deliberation.emit(case_id, std::move(event));
    const std::string amendment = amendment_of(state.act(), wording);
    if (amendment.empty()) continue;
    if (const Result<void> cited = record_citations(deliberation, case_id, amendment); !cited) return cited;
  }
  return {};
}

}  // namespace

/// Ends a running term whose time has come: only the service gives this command.
///
/// What the step starts runs from the term's last day. Errors, in this order: term_not_found, term_not_due.
Result<std::string> decide_elapse_term(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::ElapseTerm& command = body.elapse_term();
  const Result<const v1::CaseState*> state = deliberation.find(command.case_id());
  if (!state) return tl::unexpected(state.error());
  const auto& terms = (*state)->terms();
  const auto found = std::find_if(terms.begin(), terms.end(),
                                  [&](const v1::TermState& term) { return term.term() == command.term(); });
  if (found == terms.end()) return fail(Reason::kTermNotFound, std::to_string(command.term()));
  const v1::TermState term = *found;
  if (due_instant(term.due()) > deliberation.context().now) {
    return fail(Reason::kTermNotDue, std::to_string(command.term()));
  }
  const auto& tasks = (*state)->tasks();
  const auto task = std::find_if(tasks.begin(), tasks.end(), [&](const v1::TaskState& candidate) {
    return term.task() != 0 && candidate.task() == term.task();
  });
  const std::uint32_t opinion = task == tasks.end() ? 0 : task->item();
  v1::Event event;
  event.mutable_term_elapsed()->set_term(term.term());
  deliberation.emit(command.case_id(), std::move(event));
  if (term.task() != 0 && !term.keeps_task()) {
    deliberation.close_task(command.case_id(), term.task(), v1::OVERTAKEN);
  }
  if (const auto last_day = parse_date(term.due().last_day())) deliberation.count_terms_from(*last_day);
  if (term.event() == "term.opinion") deem_agreed(deliberation, command.case_id(), opinion);
  if (term.event() == "term.commencement" || term.event() == "term.wording") {
    const Result<void> commenced = commence_wordings(deliberation, command.case_id());
    if (!commenced) return tl::unexpected(commenced.error());
  }
  // Before the act itself is in force its machine does not wait for later wordings.
  if (term.event() == "term.wording" && !deliberation.accepts(command.case_id(), term.event())) {
    return command.case_id();
  }
  return advance_step(deliberation, command.case_id(), term.event(), term.item());
}

}  // namespace norma::acts
