#include "workflows/registry.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "workflows/definition_reader.h"
#include "workflows/embedded.h"

namespace norma::workflows {
namespace {

/// Stands in for SHA-256, which this library does not have: 32 bytes that differ where the test's texts differ.
std::string hash_of(std::string_view bytes) {
  std::string hash(32, '\0');
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    char& byte = hash[at % hash.size()];
    byte = static_cast<char>(byte * 31 + bytes[at]);
  }
  return hash;
}

std::string need(std::string_view body) {
  return "<scxml xmlns='http://www.w3.org/2005/07/scxml' xmlns:norma='urn:norma:workflow:1' version='1.0' name='need'\n"
         " datamodel='ecmascript'>" + std::string(body) + "</scxml>";
}

const acts::TaskTemplate* task(const acts::Definition& definition, std::string_view state, std::string_view key) {
  const auto duties = definition.duties.find(state);
  if (duties == definition.duties.end()) return nullptr;
  for (const acts::TaskTemplate& candidate : duties->second.tasks) {
    if (candidate.key == key) return &candidate;
  }
  return nullptr;
}

TEST(Registry, HoldsTheProductsDefinitions) {
  Registry registry(hash_of);
  ASSERT_TRUE(registry.add_embedded().has_value());
  for (const auto& [kind, name] : {std::pair{v1::NEED, "need"}, std::pair{v1::ACT, "act"},
                                   std::pair{v1::AMENDMENT, "amendment"}}) {
    const acts::Definition* definition = registry.newest(kind);
    ASSERT_NE(definition, nullptr) << name;
    EXPECT_EQ(definition->name, name);
    EXPECT_EQ(definition->kind, kind);
    EXPECT_NE(definition->chart, nullptr);
    EXPECT_EQ(registry.by_hash(definition->hash), definition);
  }
}

TEST(Registry, ReadsWhatStatesAskOfPeopleAndClocks) {
  Registry registry(hash_of);
  ASSERT_TRUE(registry.add_embedded().has_value());
  const acts::Definition& act = *registry.newest(v1::ACT);

  const acts::TaskTemplate* opinion = task(act, "awaiting_opinions", "give_opinion");
  ASSERT_NE(opinion, nullptr);
  EXPECT_EQ(opinion->part, acts::Part::kOpinionGiver);
  EXPECT_EQ(opinion->command, "give-opinion");
  EXPECT_EQ(opinion->term, "opinion");
  const acts::TermTemplate& month = act.duties.at("awaiting_opinions").terms.at(0);
  EXPECT_EQ(month.clock, "T1");
  EXPECT_EQ(month.duration, "P1M");
  EXPECT_EQ(month.rule, "VPIL 75(5)");

  const acts::TaskTemplate* review = task(act, "review", "review_draft");
  ASSERT_NE(review, nullptr);
  EXPECT_THAT(review->outcomes, testing::ElementsAre("accept", "return"));
  const acts::TaskTemplate* question = task(act, "support_available", "answer_question");
  ASSERT_NE(question, nullptr);
  EXPECT_EQ(question->on, "ask-question");
  EXPECT_EQ(act.duties.at("goals_scheduled").terms.at(0).until, "evaluate_on");
  EXPECT_EQ(act.duties.find("goals_evaluated"), act.duties.end());
}

TEST(Registry, ADeploymentGivesNewCasesTheNewAndRunningOnesTheirOwn) {
  const Registry empty(hash_of);
  const std::string first = need("<state id='a'/>");
  const std::string second = need("<state id='b'/>");
  const auto one = empty.deployed(first);
  ASSERT_TRUE(one.has_value());
  const auto two = (*one)->deployed(second);
  ASSERT_TRUE(two.has_value());

  EXPECT_TRUE((*two)->newest(v1::NEED)->chart->find("b").has_value());
  ASSERT_NE((*two)->by_hash(hash_of(first)), nullptr);
  EXPECT_EQ((*two)->by_hash(hash_of(first)), (*one)->newest(v1::NEED)) << "the definition is shared, not read again";
  EXPECT_EQ((*one)->by_hash(hash_of(second)), nullptr) << "a registry does not change";
  EXPECT_EQ(empty.newest(v1::NEED), nullptr);
}

TEST(Registry, AnOlderDefinitionMayComeBack) {
  const std::string first = need("<state id='a'/>");
  const std::string second = need("<state id='b'/>");
  const auto one = Registry(hash_of).deployed(first);
  const auto back = (*(*one)->deployed(second))->deployed(first);
  ASSERT_TRUE(back.has_value());
  EXPECT_EQ((*back)->newest(v1::NEED), (*one)->newest(v1::NEED));
}

TEST(Registry, WhatIsDeployedGoesBeforeWhatIsBuiltIn) {
  Registry registry(hash_of);
  ASSERT_TRUE(registry.add_embedded().has_value());
  EXPECT_FALSE(registry.has_deployed(v1::NEED));
  const auto deployed = registry.deployed(need("<state id='a'/>"));
  ASSERT_TRUE(deployed.has_value());
  EXPECT_TRUE((*deployed)->has_deployed(v1::NEED));
  EXPECT_FALSE((*deployed)->has_deployed(v1::ACT));
  EXPECT_TRUE((*deployed)->newest(v1::NEED)->chart->find("a").has_value());
  EXPECT_EQ((*deployed)->newest(v1::ACT), registry.newest(v1::ACT));
}

TEST(Registry, ReadRefusesWhatLintRefuses) {
  const auto read = Registry(hash_of).read(need("\n<state id='a'/><state id='b'/>"));
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().reason, Reason::kDefinitionInvalid);
  EXPECT_THAT(read.error().details, testing::ElementsAre(testing::StartsWith("3:")));
}

TEST(Registry, WhatWasDeployedOnceIsNotLintedAgain) {
  EXPECT_TRUE(Registry(hash_of).deployed(need("\n<state id='a'/><state id='b'/>")).has_value());
}

TEST(Registry, RefusesHashesThatAreNone) {
  const Registry registry([](std::string_view) { return std::string("short"); });
  EXPECT_EQ(registry.deployed(need("<state id='a'/>")).error().reason, Reason::kDefinitionInvalid);
}

TEST(DefinitionReader, NamesThePlaceOfTheFirstFault) {
  const std::string text = need("\n<state id='a'>\n<norma:task id='t' role='x' command='plan-act'/></state>");
  const auto definition = read_definition(text, {});
  ASSERT_FALSE(definition.has_value());
  EXPECT_THAT(definition.error().details, testing::ElementsAre(testing::AllOf(testing::StartsWith("4:1: "),
                                                                              testing::HasSubstr("unknown role 'x'"))));
}

TEST(DefinitionReader, RefusesNamesThatAreNoKindOfCase) {
  const auto definition =
      read_definition("<scxml xmlns='http://www.w3.org/2005/07/scxml' version='1.0' name='x'><state id='a'/></scxml>", {});
  ASSERT_FALSE(definition.has_value());
  EXPECT_EQ(definition.error().reason, Reason::kDefinitionInvalid);
}

}  // namespace
}  // namespace norma::workflows
