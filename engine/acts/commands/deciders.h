#pragma once

#include <cstdint>
#include <string>

#include "engine/acts/deliberation.h"
#include "engine/result.h"
#include "norma/v1/command.pb.h"

namespace norma::acts {

/// What each command does: one file per command, whose comment names its reasons in the order they are checked.
///
/// Requires: everything decide() checks before it. Returns the id of the case that the reply names.
#define NORMA_DECIDER(name) Result<std::string> name(const v1::CommandBody& body, Deliberation& deliberation)
NORMA_DECIDER(decide_register_person);
NORMA_DECIDER(decide_assign_role);
NORMA_DECIDER(decide_revoke_role);
NORMA_DECIDER(decide_deploy_definition);
NORMA_DECIDER(decide_raise_need);
NORMA_DECIDER(decide_record_inventory);
NORMA_DECIDER(decide_decide_need);
NORMA_DECIDER(decide_plan_act);
NORMA_DECIDER(decide_assign_drafter);
NORMA_DECIDER(decide_submit_draft);
NORMA_DECIDER(decide_record_alignment);
NORMA_DECIDER(decide_request_opinions);
NORMA_DECIDER(decide_give_opinion);
NORMA_DECIDER(decide_answer_row);
NORMA_DECIDER(decide_confirm_row);
NORMA_DECIDER(decide_adopt_act);
NORMA_DECIDER(decide_return_draft);
NORMA_DECIDER(decide_withdraw_case);
NORMA_DECIDER(decide_publish_act);
NORMA_DECIDER(decide_ask_question);
NORMA_DECIDER(decide_answer_question);
NORMA_DECIDER(decide_record_finding);
NORMA_DECIDER(decide_close_finding);
NORMA_DECIDER(decide_evaluate_goals);
NORMA_DECIDER(decide_acknowledge_act);
NORMA_DECIDER(decide_repeal_act);
NORMA_DECIDER(decide_complete_task);
NORMA_DECIDER(decide_delegate_task);
NORMA_DECIDER(decide_elapse_term);
NORMA_DECIDER(decide_migrate_case);
NORMA_DECIDER(decide_publish_calendar);
NORMA_DECIDER(decide_publish_clocks);
NORMA_DECIDER(decide_configure_clock);
NORMA_DECIDER(decide_suspend_term);
NORMA_DECIDER(decide_resume_term);
NORMA_DECIDER(decide_set_term_length);
NORMA_DECIDER(decide_mark_urgent);
NORMA_DECIDER(decide_import_catalogue);
NORMA_DECIDER(decide_change_reference_item);
NORMA_DECIDER(decide_retire_reference_item);
NORMA_DECIDER(decide_register_institution);
NORMA_DECIDER(decide_register_service);
NORMA_DECIDER(decide_register_resource);
NORMA_DECIDER(decide_change_institution);
NORMA_DECIDER(decide_change_service);
NORMA_DECIDER(decide_change_resource);
NORMA_DECIDER(decide_liquidate_service);
NORMA_DECIDER(decide_liquidate_resource);
NORMA_DECIDER(decide_reorganise_institution);
NORMA_DECIDER(decide_complete_reviews);
NORMA_DECIDER(decide_assign_substitute);
NORMA_DECIDER(decide_end_substitution);
NORMA_DECIDER(decide_open_audit);
NORMA_DECIDER(decide_close_audit);
NORMA_DECIDER(decide_raise_review_need);
NORMA_DECIDER(decide_propose_amendment);
NORMA_DECIDER(decide_decide_proposal);
NORMA_DECIDER(decide_settle_proposal);
NORMA_DECIDER(decide_annotate_draft);
NORMA_DECIDER(decide_reply_annotation);
NORMA_DECIDER(decide_resolve_annotation);
NORMA_DECIDER(decide_describe_need);
NORMA_DECIDER(decide_merge_need);
NORMA_DECIDER(decide_reopen_need);
NORMA_DECIDER(decide_register_general_act_version);
NORMA_DECIDER(decide_complete_suspects);
NORMA_DECIDER(decide_mark_suspect);
NORMA_DECIDER(decide_recheck_alignment);
#undef NORMA_DECIDER

/// Gives the case's machine an event and returns the case's id. Errors: those of Deliberation::advance.
Result<std::string> advance_step(Deliberation& deliberation, const std::string& case_id, const std::string& event,
                                 std::uint32_t item = 0);

/// Closes the actor's task that the command completes, then advances. Errors: those of Deliberation::advance.
Result<std::string> finish_step(Deliberation& deliberation, const std::string& case_id, const std::string& event,
                                std::uint32_t item = 0);

/// The row of the summary of opinions with this number, or null.
[[nodiscard]] const v1::RowState* find_row(const v1::PreparationState& preparation, std::uint32_t number);

}  // namespace norma::acts
