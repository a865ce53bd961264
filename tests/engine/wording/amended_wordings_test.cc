#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string>

#include "engine/acts/wording/apply_instructions.h"
#include "engine/acts/wording/instruction_message.h"
#include "engine/acts/wording/timeline.h"
#include "tests/engine/wording/amendment_world.h"

namespace norma::acts {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

std::vector<std::string> event_names(const v1::Turn& turn) {
  std::vector<std::string> names;
  for (const v1::Event& event : turn.events()) {
    names.push_back(std::string(
        v1::Event::descriptor()->FindFieldByNumber(static_cast<int>(event.kind_case()))->name()));
  }
  return names;
}

const v1::AmendmentAdopted* adopted_in(const v1::Turn& turn) {
  for (const v1::Event& event : turn.events()) {
    if (event.has_amendment_adopted()) return &event.amendment_adopted();
  }
  return nullptr;
}

TEST(Amendment, ByInstructionsMakesANewWordingFromItsDay) {
  // given
  AmendmentWorld given;
  // when five days become three from 1 December
  given.amend({substitute_words("p2", "piecu", "trīs")}, "2026-12-01");
  // then
  EXPECT_EQ(given.text_on("2026-11-30"), kOriginal);
  EXPECT_THAT(given.text_on("2026-12-01"), HasSubstr("trīs dienu laikā"));
  ASSERT_EQ(given.state().wordings_size(), 2);
  EXPECT_TRUE(given.state().wordings(1).text().salt().empty());
}

TEST(Amendment, MayCommenceOnSeveralDays) {
  // given
  AmendmentWorld given;
  // when one amendment commences in parts
  const std::string amendment =
      given.amend({substitute_words("p2", "piecu", "trīs"), repeal("p3", "2027-01-01"),
                   insert_after("p2", "2.^1 Klients gaida.", "2027-02-01")},
                  "2026-12-01");
  // then there is one wording a day
  EXPECT_EQ(given.text_on("2026-12-31"),
            "1. Rinda ir viena.\n\n2. Darbinieks pieņem klientu trīs dienu laikā.\n\n3. Žurnālu glabā vienu gadu.\n");
  EXPECT_EQ(given.text_on("2027-01-31"), "1. Rinda ir viena.\n\n2. Darbinieks pieņem klientu trīs dienu laikā.\n\n");
  EXPECT_THAT(given.text_on("2027-02-01"), HasSubstr("2.^1 Klients gaida."));
  EXPECT_EQ(given.state().wordings_size(), 4);
  for (int i = 1; i < 4; ++i) EXPECT_EQ(given.state().wordings(i).amendment(), amendment);
}

TEST(Amendment, AppliesToTheWordingOfItsDayNotToTheLatest) {
  // given an amendment that repeals point 3 from March
  AmendmentWorld given;
  given.amend({repeal("p3")}, "2027-03-01");
  // when another changes point 3 from January
  given.amend({substitute_words("p3", "vienu gadu", "divus gadus")}, "2027-01-01");
  // then it holds until March
  EXPECT_THAT(given.text_on("2027-02-28"), HasSubstr("divus gadus"));
  EXPECT_THAT(given.text_on("2027-03-01"), Not(HasSubstr("Žurnālu")));
}

TEST(Amendment, ThatCommencesEarlierDerivesTheLaterWordingsAgain) {
  // given a wording scheduled for March
  AmendmentWorld given;
  given.amend({substitute_words("p2", "piecu", "trīs")}, "2027-03-01");
  ASSERT_EQ(given.state().wordings_size(), 2);
  const std::string before = given.state().wordings(1).text().hash();
  // when one adopted later commences in January
  const std::string amendment = given.open();
  ASSERT_EQ(given.try_draft(amendment, {substitute_words("p1", "viena", "kopīga")}), "accepted");
  given.prepare(amendment);
  ASSERT_EQ(given.try_adopt(amendment, "2027-01-01"), "accepted");
  // then the event of its adoption carries both wordings and names the one that no longer stands
  const v1::AmendmentAdopted* adopted = adopted_in(given.world().last_turn());
  ASSERT_NE(adopted, nullptr);
  ASSERT_EQ(adopted->derived_size(), 2);
  EXPECT_EQ(adopted->derived(0).commences_on(), "2027-01-01");
  EXPECT_EQ(adopted->derived(1).commences_on(), "2027-03-01");
  EXPECT_EQ(adopted->derived(1).supersedes(), 2U);
  EXPECT_EQ(adopted->derived(1).base().hash(), adopted->derived(0).text().hash());
  EXPECT_FALSE(adopted->derived(1).text().salt().empty());
  // and with its publication they take the place of the one before
  EXPECT_EQ(given.text_on("2027-01-01"), kOriginal);
  ASSERT_EQ(given.try_publish(amendment), "accepted");
  EXPECT_THAT(given.text_on("2027-01-01"), HasSubstr("Rinda ir kopīga"));
  EXPECT_EQ(given.text_on("2027-03-01"),
            "1. Rinda ir kopīga.\n\n2. Darbinieks pieņem klientu trīs dienu laikā.\n\n3. Žurnālu glabā vienu gadu.\n");
  EXPECT_EQ(given.state().wordings(1).superseded_by(), 4U);
  EXPECT_NE(given.state().wordings(3).text().hash(), before);
}

TEST(Amendment, OfOneDayStandsAfterThoseAdoptedBefore) {
  AmendmentWorld given;
  given.amend({substitute_words("p2", "piecu", "trīs")}, "2027-01-01");
  given.amend({substitute_words("p2", "trīs", "divu", "2027-01-01")}, "2027-01-01");
  EXPECT_THAT(given.text_on("2027-01-01"), HasSubstr("divu dienu laikā"));
  EXPECT_EQ(given.state().derived_size(), 1);
}

TEST(Amendment, EnteredLateStandsBeforeThoseAdoptedAfterIt) {
  // given an amendment adopted today
  AmendmentWorld given;
  given.world().pass_to("2026-11-20");
  given.amend({substitute_words("p2", "piecu", "trīs")}, "2026-11-20");
  // when one adopted last week is entered now, for the same day
  given.amend({substitute_words("p2", "Darbinieks", "Speciālists")}, "2026-11-20", "2026-11-13");
  // then both are in it, in the order of adoption
  EXPECT_THAT(given.text_on("2026-11-20"), HasSubstr("Speciālists pieņem klientu trīs dienu"));
  ASSERT_EQ(given.state().parts_size(), 2);
  EXPECT_EQ(given.state().parts(0).adopted_on(), "2026-11-13");
}

TEST(Amendment, OfAWholeTextStillReplacesEverything) {
  // given
  AmendmentWorld given;
  const std::string whole = given.open();
  ASSERT_EQ(given.try_whole(whole, "1. Cita kārtība.\n"), "accepted");
  given.prepare(whole);
  ASSERT_EQ(given.try_adopt(whole, "2027-03-01"), "accepted");
  ASSERT_EQ(given.try_publish(whole), "accepted");
  // when an earlier one comes by instructions, and a later one
  given.amend({substitute_words("p2", "piecu", "trīs")}, "2027-01-01");
  given.amend({substitute_words("p1", "Cita", "Jauna", "2027-04-01")}, "2027-04-01");
  // then
  EXPECT_THAT(given.text_on("2027-02-28"), HasSubstr("trīs dienu"));
  EXPECT_EQ(given.text_on("2027-03-01"), "1. Cita kārtība.\n");
  EXPECT_EQ(given.text_on("2027-04-01"), "1. Jauna kārtība.\n");
}

TEST(Amendment, CommencesItsWordingWhenTheDayComes) {
  // given two wordings of one day, of which the second took the place of the first
  AmendmentWorld given;
  given.amend({substitute_words("p2", "piecu", "trīs")}, "2027-01-04");
  given.amend({substitute_words("p1", "viena", "kopīga")}, "2027-01-04");
  // when
  given.world().pass_to("2027-01-05");
  // then the one that stands commences, the other never does
  EXPECT_FALSE(given.state().wordings(1).commenced());
  EXPECT_TRUE(given.state().wordings(2).commenced());
}

TEST(SubmitDraft, RefusesInstructionsThatDoNotApplyInThisOrder) {
  AmendmentWorld given;
  const std::string amendment = given.open();
  // form before the act's wording
  v1::Instruction nothing;
  EXPECT_EQ(given.try_draft(amendment, {nothing}), "missing_field");
  EXPECT_EQ(given.try_draft(amendment, {substitute("p 2", "2. x")}), "invalid_field");
  EXPECT_EQ(given.try_draft(amendment, std::vector<v1::Instruction>(2001, repeal("p2"))), "limit_exceeded");
  EXPECT_EQ(given.try_draft(amendment, {repeal("p1", "2020-01-01"), repeal("p9")}), "wording_gap");
  EXPECT_EQ(given.try_draft(amendment, {repeal("p9")}), "paragraph_unknown");
  EXPECT_EQ(given.try_draft(amendment, {insert_after("p1", "3. Jauns.")}), "paragraph_exists");
  EXPECT_EQ(given.try_draft(amendment, {substitute_words("p2", "sešu", "trīs")}), "words_not_found");
  v1::Instruction renumber;
  renumber.set_kind(v1::Instruction::RENUMBER);
  renumber.set_paragraph("p2");
  renumber.set_number("2)");
  EXPECT_EQ(given.try_draft(amendment, {renumber}), "number_misfit");
  renumber.set_number("3.");
  EXPECT_EQ(given.try_draft(amendment, {renumber}), "number_taken");
  renumber.set_number("4.");
  EXPECT_EQ(given.try_draft(amendment, {renumber}), "accepted");
  // a new act has nothing to change
  const std::string fresh = given.world().drafted_act();
  EXPECT_EQ(given.try_draft(fresh, {repeal("p1")}), "instructions_without_act");
}

TEST(AdoptAct, RefusesAnAmendmentWhoseParagraphIsGone) {
  // given two drafts, of which the other is adopted first and repeals what this one changes
  AmendmentWorld given;
  const std::string late = given.open();
  ASSERT_EQ(given.try_draft(late, {substitute_words("p3", "vienu", "divus")}), "accepted");
  given.prepare(late);
  given.amend({repeal("p3")}, "2027-01-01");
  // when, then: from January there is no point 3, until then there is
  EXPECT_EQ(given.try_adopt(late, "2027-01-01"), "paragraph_unknown");
  EXPECT_EQ(given.try_adopt(late, "2026-12-01"), "accepted");
}

TEST(AdoptAct, RefusesAnAmendmentThatWouldBreakALaterOne) {
  AmendmentWorld given;
  const std::string later = given.amend({substitute_words("p3", "vienu", "divus")}, "2027-03-01");
  const std::string amendment = given.open();
  ASSERT_EQ(given.try_draft(amendment, {repeal("p1", "2027-01-01")}), "accepted");
  ASSERT_EQ(given.try_draft(amendment, {repeal("p3", "2027-04-01")}), "accepted");
  EXPECT_EQ(given.try_draft(amendment, {repeal("p3", "2027-01-01")}), "later_amendment_broken");
}

TEST(AdoptAct, RefusesAPartThatCommencesBeforeAdoption) {
  AmendmentWorld given;
  given.world().pass_to("2026-11-20");
  const std::string amendment = given.open();
  ASSERT_EQ(given.try_draft(amendment, {repeal("p1"), repeal("p3", "2026-11-10")}), "accepted");
  given.prepare(amendment);
  EXPECT_EQ(given.try_adopt(amendment, "2026-12-01"), "commencement_before_adoption");
}

TEST(Collision, IsShownOnBothCasesUntilOneIsDraftedAnew) {
  // given
  AmendmentWorld given;
  const std::string first = given.open();
  const std::string second = given.open();
  ASSERT_EQ(given.try_draft(first, {substitute_words("p2", "piecu", "trīs")}), "accepted");
  // when both touch point 2
  ASSERT_EQ(given.try_draft(second, {repeal("p2"), repeal("p3")}), "accepted");
  // then
  const auto collisions = [&](const std::string& amendment) { return given.world().state(amendment).amendment().collisions(); };
  ASSERT_EQ(collisions(first).size(), 1);
  ASSERT_EQ(collisions(second).size(), 1);
  EXPECT_EQ(collisions(first)[0].other(), second);
  EXPECT_EQ(collisions(second)[0].other(), first);
  EXPECT_THAT(collisions(first)[0].paragraphs(), ElementsAre("p2"));
  // when the second leaves it alone
  ASSERT_EQ(given.try_draft(second, {repeal("p3")}), "accepted");
  // then
  EXPECT_TRUE(collisions(first).empty());
  EXPECT_TRUE(collisions(second).empty());
}

TEST(Collision, TellsTheOtherWhenOneIsAdopted) {
  AmendmentWorld given;
  const std::string waiting = given.open();
  ASSERT_EQ(given.try_draft(waiting, {substitute_words("p2", "laikā", "termiņā")}), "accepted");
  given.amend({substitute_words("p2", "piecu", "trīs")}, "2026-12-01");
  const v1::AmendmentState& state = given.world().state(waiting).amendment();
  ASSERT_EQ(state.collisions_size(), 1);
  EXPECT_TRUE(state.collisions(0).base_changed());
  // when it is drafted on what the other made
  ASSERT_EQ(given.try_draft(waiting, {substitute_words("p2", "trīs dienu laikā", "trīs dienās", "2026-12-01")}), "accepted");
  EXPECT_EQ(given.world().state(waiting).amendment().collisions_size(), 0);
}

TEST(Collision, EndsWhenTheOtherIsWithdrawn) {
  AmendmentWorld given;
  const std::string first = given.open();
  const std::string second = given.open();
  ASSERT_EQ(given.try_whole(first, "1. Viss no jauna.\n"), "accepted");
  ASSERT_EQ(given.try_draft(second, {repeal("p2")}), "accepted");
  ASSERT_EQ(given.world().state(second).amendment().collisions_size(), 1);
  v1::CommandBody withdraw;
  withdraw.mutable_withdraw_case()->set_case_id(first);
  withdraw.mutable_withdraw_case()->set_reason("lieks");
  ASSERT_EQ(given.world().refusal("ipks", withdraw), "accepted");
  EXPECT_EQ(given.world().state(second).amendment().collisions_size(), 0);
  EXPECT_EQ(given.state().open_drafts_size(), 1);
}

/// Adopts changes of points that do not touch each other, in some order of entry.
std::string act_after(const std::vector<int>& order) {
  AmendmentWorld given;
  for (const int which : order) {
    if (which == 0) given.amend({substitute_words("p1", "viena", "kopīga")}, "2027-01-01");
    if (which == 1) given.amend({substitute_words("p2", "piecu", "trīs")}, "2027-02-01");
    if (which == 2) given.amend({repeal("p3")}, "2027-03-01");
    if (which == 3) given.amend({insert_after("p1", "1.^1 Rindu redz visi.")}, "2027-02-01");
  }
  std::string texts;
  for (const char* day : {"2026-12-31", "2027-01-01", "2027-02-01", "2027-03-01"}) texts += given.text_on(day) + "|";
  return texts;
}

TEST(Amendment, AdoptedOutOfOrderEqualsAdoptedInOrder) {
  const std::string in_order = act_after({0, 1, 3, 2});
  std::vector<int> order = {0, 1, 2, 3};
  do {
    EXPECT_EQ(act_after(order), in_order) << order[0] << order[1] << order[2] << order[3];
  } while (std::next_permutation(order.begin(), order.end()));
}

TEST(Amendment, OfOldJournalsIsEnteredWithItsPublication) {
  // given an amendment adopted before acts kept a sequence of wordings
  AmendmentWorld given;
  const std::string amendment = given.open();
  ASSERT_EQ(given.try_whole(amendment, "1. Cita kārtība.\n"), "accepted");
  given.prepare(amendment);
  ASSERT_EQ(given.try_adopt(amendment, "2026-12-01"), "accepted");
  (*given.world().edit_case(given.act()))->mutable_act()->clear_parts();
  (*given.world().edit_case(given.act()))->mutable_act()->clear_derived();
  // when
  ASSERT_EQ(given.try_publish(amendment), "accepted");
  // then
  EXPECT_EQ(given.text_on("2026-12-01"), "1. Cita kārtība.\n");
  EXPECT_THAT(event_names(given.world().last_turn()), testing::Contains("wording_scheduled"));
}

}  // namespace
}  // namespace norma::acts
