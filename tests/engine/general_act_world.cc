#include "tests/engine/general_act_world.h"

#include <gtest/gtest.h>

#include "engine/acts/rows.h"

namespace norma::acts {
namespace {

template <class Command>
void add_verdicts(Command& command, const std::string& version_on, const std::vector<std::string>& requirements,
                  v1::AlignmentVerdict verdict) {
  for (const std::string& requirement : requirements) {
    v1::AlignmentRow& row = *command.add_rows();
    row.set_target("MK-399");
    row.set_target_version(version_on);
    row.set_requirement(requirement);
    row.set_verdict(verdict);
    row.set_ground("tā tas ir");
  }
}

void accept_draft(World& world, const std::string& act) {
  v1::CommandBody review;
  for (const v1::TaskState& task : world.state(act).tasks()) {
    if (task.key() == "review_draft") review.mutable_complete_task()->set_task(task_id(act, task.task()));
  }
  review.mutable_complete_task()->set_outcome("accept");
  EXPECT_EQ(world.refusal("ps", review), "accepted");
}

}  // namespace

v1::CommandBody version_of_399(const std::string& version_on, const std::vector<std::string>& requirements,
                               const std::vector<std::string>& changed) {
  v1::CommandBody body;
  v1::RegisterGeneralActVersion& version = *body.mutable_register_general_act_version();
  version.set_general_act("MK-399");
  version.set_version_on(version_on);
  for (const std::string& paragraph : requirements) version.add_requirements()->set_paragraph(paragraph);
  for (const std::string& paragraph : changed) version.add_changed(paragraph);
  return body;
}

v1::CommandBody alignment_with_399(const std::string& case_id, const std::string& version_on,
                                   const std::vector<std::string>& requirements, v1::AlignmentVerdict verdict) {
  v1::CommandBody body;
  body.mutable_record_alignment()->set_case_id(case_id);
  add_verdicts(*body.mutable_record_alignment(), version_on, requirements, verdict);
  return body;
}

v1::CommandBody recheck_against_399(const std::string& act, const std::string& version_on,
                                    const std::vector<std::string>& requirements, v1::AlignmentVerdict verdict) {
  v1::CommandBody body;
  body.mutable_recheck_alignment()->set_act(act);
  add_verdicts(*body.mutable_recheck_alignment(), version_on, requirements, verdict);
  return body;
}

v1::CommandBody suspicion(const std::string& act, const std::string& version_on) {
  v1::CommandBody body;
  body.mutable_mark_suspect()->set_act(act);
  body.mutable_mark_suspect()->set_general_act("MK-399");
  body.mutable_mark_suspect()->set_version_on(version_on);
  return body;
}

std::string act_in_force_aligned_with_399(World& world, const std::string& version_on,
                                          const std::vector<std::string>& requirements,
                                          const std::string& commences_on) {
  const std::string act = world.drafted_act();
  EXPECT_EQ(world.refusal("ps", alignment_with_399(act, version_on, requirements)), "accepted");
  accept_draft(world, act);
  v1::CommandBody adopt;
  adopt.mutable_adopt_act()->set_case_id(act);
  adopt.mutable_adopt_act()->set_number("1");
  adopt.mutable_adopt_act()->set_commences_on(commences_on);
  EXPECT_EQ(world.refusal("head", adopt), "accepted");
  v1::CommandBody publish;
  publish.mutable_publish_act()->set_case_id(act);
  publish.mutable_publish_act()->set_place("iekštīkls");
  EXPECT_EQ(world.refusal("ps", publish), "accepted");
  return act;
}

std::string about(const std::string& code, const std::string& argument) { return code + " " + argument; }

std::string refusal_about(World& world, const std::string& person, const v1::CommandBody& body) {
  const Result<v1::Reply> reply = world.give(person, body);
  if (reply) return "accepted";
  const std::string code(reason_code(reply.error().reason));
  return reply.error().details.empty() ? code : about(code, reply.error().details.front());
}

}  // namespace norma::acts
