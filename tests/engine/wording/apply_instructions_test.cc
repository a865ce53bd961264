#include "engine/acts/wording/apply_instructions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

#include "tests/engine/wording/text_generators.h"

namespace norma::acts {
namespace {

using testing::ElementsAre;
using Kind = InstructionKind;

constexpr const char* kBase = "1. Rinda ir viena.\n\n2. Rindu veido:\n\n2.1. klātienē;\n\n2.2. attālināti.\n\n3. Darbinieks pieņem piecu dienu laikā.\n";

TextInstruction instruction(Kind kind, const std::string& paragraph, const std::string& text = {}) {
  TextInstruction made;
  made.kind = kind;
  made.paragraph = paragraph;
  made.text = text;
  return made;
}

TextInstruction renumber(const std::string& paragraph, const std::string& number) {
  TextInstruction made = instruction(Kind::kRenumber, paragraph);
  made.number = number;
  return made;
}

TextInstruction words(const std::string& paragraph, const std::string& old, const std::string& text) {
  TextInstruction made = instruction(Kind::kSubstitute, paragraph, text);
  made.words = old;
  return made;
}

Paragraphs applied(const TextInstructions& instructions, const std::string& base = kBase) {
  for (const TextInstruction& one : instructions) EXPECT_TRUE(check_instruction(one).has_value());
  const Result<Paragraphs> made = apply_instructions(read_paragraphs(base), instructions);
  EXPECT_TRUE(made.has_value()) << (made ? "" : std::string(reason_code(made.error().reason)));
  return made.value_or(Paragraphs{});
}

std::string text_after(const TextInstructions& instructions, const std::string& base = kBase) {
  return wording_text(applied(instructions, base));
}

std::vector<std::string> ids(const Paragraphs& paragraphs) {
  std::vector<std::string> all;
  for (const Paragraph& paragraph : paragraphs) all.push_back(paragraph.id);
  return all;
}

/// The code and the paragraph of the refusal.
std::string refusal(const TextInstructions& instructions, const std::string& base = kBase, const WordingBounds& bounds = {}) {
  const Result<Paragraphs> made = apply_instructions(read_paragraphs(base), instructions, bounds);
  if (made) return "applied";
  return std::string(reason_code(made.error().reason)) + " " + (made.error().details.empty() ? "" : made.error().details[0]);
}

TEST(Substitute, ReplacesAParagraphWithItsParts) {
  EXPECT_EQ(text_after({instruction(Kind::kSubstitute, "p2", "2. Rindu neveido.")}),
            "1. Rinda ir viena.\n\n2. Rindu neveido.\n\n3. Darbinieks pieņem piecu dienu laikā.\n");
}

TEST(Substitute, ReplacesTheOpeningAlone) {
  TextInstruction opening = instruction(Kind::kSubstitute, "p2", "2. Rindu slēdz:");
  opening.scope = InstructionScope::kItself;
  EXPECT_EQ(text_after({opening}),
            "1. Rinda ir viena.\n\n2. Rindu slēdz:\n\n2.1. klātienē;\n\n2.2. attālināti.\n\n3. Darbinieks pieņem piecu dienu laikā.\n");
}

TEST(Substitute, OfWordsChangesEveryPlaceInTheParagraph) {
  EXPECT_EQ(text_after({words("p3", "piecu", "trīs")}),
            "1. Rinda ir viena.\n\n2. Rindu veido:\n\n2.1. klātienē;\n\n2.2. attālināti.\n\n3. Darbinieks pieņem trīs dienu laikā.\n");
  EXPECT_EQ(text_after({words("p1", "a", "aa")}, "1. ka ka\n\n2. ka\n"), "1. kaa kaa\n\n2. ka\n");
}

TEST(Insert, StandsAfterAParagraphAndItsPartsWithItsGap) {
  const Paragraphs made = applied({instruction(Kind::kInsert, "p2", "2.^1 Rindu pārtrauc.")});
  EXPECT_EQ(wording_text(made),
            "1. Rinda ir viena.\n\n2. Rindu veido:\n\n2.1. klātienē;\n\n2.2. attālināti.\n\n2.^1 Rindu pārtrauc.\n\n3. Darbinieks "
            "pieņem piecu dienu laikā.\n");
  EXPECT_THAT(ids(made), ElementsAre("p1", "p2", "p2.1", "p2.2", "p2^1", "p3"));
}

TEST(Insert, AtTheBeginningAndAfterATextWithoutALastLineBreak) {
  EXPECT_EQ(text_after({instruction(Kind::kInsert, "", "Virsraksts")}, "1. A\n"), "Virsraksts\n\n1. A\n");
  EXPECT_EQ(text_after({instruction(Kind::kInsert, "p1", "2. B")}, "1. A"), "1. A\n\n2. B");
}

TEST(Insert, OfSeveralParagraphsNamesEachByItsNumber) {
  EXPECT_THAT(ids(applied({instruction(Kind::kInsert, "p3", "4. Jauns:\n\n4.1. viens;\n\n4.2. divi.")})),
              ElementsAre("p1", "p2", "p2.1", "p2.2", "p3", "p4", "p4.1", "p4.2"));
}

TEST(Repeal, TakesTheParagraphWithItsPartsAway) {
  EXPECT_EQ(text_after({instruction(Kind::kRepeal, "p2")}), "1. Rinda ir viena.\n\n3. Darbinieks pieņem piecu dienu laikā.\n");
}

TEST(Renumber, KeepsTheIdentityOfEveryParagraph) {
  // when point 2 becomes point 4, with its sub-points
  const Paragraphs made = applied({renumber("p2", "4.")});
  // then
  EXPECT_EQ(wording_text(made),
            "1. Rinda ir viena.\n\n4. Rindu veido:\n\n4.1. klātienē;\n\n4.2. attālināti.\n\n3. Darbinieks pieņem piecu dienu laikā.\n");
  EXPECT_THAT(ids(made), ElementsAre("p1", "p2", "p2.1", "p2.2", "p3"));
}

TEST(Renumber, GivesRaisedNumbersTheirSubPoints) {
  EXPECT_THAT(text_after({renumber("p2", "1.^1")}),
              testing::StartsWith("1. Rinda ir viena.\n\n1.^1 Rindu veido:\n\n1.^1 1. klātienē;\n\n1.^1 2. attālināti."));
}

TEST(Renumber, LetsTwoChangePlaces) {
  EXPECT_EQ(text_after({renumber("p1", "3."), renumber("p3", "1.")}, "1. A\n2. B\n3. C\n"), "3. A\n2. B\n1. C\n");
}

TEST(Renumber, MovesTheLaterPointsUpAndMakesRoomForANewOne) {
  // given point 2 renumbered to 3, a new point 2 cannot have the id that the old one keeps
  TextInstruction added = instruction(Kind::kInsert, "p1", "2. Jauns.");
  EXPECT_EQ(refusal({renumber("p3", "4."), renumber("p2", "3."), added}), "paragraph_exists p2");
  added.inserted = "p2*2";
  const Paragraphs made = applied({renumber("p3", "4."), renumber("p2", "3."), added});
  EXPECT_THAT(ids(made), ElementsAre("p1", "p2*2", "p2", "p2.1", "p2.2", "p3"));
  EXPECT_EQ(made[5].text, "4. Darbinieks pieņem piecu dienu laikā.");
}

TEST(Instructions, ThatDoNotApplyNameTheParagraph) {
  TextInstruction twice = instruction(Kind::kInsert, "p1", "9. Jauns.");
  twice.inserted = "p3";
  EXPECT_EQ(refusal({instruction(Kind::kRepeal, "p9")}), "paragraph_unknown p9");
  EXPECT_EQ(refusal({instruction(Kind::kRepeal, "p2"), instruction(Kind::kSubstitute, "p2.1", "2.1. x")}), "paragraph_unknown p2.1");
  EXPECT_EQ(refusal({twice}), "paragraph_exists p3");
  EXPECT_EQ(refusal({instruction(Kind::kInsert, "p1", "3. Jauns.")}), "paragraph_exists p3");
  EXPECT_EQ(refusal({words("p3", "sešu", "trīs")}), "words_not_found p3");
  EXPECT_EQ(refusal({renumber("p2", "3.")}), "number_taken p2");
  EXPECT_EQ(refusal({renumber("p2", "1)")}), "number_misfit p2");
  EXPECT_EQ(refusal({renumber("~1", "1.")}, "Virsraksts\n"), "number_misfit ~1");
  EXPECT_EQ(refusal({words("p3", "i", std::string(100, 'i'))}, kBase, {.text_bytes = 200}), "limit_exceeded wording.bytes");
  EXPECT_EQ(refusal({instruction(Kind::kInsert, "p1", "8. A")}, kBase, {.paragraphs = 5}), "limit_exceeded wording.paragraphs");
}

TEST(Instructions, AreCheckedByThemselvesInThisOrder) {
  const auto check = [](const TextInstruction& one) {
    const Result<void> checked = check_instruction(one);
    return checked ? std::string("fine") : std::string(reason_code(checked.error().reason)) + " " + checked.error().details[0];
  };
  TextInstruction one = instruction(Kind::kSubstitute, "p 1");
  one.inserted = "x";
  EXPECT_EQ(check(one), "invalid_field instructions.paragraph");
  one.paragraph = "";
  EXPECT_EQ(check(one), "invalid_field instructions.inserted");
  one.inserted = "";
  EXPECT_EQ(check(one), "missing_field instructions.paragraph");
  one.paragraph = "p1";
  EXPECT_EQ(check(one), "missing_field instructions.text");
  one.text = " \n";
  EXPECT_EQ(check(one), "missing_field instructions.text");
  EXPECT_EQ(check(renumber("p1", "")), "missing_field instructions.number");
  EXPECT_EQ(check(renumber("p1", "Virsraksts")), "number_misfit p1");
  EXPECT_EQ(check(renumber("x1", "2. pielikums")), "fine");
  EXPECT_EQ(check(words("p1", "vārds", "")), "fine");
}

TEST(Instructions, ThatAreCorruptAreRefused) {
  for (const char* stored : {"", "norma-instructions 2\n", "norma-instructions 1\nmove\n.\n", "norma-instructions 1\nrepeal\n",
                             "norma-instructions 1\nrepeal\nparagraph 9\np1\n.\n", "norma-instructions 1\nrepeal\nparagraph x\np1\n.\n",
                             "norma-instructions 1\nrepeal\ncolour 2\np1\n.\n", "norma-instructions 1\nrepeal\nparagraph\np1\n.\n"}) {
    const Result<TextInstructions> read = read_instructions(stored);
    ASSERT_FALSE(read.has_value()) << stored;
    EXPECT_EQ(read.error().reason, Reason::kStorageCorrupt) << stored;
  }
}

RC_GTEST_PROP(Instructions, AreReadBackAsTheyWereWritten, ()) {
  TextInstructions instructions;
  for (int i = *rc::gen::inRange(0, 5); i > 0; --i) {
    TextInstruction one = instruction(static_cast<Kind>(*rc::gen::inRange(0, 4)), *any_bytes(), *any_bytes());
    one.words = *any_bytes();
    one.number = *any_bytes();
    if (*rc::gen::arbitrary<bool>()) one.gap = *any_bytes();
    if (*rc::gen::arbitrary<bool>()) one.scope = InstructionScope::kItself;
    instructions.push_back(one);
  }
  const Result<TextInstructions> read = read_instructions(write_instructions(instructions));
  RC_ASSERT(read.has_value());
  RC_ASSERT(*read == instructions);
}

RC_GTEST_PROP(Instructions, ThatTouchDifferentParagraphsCommute, ()) {
  // given word for word changes of different paragraphs
  std::string base;
  const int count = *rc::gen::inRange(2, 8);
  for (int i = 1; i <= count; ++i) base += std::to_string(i) + ". vecs " + std::to_string(i) + "\n\n";
  TextInstructions instructions;
  for (int i = 1; i <= count; ++i) {
    const std::string id = "p" + std::to_string(i);
    const int kind = *rc::gen::inRange(0, 3);
    if (kind == 0) instructions.push_back(words(id, "vecs", "jauns"));
    if (kind == 1) instructions.push_back(instruction(Kind::kRepeal, id));
    if (kind == 2) instructions.push_back(instruction(Kind::kSubstitute, id, std::to_string(i) + ". cits"));
  }
  TextInstructions reversed(instructions.rbegin(), instructions.rend());
  // when, then
  RC_ASSERT(text_after(instructions, base) == text_after(reversed, base));
}

}  // namespace
}  // namespace norma::acts
