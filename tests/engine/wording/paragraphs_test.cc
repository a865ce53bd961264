#include "engine/acts/wording/paragraphs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "engine/acts/wording/outline.h"
#include "tests/engine/wording/text_generators.h"

namespace norma::acts {
namespace {

using testing::ElementsAre;

std::vector<std::string> ids(const Paragraphs& paragraphs) {
  std::vector<std::string> all;
  for (const Paragraph& paragraph : paragraphs) all.push_back(paragraph.id);
  return all;
}

constexpr const char* kRules =
    "Rindas kārtība\n\n"
    "I. Vispārīgie jautājumi\n\n"
    "1. Rinda ir viena.\n"
    "2. Rindu veido:\n"
    "2.1. klātienē;\n"
    "2.2. attālināti:\n"
    "a) tīmekļvietnē;\n"
    "b) pa tālruni.\n\n"
    "(Grozīts 2027. gadā)\n\n"
    "2.^1 Rindu slēdz vakarā.\n\n"
    "II. Noslēgums\n\n"
    "3. Kārtība ir spēkā.\n\n"
    "Direktore V. Kalniņa\n\n"
    "1. pielikums\n\n"
    "1. Veidlapa.\n";

TEST(Paragraphs, AreNamedByTheirNumbers) {
  EXPECT_THAT(ids(read_paragraphs(kRules)),
              ElementsAre("~1", "c1", "p1", "p2", "p2.1", "p2.2", "p2.2/la", "p2.2/lb", "p2.2/lb/t1", "p2^1", "c2", "p3", "p3~1",
                          "x1", "x1/p1"));
}

TEST(Paragraphs, OfALawNestInArticles) {
  const std::string law =
      "72.pants. Akti\n\n(1) Aktus izdod:\n1) ministrs;\n2) vadītājs.\n\n(2) Citi:\n1) neviens.\n\n"
      "72.^1 pants. Mērķis\n\nMērķis ir kārtība.\n\nPārejas noteikumi\n\n1. Likums ir spēkā.\n";
  EXPECT_THAT(ids(read_paragraphs(law)),
              ElementsAre("a72", "a72/d1", "a72/d1/k1", "a72/d1/k2", "a72/d2", "a72/d2/k1", "a72^1", "a72^1/t1", "a72^1/t2", "p1"));
}

TEST(Paragraphs, WithEqualNumbersAreToldApart) {
  EXPECT_THAT(ids(read_paragraphs("1. A\n1. B\n1. C\n")), ElementsAre("p1", "p1*2", "p1*3"));
}

TEST(Paragraphs, HoldEverythingBelowThem) {
  // given
  const Paragraphs rules = read_paragraphs(kRules);
  const auto parts = [&](const std::string& id) {
    for (std::size_t i = 0; i < rules.size(); ++i) {
      if (rules[i].id == id) return extent_end(rules, i) - i;
    }
    return std::size_t{0};
  };
  // then: a chapter holds its points, but not the signature that ends the act, and an annex holds all of it
  EXPECT_EQ(parts("c1"), 9U);
  EXPECT_EQ(parts("p2"), 6U);
  EXPECT_EQ(parts("p2.2"), 4U);
  EXPECT_EQ(parts("p2.1"), 1U);
  EXPECT_EQ(parts("c2"), 2U);
  EXPECT_EQ(parts("x1"), 2U);
}

TEST(Paragraphs, KnowWhatTheyArePartOf) {
  const Paragraphs rules = read_paragraphs(kRules);
  const std::vector<std::size_t> parents = parents_of(rules);
  std::vector<std::string> names;
  for (std::size_t i = 0; i < rules.size(); ++i) names.push_back(parents[i] == i ? "" : rules[parents[i]].id);
  EXPECT_THAT(names, ElementsAre("", "", "c1", "c1", "p2", "p2", "p2.2", "p2.2", "p2.2/lb", "c1", "", "c2", "c2", "", "x1"));
}

TEST(Paragraphs, AreOneWhereATextHasNoStructure) {
  EXPECT_THAT(ids(read_paragraphs("")), ElementsAre());
  EXPECT_THAT(ids(read_paragraphs("viens\ndivi\ntrīs")), ElementsAre("~1"));
  EXPECT_THAT(ids(read_paragraphs("\n\n")), ElementsAre("~1"));
  EXPECT_THAT(ids(read_paragraphs("viens\n\ndivi")), ElementsAre("~1", "~2"));
}

RC_GTEST_PROP(Paragraphs, GiveTheTextBackByteForByte, ()) {
  const std::string text = *rc::gen::oneOf(any_bytes(), act_text());
  const Paragraphs paragraphs = read_paragraphs(text);
  RC_ASSERT(wording_text(paragraphs) == text);
  std::set<std::string> unique;
  for (const Paragraph& paragraph : paragraphs) {
    RC_ASSERT(is_paragraph_id(paragraph.id));
    RC_ASSERT(unique.insert(paragraph.id).second);
    RC_ASSERT(paragraph.label.end <= paragraph.text.size());
  }
}

RC_GTEST_PROP(Outline, GivesTheIdsBackWithTheText, ()) {
  // given a wording whose ids are not those of its text
  const std::string text = *act_text();
  Paragraphs paragraphs = read_paragraphs(text);
  for (Paragraph& paragraph : paragraphs) {
    if (*rc::gen::inRange(0, 3) == 0) paragraph.id = "w" + paragraph.id;
  }
  // when
  const Result<Paragraphs> again = read_wording(text, write_outline(paragraphs));
  // then
  RC_ASSERT(again.has_value());
  RC_ASSERT(ids(*again) == ids(paragraphs));
  RC_ASSERT(write_outline(read_paragraphs(text)).empty());
}

TEST(Outline, ThatDoesNotFitIsCorrupt) {
  for (const char* outline : {"norma-outline 2\n1 p1\n", "norma-outline 1\n9 p1\n", "norma-outline 1\n0 p1\n", "norma-outline 1\n1 p 1\n",
                              "norma-outline 1\n1 p2\n", "norma-outline 1\nx p1\n", "norma-outline 1\n1 p1", "norma-outline 1\n1"}) {
    const Result<Paragraphs> wording = read_wording("1. A\n2. B\n", outline);
    ASSERT_FALSE(wording.has_value()) << outline;
    EXPECT_EQ(wording.error().reason, Reason::kStorageCorrupt) << outline;
  }
}

}  // namespace
}  // namespace norma::acts
