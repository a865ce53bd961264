#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/acts/commands/validate.h"
#include "tests/engine/wording/amendment_world.h"

namespace norma::acts {
namespace {

using testing::Contains;
using testing::Not;

v1::CommandBody proposal(const std::string& act, v1::ProposeAmendment::Origin origin, const std::string& reference) {
  v1::CommandBody body;
  v1::ProposeAmendment& made = *body.mutable_propose_amendment();
  made.set_act(act);
  made.set_origin(origin);
  made.set_origin_ref(reference);
  made.set_nature(v1::ProposeAmendment::EDITORIAL);
  made.set_paragraph("p1");
  made.set_wording("1. Rinda ir viena.");
  made.set_reason("komats");
  made.set_priority(v1::ProposeAmendment::LOW);
  return body;
}

v1::CommandBody settle(const std::string& amendment, std::uint32_t number, v1::SettleProposal::Outcome outcome) {
  v1::CommandBody body;
  body.mutable_settle_proposal()->set_case_id(amendment);
  body.mutable_settle_proposal()->set_proposal(number);
  body.mutable_settle_proposal()->set_outcome(outcome);
  return body;
}

v1::ProposalState::Status status(const AmendmentWorld& given, int number) {
  return given.state().proposals(number - 1).status();
}

TEST(ProposeAmendment, KeepsWhatAProposalNeedsAndAsksTheCoordinator) {
  AmendmentWorld given;
  const std::uint32_t number = given.propose(v1::ProposeAmendment::SUBSTANTIVE);
  const v1::ProposalState& made = given.state().proposals(static_cast<int>(number) - 1);
  EXPECT_EQ(made.origin(), v1::ProposeAmendment::COMPLAINT);
  EXPECT_EQ(made.origin_ref(), "S-12");
  EXPECT_EQ(made.nature(), v1::ProposeAmendment::SUBSTANTIVE);
  EXPECT_EQ(made.paragraph(), "p2");
  EXPECT_EQ(given.world().text(made.wording()), "2. Darbinieks pieņem klientu trīs dienu laikā.");
  EXPECT_EQ(made.priority(), v1::ProposeAmendment::NORMAL);
  EXPECT_EQ(made.status(), v1::ProposalState::COLLECTED);
  EXPECT_THAT(given.world().inbox("ipks"), Contains("decide_proposal"));
}

TEST(ProposeAmendment, FromTheActsOwnRecordsNamesOneThatIsThere) {
  AmendmentWorld given;
  World& world = given.world();
  EXPECT_EQ(world.refusal("ps", proposal(given.act(), v1::ProposeAmendment::FINDING, "1")), "finding_not_found");
  EXPECT_EQ(world.refusal("ps", proposal(given.act(), v1::ProposeAmendment::EVALUATION, "1")), "evaluation_not_found");
  EXPECT_EQ(world.refusal("ps", proposal(given.act(), v1::ProposeAmendment::QUESTION, "viens")), "question_not_found");
  EXPECT_EQ(world.refusal("ps", proposal(given.act(), v1::ProposeAmendment::GENERAL_ACT_CHANGE, "MK-399")), "accepted");
  EXPECT_EQ(world.refusal("legal", proposal(given.act(), v1::ProposeAmendment::COMPLAINT, "S-1")), "role_not_held");
  for (int i = given.state().proposals_size(); i < 1000; ++i) (**world.edit_case(given.act())).mutable_act()->add_proposals();
  EXPECT_EQ(world.refusal("ps", proposal(given.act(), v1::ProposeAmendment::COMPLAINT, "S-1")), "limit_exceeded");
  EXPECT_FALSE(validate_command(proposal(given.act(), v1::ProposeAmendment::ORIGIN_UNSPECIFIED, "S-1")).has_value());
}

TEST(DecideProposal, ChecksReasonsInThisOrder) {
  AmendmentWorld given;
  const std::uint32_t editorial = given.propose(v1::ProposeAmendment::EDITORIAL);
  const std::uint32_t substantive = given.propose(v1::ProposeAmendment::SUBSTANTIVE);
  EXPECT_EQ(given.try_decide(99, v1::DecideProposal::ACCEPT), "proposal_not_found");
  EXPECT_EQ(given.try_decide(editorial, v1::DecideProposal::ACCEPT), "editorial_waits");
  EXPECT_EQ(given.try_decide(editorial, v1::DecideProposal::PARK), "proposal_not_open");
  EXPECT_EQ(given.try_decide(editorial, v1::DecideProposal::DECLINE), "accepted");
  EXPECT_EQ(given.try_decide(substantive, v1::DecideProposal::PARK), "accepted");
  EXPECT_EQ(given.try_decide(substantive, v1::DecideProposal::ACCEPT), "editorial_waits");
  EXPECT_THAT(given.world().inbox("ipks"), Not(Contains("decide_proposal")));
}

TEST(Proposal, ThatIsEditorialWaitsForTheNextSubstantiveAmendment) {
  // given two editorial proposals, parked (MK 108 p.3.1)
  AmendmentWorld given;
  World& world = given.world();
  const std::uint32_t first = given.propose(v1::ProposeAmendment::EDITORIAL);
  const std::uint32_t second = given.propose(v1::ProposeAmendment::EDITORIAL);
  EXPECT_EQ(status(given, 1), v1::ProposalState::PARKED);
  EXPECT_THAT(world.inbox("ipks"), Not(Contains("decide_proposal")));
  // when a substantive amendment is opened and its drafter named
  const std::string amendment = given.open();
  // then they are offered to the drafter
  EXPECT_EQ(status(given, 1), v1::ProposalState::OFFERED);
  EXPECT_EQ(world.state(amendment).amendment().offered_size(), 2);
  EXPECT_THAT(world.inbox("drafter"), Contains("consider_proposal").Times(2));
  // who takes one and leaves the other
  EXPECT_EQ(world.refusal("drafter", settle(amendment, 99, v1::SettleProposal::TAKEN)), "proposal_not_found");
  EXPECT_EQ(world.refusal("drafter", settle(amendment, first, v1::SettleProposal::TAKEN)), "accepted");
  EXPECT_EQ(world.refusal("drafter", settle(amendment, second, v1::SettleProposal::LEFT)), "accepted");
  EXPECT_EQ(world.refusal("drafter", settle(amendment, second, v1::SettleProposal::TAKEN)), "proposal_not_open");
  EXPECT_EQ(status(given, 1), v1::ProposalState::TAKEN);
  EXPECT_EQ(status(given, 2), v1::ProposalState::PARKED);
  EXPECT_THAT(world.inbox("drafter"), Not(Contains("consider_proposal")));
  // when it is adopted
  ASSERT_EQ(given.try_draft(amendment, {substitute_words("p1", "viena", "kopīga")}), "accepted");
  given.prepare(amendment);
  ASSERT_EQ(given.try_adopt(amendment, "2026-12-01"), "accepted");
  // then
  EXPECT_EQ(status(given, 1), v1::ProposalState::INCORPORATED);
  EXPECT_EQ(status(given, 2), v1::ProposalState::PARKED);
  EXPECT_EQ(status(given, 3), v1::ProposalState::INCORPORATED);
}

TEST(Proposal, GoesBackWhenTheAmendmentIsWithdrawn) {
  AmendmentWorld given;
  given.propose(v1::ProposeAmendment::EDITORIAL);
  const std::string amendment = given.open();
  v1::CommandBody withdraw;
  withdraw.mutable_withdraw_case()->set_case_id(amendment);
  withdraw.mutable_withdraw_case()->set_reason("lieki");
  ASSERT_EQ(given.world().refusal("ipks", withdraw), "accepted");
  EXPECT_EQ(status(given, 1), v1::ProposalState::PARKED);
  EXPECT_EQ(status(given, 2), v1::ProposalState::COLLECTED);
  EXPECT_THAT(given.world().inbox("ipks"), Contains("decide_proposal"));
}

TEST(Proposal, IsAskedOfTheNewDrafterAlone) {
  AmendmentWorld given;
  given.propose(v1::ProposeAmendment::EDITORIAL);
  const std::string amendment = given.open();
  v1::CommandBody assign;
  assign.mutable_assign_drafter()->set_case_id(amendment);
  assign.mutable_assign_drafter()->set_drafter("legal");
  ASSERT_EQ(given.world().refusal("ipks", assign), "accepted");
  EXPECT_THAT(given.world().inbox("drafter"), Not(Contains("consider_proposal")));
  EXPECT_THAT(given.world().inbox("legal"), Contains("consider_proposal").Times(1));
}

}  // namespace
}  // namespace norma::acts
