#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "engine/acts/wording/apply_instructions.h"
#include "engine/acts/wording/instruction_message.h"
#include "engine/acts/wording/wording_diff.h"
#include "engine/instant.h"
#include "norma/v1/wording_api.pb.h"
#include "tests/scenarios/registrar.h"
#include "tests/scenarios/running_server.h"
#include "tests/scenarios/wordings_847.h"

namespace norma::scenarios {
namespace {

using server::cli::ApiClient;

/// Amending regulation No 380 of 2011 changed the act on three days: the 4th to the 6th wording are its parts.
constexpr std::size_t kFirstPart = 3;
constexpr std::size_t kLastPart = 5;

/// What turns one wording into the next, as instructions by paragraph.
std::vector<v1::Instruction> instructions_between(const std::string& before, const std::string& after,
                                                  const std::string& commences_on) {
  std::vector<v1::Instruction> instructions;
  for (const acts::TextInstruction& instruction :
       acts::derive_instructions(acts::read_paragraphs(before), acts::read_paragraphs(after))) {
    instructions.push_back(acts::to_message(instruction));
    instructions.back().set_commences_on(commences_on);
  }
  return instructions;
}

/// One amending act of the real history: the wordings that it made, first to last.
struct Amending {
  std::size_t first = 0;
  std::size_t last = 0;
};

std::vector<Amending> real_history() {
  std::vector<Amending> history;
  for (std::size_t i = 1; i < kWordings; ++i) {
    const bool parts = i >= kFirstPart && i <= kLastPart;
    if (!parts) history.push_back({i, i});
    if (i == kFirstPart) history.push_back({kFirstPart, kLastPart});
  }
  return history;
}

std::vector<v1::Instruction> instructions_of(const std::vector<Wording>& wordings, const Amending& amending) {
  std::vector<v1::Instruction> all;
  for (std::size_t i = amending.first; i <= amending.last; ++i) {
    const std::string day = i == amending.first ? std::string() : format_date(wordings[i].commences);
    for (v1::Instruction& instruction : instructions_between(wordings[i - 1].text, wordings[i].text, day)) {
      all.push_back(std::move(instruction));
    }
  }
  return all;
}

/// Asks for every day from the first wording to the end of 2016; what each must say.
void expect_every_day(ApiClient& reader, const std::string& act, const std::vector<Wording>& wordings) {
  const std::chrono::sys_days last = std::chrono::sys_days(Date(std::chrono::year(2016) / 12 / 31));
  std::size_t in_force = 0;
  std::size_t days = 0;
  for (std::chrono::sys_days day = wordings.front().commences; day <= last; day += std::chrono::days(1), ++days) {
    while (in_force + 1 < wordings.size() && std::chrono::sys_days(wordings[in_force + 1].commences) <= day) ++in_force;
    const auto text = reader.get("/v1/acts/" + act + "/text?as_of=" + format_date(Date(day)));
    ASSERT_TRUE(text.has_value()) << format_date(Date(day)) << ": " << text.error().message;
    ASSERT_EQ(text->body, wordings[in_force].text) << format_date(Date(day));
  }
  EXPECT_EQ(days, 4069U);
  EXPECT_EQ(in_force + 1, wordings.size());
}

TEST(Regulation847, RunsThroughAmendmentCasesByInstructions) {
  const std::vector<Wording> wordings = read_wordings();
  if (wordings.size() != kWordings) GTEST_SKIP() << "the 12 wordings of Regulation No 847 are not there";
  // given: the original, and the nine amending acts of its history as instructions by paragraph
  const TemporaryDirectory directory;
  const RunningServer server(directory.path());
  Registrar registrar(server);
  const std::string act = registrar.enter_original(wordings.front());
  std::size_t instructions = 0;
  for (const Amending& amending : real_history()) {
    const std::vector<v1::Instruction> made = instructions_of(wordings, amending);
    instructions += made.size();
    registrar.enter_instructions(act, made, format_date(wordings[amending.first].commences));
  }
  ASSERT_FALSE(HasFailure());
  EXPECT_EQ(real_history().size(), 9U);
  EXPECT_GE(instructions, kWordings);

  // when, then: each day has the bytes of the wording in force on it
  ApiClient reader = server.client("addressee");
  expect_every_day(reader, act, wordings);
  const auto before = reader.get("/v1/acts/" + act + "/text?as_of=2005-11-10");
  ASSERT_FALSE(before.has_value());
  EXPECT_EQ(before.error().code, "no_wording_in_force");
}

TEST(Regulation847, DerivesTheLaterWordingsAgainWhenAnAmendmentIsEnteredLate) {
  std::vector<Wording> wordings = read_wordings();
  if (wordings.size() != kWordings) GTEST_SKIP() << "the 12 wordings of Regulation No 847 are not there";
  // given: the history with one amending act missing, so that those after it stand on another text
  const Amending missing{1, 1};
  const TemporaryDirectory directory;
  const RunningServer server(directory.path());
  Registrar registrar(server);
  const std::string act = registrar.enter_original(wordings.front());
  // Points 1 and 3 are never changed afterwards: what is entered late commutes with everything that follows.
  v1::Instruction late;
  late.set_kind(v1::Instruction::SUBSTITUTE);
  late.set_paragraph("p1");
  late.set_words("Noteikumi nosaka");
  late.set_text("Šie noteikumi nosaka");
  for (const Amending& amending : real_history()) {
    registrar.enter_instructions(act, instructions_of(wordings, amending),
                                 format_date(wordings[amending.first].commences));
  }
  ASSERT_FALSE(HasFailure());
  ApiClient reader = server.client("addressee");
  const auto known_before = server.client("auditor").view(act);
  ASSERT_TRUE(known_before.has_value());
  EXPECT_EQ(known_before->state().act().wordings_size(), static_cast<int>(kWordings));

  // when: an amendment adopted in 2009 is entered now, and commences before ten scheduled wordings
  const std::string day = format_date(wordings[missing.first].commences);
  registrar.enter_instructions(act, {late}, "2009-06-01");
  ASSERT_FALSE(HasFailure());

  // then: from its day on every wording says what a direct computation gives, and nothing before it changed
  std::vector<Wording> expected(wordings.begin(), wordings.begin() + 2);
  Wording added = wordings[1];
  added.commences = *parse_date("2009-06-01");
  expected.push_back(added);
  expected.insert(expected.end(), wordings.begin() + 2, wordings.end());
  for (std::size_t i = 2; i < expected.size(); ++i) {
    const std::string old_words = "1. Noteikumi nosaka";
    const std::size_t at = expected[i].text.find(old_words);
    ASSERT_NE(at, std::string::npos);
    expected[i].text.replace(at, old_words.size(), "1. Šie noteikumi nosaka");
  }
  EXPECT_LT(day, "2009-06-01");
  expect_every_day(reader, act, expected);
  const auto now = server.client("auditor").view(act);
  ASSERT_TRUE(now.has_value());
  EXPECT_EQ(std::count_if(now->state().act().wordings().begin(), now->state().act().wordings().end(),
                          [](const v1::WordingState& wording) { return wording.superseded_by() != 0; }),
            10);
  // and what was known before stays known: record time is another time
  const auto then = server.client("auditor").view(
      act, "recorded_at=" + std::to_string(known_before->state().revision()) + "&as_of=2016-06-01");
  ASSERT_TRUE(then.has_value()) << then.error().message;
  EXPECT_EQ(then->wording().text().hash(), known_before->state().act().wordings(11).text().hash());
}

TEST(AmendmentPreview, ShowsTheTextAsItWillStandAndTheDiffSaysWhatChanges) {
  const std::vector<Wording> wordings = read_wordings();
  if (wordings.size() != kWordings) GTEST_SKIP() << "the 12 wordings of Regulation No 847 are not there";
  // given: the original in force, one amendment scheduled, another drafted
  const TemporaryDirectory directory;
  const RunningServer server(directory.path());
  Registrar registrar(server);
  const std::string act = registrar.enter_original(wordings.front());
  registrar.enter_instructions(act, instructions_of(wordings, {1, 1}), format_date(wordings[1].commences));
  v1::Instruction change;
  change.set_kind(v1::Instruction::SUBSTITUTE);
  change.set_paragraph("p3");
  change.set_words("Atzīt par spēku zaudējušiem");
  change.set_text("Atcelt");
  const std::string amendment = registrar.open_amendment(act);
  registrar.draft_instructions(amendment, {change});
  ASSERT_FALSE(HasFailure());

  // when, then: the preview has both, the act's own text only the adopted one
  ApiClient drafter = server.client("drafter");
  const auto preview = drafter.get("/v1/amendments/" + amendment + "/preview?on=2027-09-01");
  ASSERT_TRUE(preview.has_value()) << preview.error().message;
  std::string expected = wordings[1].text;
  expected.replace(expected.find("Atzīt par spēku zaudējušiem"), change.words().size(), "Atcelt");
  EXPECT_EQ(preview->body, expected);

  // and the diff names the paragraph and the words, with the instruction that makes it
  v1::WordingDiff diff;
  const auto compared = drafter.get("/v1/amendments/" + amendment + "/diff", diff);
  ASSERT_TRUE(compared.has_value()) << compared.error().message;
  ASSERT_EQ(diff.changes_size(), 1);
  EXPECT_EQ(diff.changes(0).paragraph(), "p3");
  ASSERT_EQ(diff.instructions_size(), 1);
  EXPECT_EQ(diff.instructions(0).text(), "Atcelt");
  v1::WordingDiff between;
  ASSERT_TRUE(server.client("auditor").get("/v1/acts/" + act + "/diff?from=wording-1&to=2010-01-01", between).has_value());
  EXPECT_EQ(between.instructions_size(), 4);
  v1::ParagraphList paragraphs;
  ASSERT_TRUE(server.client("auditor").get("/v1/acts/" + act + "/paragraphs?as_of=2010-01-01", paragraphs).has_value());
  EXPECT_TRUE(std::any_of(paragraphs.paragraphs().begin(), paragraphs.paragraphs().end(), [](const v1::ParagraphView& one) {
    return one.id() == "p2.6" && one.parent() == "p2" && one.number() == "2.6.";
  }));
  v1::InstructionList list;
  ASSERT_TRUE(drafter.get("/v1/amendments/" + amendment + "/instructions", list).has_value());
  EXPECT_EQ(list.amending_act(), "1. Aizstāt 3. punktā vārdus \"Atzīt par spēku zaudējušiem\" ar vārdiem \"Atcelt\".\n");

  // and what cannot be asked is answered with its reason
  const auto refusal = [&](const std::string& target) {
    const auto answer = drafter.get(target);
    return answer ? std::string("answered") : answer.error().code;
  };
  EXPECT_EQ(refusal("/v1/amendments/" + amendment + "/preview?on=kad"), "invalid_field");
  EXPECT_EQ(refusal("/v1/amendments/" + amendment + "/preview?on=2005-01-01"), "wording_gap");
  EXPECT_EQ(refusal("/v1/amendments/" + amendment + "/diff?to=draft-9"), "draft_version_unknown");
  EXPECT_EQ(refusal("/v1/amendments/" + amendment + "/diff?from=nekas"), "invalid_field");
  EXPECT_EQ(refusal("/v1/amendments/amendment_none/preview"), "case_not_found");
}

}  // namespace
}  // namespace norma::scenarios
