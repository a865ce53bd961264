#include <gtest/gtest.h>

#include "tests/engine/acts_world.h"

namespace norma::acts {
namespace {

v1::CommandBody annotate(const std::string& act, v1::AnnotateDraft::Kind kind, const std::string& wording = {}) {
  v1::CommandBody body;
  v1::AnnotateDraft& annotation = *body.mutable_annotate_draft();
  annotation.set_case_id(act);
  annotation.set_paragraph("p1");
  annotation.set_quote("viena");
  annotation.set_kind(kind);
  annotation.set_text("vai tiešām?");
  annotation.set_wording(wording);
  return body;
}

v1::CommandBody reply(const std::string& act, std::uint32_t number) {
  v1::CommandBody body;
  body.mutable_reply_annotation()->set_case_id(act);
  body.mutable_reply_annotation()->set_annotation(number);
  body.mutable_reply_annotation()->set_text("jā");
  return body;
}

v1::CommandBody resolve(const std::string& act, std::uint32_t number, v1::ResolveAnnotation::Outcome outcome) {
  v1::CommandBody body;
  body.mutable_resolve_annotation()->set_case_id(act);
  body.mutable_resolve_annotation()->set_annotation(number);
  body.mutable_resolve_annotation()->set_outcome(outcome);
  return body;
}

TEST(AnnotateDraft, KeepsAnchorKindAndReplies) {
  // given
  World world;
  const std::string act = world.drafted_act();
  // when
  ASSERT_EQ(world.refusal("ps", annotate(act, v1::AnnotateDraft::SUGGESTION, "kopīga")), "accepted");
  ASSERT_EQ(world.refusal("drafter", reply(act, 1)), "accepted");
  ASSERT_EQ(world.refusal("drafter", resolve(act, 1, v1::ResolveAnnotation::ACCEPTED)), "accepted");
  // then
  const v1::AnnotationState& annotation = world.state(act).preparation().annotations(0);
  EXPECT_EQ(annotation.version(), 1U);
  EXPECT_EQ(annotation.paragraph(), "p1");
  EXPECT_EQ(world.text(annotation.quote()), "viena");
  EXPECT_EQ(world.text(annotation.wording()), "kopīga");
  EXPECT_EQ(annotation.author(), "ps");
  ASSERT_EQ(annotation.replies_size(), 1);
  EXPECT_EQ(annotation.replies(0).person(), "drafter");
  EXPECT_EQ(annotation.outcome(), v1::ResolveAnnotation::ACCEPTED);
  EXPECT_EQ(annotation.resolver(), "drafter");
}

TEST(AnnotateDraft, ChecksReasonsInThisOrder) {
  World world;
  const std::string planned = world.planned_act();
  EXPECT_EQ(world.refusal("user", annotate(planned, v1::AnnotateDraft::SUGGESTION)), "role_not_held");
  EXPECT_EQ(world.refusal("ps", annotate(planned, v1::AnnotateDraft::SUGGESTION)), "draft_missing");
  const std::string act = world.drafted_act();
  v1::CommandBody body = annotate(act, v1::AnnotateDraft::SUGGESTION);
  body.mutable_annotate_draft()->set_version(7);
  EXPECT_EQ(world.refusal("ps", body), "draft_version_unknown");
  body.mutable_annotate_draft()->set_version(1);
  EXPECT_EQ(world.refusal("ps", body), "missing_field");
  for (int i = 0; i < 1000; ++i) (**world.edit_case(act)).mutable_preparation()->add_annotations();
  EXPECT_EQ(world.refusal("ps", annotate(act, v1::AnnotateDraft::COMMENT)), "limit_exceeded");
}

TEST(ReplyAnnotation, IsForOpenOnesWithinABound) {
  World world;
  const std::string act = world.drafted_act();
  EXPECT_EQ(world.refusal("ps", reply(act, 1)), "annotation_not_found");
  ASSERT_EQ(world.refusal("ps", annotate(act, v1::AnnotateDraft::COMMENT)), "accepted");
  for (int i = 0; i < 200; ++i) (**world.edit_case(act)).mutable_preparation()->mutable_annotations(0)->add_replies();
  EXPECT_EQ(world.refusal("ps", reply(act, 1)), "limit_exceeded");
}

TEST(ResolveAnnotation, IsForItsAuthorOrWhoAnswersForTheDraft) {
  World world;
  const std::string act = world.drafted_act();
  EXPECT_EQ(world.refusal("drafter", resolve(act, 1, v1::ResolveAnnotation::ACCEPTED)), "annotation_not_found");
  ASSERT_EQ(world.refusal("ipks", annotate(act, v1::AnnotateDraft::OBJECTION)), "accepted");
  EXPECT_EQ(world.refusal("ipks", resolve(act, 1, v1::ResolveAnnotation::ACCEPTED)), "annotation_not_yours");
  EXPECT_EQ(world.refusal("drafter", resolve(act, 1, v1::ResolveAnnotation::WITHDRAWN)), "annotation_not_yours");
  EXPECT_EQ(world.refusal("ipks", resolve(act, 1, v1::ResolveAnnotation::WITHDRAWN)), "accepted");
  EXPECT_EQ(world.refusal("ipks", reply(act, 1)), "annotation_resolved");
}

}  // namespace
}  // namespace norma::acts
