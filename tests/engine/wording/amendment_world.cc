#include "tests/engine/wording/amendment_world.h"

#include <gtest/gtest.h>

#include "engine/acts/facts.h"
#include "engine/acts/rows.h"

namespace norma::acts {
namespace {

v1::Instruction made(v1::Instruction::Kind kind, const std::string& paragraph, const std::string& text,
                     const std::string& commences_on) {
  v1::Instruction instruction;
  instruction.set_kind(kind);
  instruction.set_paragraph(paragraph);
  instruction.set_text(text);
  instruction.set_commences_on(commences_on);
  return instruction;
}

}  // namespace

AmendmentWorld::AmendmentWorld() {
  act_ = world_.drafted_act();
  v1::CommandBody draft;
  draft.mutable_submit_draft()->set_case_id(act_);
  draft.mutable_submit_draft()->set_text(kOriginal);
  EXPECT_EQ(world_.refusal("drafter", draft), "accepted");
  prepare(act_);
  EXPECT_EQ(try_adopt(act_, {}), "accepted");
  EXPECT_EQ(try_publish(act_), "accepted");
}

std::string AmendmentWorld::open() {
  const std::uint32_t proposal = propose(v1::ProposeAmendment::SUBSTANTIVE);
  const std::string amendment = accept(proposal);
  v1::CommandBody assign;
  assign.mutable_assign_drafter()->set_case_id(amendment);
  assign.mutable_assign_drafter()->set_drafter("drafter");
  EXPECT_EQ(world_.refusal("ipks", assign), "accepted");
  return amendment;
}

std::uint32_t AmendmentWorld::propose(v1::ProposeAmendment::Nature nature) {
  v1::CommandBody body;
  v1::ProposeAmendment& proposal = *body.mutable_propose_amendment();
  proposal.set_act(act_);
  proposal.set_origin(v1::ProposeAmendment::COMPLAINT);
  proposal.set_origin_ref("S-12");
  proposal.set_nature(nature);
  proposal.set_paragraph("p2");
  proposal.set_wording("2. Darbinieks pieņem klientu trīs dienu laikā.");
  proposal.set_reason("par ilgu");
  proposal.set_priority(v1::ProposeAmendment::NORMAL);
  EXPECT_EQ(world_.refusal("ps", body), "accepted");
  return static_cast<std::uint32_t>(state().proposals_size());
}

std::string AmendmentWorld::try_decide(std::uint32_t proposal, v1::DecideProposal::Outcome outcome) {
  v1::CommandBody body;
  body.mutable_decide_proposal()->set_act(act_);
  body.mutable_decide_proposal()->set_proposal(proposal);
  body.mutable_decide_proposal()->set_outcome(outcome);
  body.mutable_decide_proposal()->set_reason("pamatoti");
  return world_.refusal("ipks", body);
}

std::string AmendmentWorld::accept(std::uint32_t proposal) {
  EXPECT_EQ(try_decide(proposal, v1::DecideProposal::ACCEPT), "accepted");
  const auto& amendments = state().amendments();
  return amendments.empty() ? std::string() : amendments[amendments.size() - 1];
}

std::string AmendmentWorld::try_draft(const std::string& amendment, const std::vector<v1::Instruction>& instructions) {
  v1::CommandBody body;
  body.mutable_submit_draft()->set_case_id(amendment);
  for (const v1::Instruction& instruction : instructions) *body.mutable_submit_draft()->add_instructions() = instruction;
  return world_.refusal("drafter", body);
}

std::string AmendmentWorld::try_whole(const std::string& amendment, const std::string& text) {
  v1::CommandBody body;
  body.mutable_submit_draft()->set_case_id(amendment);
  body.mutable_submit_draft()->set_text(text);
  return world_.refusal("drafter", body);
}

void AmendmentWorld::prepare(const std::string& amendment, const std::string& version) {
  v1::CommandBody check;
  v1::RecordAlignment& alignment = *check.mutable_record_alignment();
  alignment.set_case_id(amendment);
  alignment.set_target("MK-399");
  alignment.set_target_version(version);
  alignment.set_requirement("3.1");
  alignment.set_verdict(v1::ALIGNED);
  EXPECT_EQ(world_.refusal("ps", check), "accepted");
  v1::CommandBody review;
  for (const v1::TaskState& task : world_.state(amendment).tasks()) {
    if (task.key() == "review_draft") review.mutable_complete_task()->set_task(task_id(amendment, task.task()));
  }
  review.mutable_complete_task()->set_outcome("accept");
  EXPECT_EQ(world_.refusal("ps", review), "accepted");
}

std::string AmendmentWorld::try_adopt(const std::string& amendment, const std::string& commences_on,
                                      const std::string& adopted_on) {
  v1::CommandBody body;
  body.mutable_adopt_act()->set_case_id(amendment);
  body.mutable_adopt_act()->set_number("1-5/7");
  body.mutable_adopt_act()->set_commences_on(commences_on);
  body.mutable_adopt_act()->set_adopted_on(adopted_on);
  return world_.refusal("head", body);
}

std::string AmendmentWorld::try_publish(const std::string& amendment) {
  v1::CommandBody body;
  body.mutable_publish_act()->set_case_id(amendment);
  body.mutable_publish_act()->set_place("iekštīkls");
  return world_.refusal("ps", body);
}

std::string AmendmentWorld::amend(const std::vector<v1::Instruction>& instructions, const std::string& commences_on,
                                  const std::string& adopted_on) {
  const std::string amendment = open();
  EXPECT_EQ(try_draft(amendment, instructions), "accepted");
  prepare(amendment);
  EXPECT_EQ(try_adopt(amendment, commences_on, adopted_on), "accepted");
  EXPECT_EQ(try_publish(amendment), "accepted");
  return amendment;
}

std::string AmendmentWorld::text_on(const std::string& day) const {
  const v1::WordingState* wording = wording_in_force(state(), *parse_date(day));
  if (wording == nullptr) return "none";
  return world_.text(wording->text());
}

v1::Instruction substitute_words(const std::string& paragraph, const std::string& old, const std::string& text,
                                 const std::string& commences_on) {
  v1::Instruction instruction = made(v1::Instruction::SUBSTITUTE, paragraph, text, commences_on);
  instruction.set_words(old);
  return instruction;
}

v1::Instruction substitute(const std::string& paragraph, const std::string& text, const std::string& commences_on) {
  return made(v1::Instruction::SUBSTITUTE, paragraph, text, commences_on);
}

v1::Instruction insert_after(const std::string& paragraph, const std::string& text, const std::string& commences_on) {
  return made(v1::Instruction::INSERT, paragraph, text, commences_on);
}

v1::Instruction repeal(const std::string& paragraph, const std::string& commences_on) {
  return made(v1::Instruction::REPEAL, paragraph, {}, commences_on);
}

}  // namespace norma::acts
