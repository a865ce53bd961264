#include "engine/acts/audience.h"

#include <algorithm>

#include "engine/acts/parts.h"

namespace norma::acts {
namespace {

class Collector {
 public:
  Collector(const v1::CaseState& before, const v1::CaseState& after, std::vector<v1::Selector>& audience)
      : before_(before), after_(after), audience_(audience) {}

  void part(Part part) {
    for (const v1::Selector& selector : holders_of(part, after_)) add_selector(selector, audience_);
  }

  void person(const std::string& id) {
    if (id.empty()) return;
    v1::Selector selector;
    selector.set_person(id);
    add_selector(selector, audience_);
  }

  void task(std::uint32_t number) {
    for (const v1::CaseState* state : {&before_, &after_}) {
      for (const v1::TaskState& task : state->tasks()) {
        if (task.task() == number) add_selector(task.assignee(), audience_);
      }
    }
  }

  /// Whoever has to do what the term bounds.
  void term(std::uint32_t number) {
    for (const v1::CaseState* state : {&before_, &after_}) {
      for (const v1::TaskState& task : state->tasks()) {
        if (task.term() == number) add_selector(task.assignee(), audience_);
      }
    }
  }

  void row(std::uint32_t number) {
    for (const v1::RowState& row : after_.preparation().rows()) {
      if (row.row() == number) person(row.giver());
    }
  }

  void proposer(std::uint32_t number) {
    for (const v1::ProposalState& proposal : after_.act().proposals()) {
      if (proposal.proposal() == number) person(proposal.proposer());
    }
  }

  void annotator(std::uint32_t number) {
    for (const v1::AnnotationState& annotation : after_.preparation().annotations()) {
      if (annotation.annotation() == number) person(annotation.author());
    }
  }

  void asker(std::uint32_t number) {
    for (const v1::QuestionState& question : after_.act().questions()) {
      if (question.question() == number) person(question.asker());
    }
  }

  void event(const v1::Event& event) {
    switch (event.kind_case()) {
      case v1::Event::kTaskOpened:
        return add_selector(event.task_opened().assignee(), audience_);
      case v1::Event::kTaskClosed:
        return task(event.task_closed().task());
      case v1::Event::kTaskDelegated:
        task(event.task_delegated().task());
        return person(event.task_delegated().person());
      case v1::Event::kTermSuspended:
        return term(event.term_suspended().term());
      case v1::Event::kTermResumed:
        return term(event.term_resumed().term());
      case v1::Event::kTermShortened:
        return term(event.term_shortened().term());
      case v1::Event::kTermElapsed:
        return term(event.term_elapsed().term());
      case v1::Event::kDrafterAssigned:
        return person(before_.preparation().drafter());
      case v1::Event::kOpinionGiven:
        return person(event.opinion_given().giver());
      case v1::Event::kRowAnswered:
        return row(event.row_answered().row());
      case v1::Event::kRowConfirmed:
        return row(event.row_confirmed().row());
      case v1::Event::kQuestionAnswered:
        return asker(event.question_answered().question());
      case v1::Event::kProposalMoved:
        return proposer(event.proposal_moved().proposal());
      case v1::Event::kAnnotationReplied:
        return annotator(event.annotation_replied().annotation());
      case v1::Event::kAnnotationResolved:
        return annotator(event.annotation_resolved().annotation());
      case v1::Event::kActAdopted:
        return part(Part::kApprover);
      case v1::Event::kWordingScheduled:
      case v1::Event::kWordingCommenced:
      case v1::Event::kActRepealed:
        return part(Part::kAddressee);
      default:
        return;
    }
  }

 private:
  const v1::CaseState& before_;
  const v1::CaseState& after_;
  std::vector<v1::Selector>& audience_;
};

}  // namespace

void add_selector(const v1::Selector& selector, std::vector<v1::Selector>& audience) {
  const bool known = std::any_of(audience.begin(), audience.end(), [&](const v1::Selector& other) {
    return other.person() == selector.person() && other.role() == selector.role() &&
           other.object() == selector.object();
  });
  if (!known) audience.push_back(selector);
}

void add_audience(const v1::CaseState& before, const v1::CaseState& after, const std::vector<v1::Event>& events,
                  std::vector<v1::Selector>& audience) {
  Collector collector(before, after, audience);
  collector.part(Part::kOwner);
  collector.part(Part::kCoordinator);
  collector.part(Part::kDrafter);
  for (const v1::Event& event : events) {
    if (event.case_id() == after.case_id()) collector.event(event);
  }
}

}  // namespace norma::acts
