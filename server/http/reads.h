#pragma once

#include "server/http/message.h"
#include "server/runtime/service.h"

namespace norma::server {

/// What each reading endpoint answers, from one committed snapshot. Errors become problem+json.
///
/// A case that the person may not read is answered case_not_found, as if it did not exist.
Result<Response> get_health(Service& service, const Request& request);
Result<Response> get_readiness(Service& service, const Request& request);
/// Counters in the Prometheus text format; no personal data.
Result<Response> get_metrics(Service& service, const Request& request);
Result<Response> get_me(Service& service, const Request& request);

/// Open tasks of the person, of every role held now and of those the person stands in for (`acting_for`), by due time,
/// with the cursor to stream on from.
Result<Response> get_inbox(Service& service, const Request& request);
/// Errors: task_not_found.
Result<Response> get_task(Service& service, const Request& request);
Result<Response> get_roles(Service& service, const Request& request);
Result<Response> list_needs(Service& service, const Request& request);
Result<Response> list_acts(Service& service, const Request& request);
Result<Response> list_amendments(Service& service, const Request& request);

/// A case; `as_of` is a day of effective time, `recorded_at` a moment (or position) of record time.
/// Errors, in this order: invalid_field (as_of, recorded_at), case_not_found.
Result<Response> get_case(Service& service, const Request& request);
/// Errors, in this order: case_not_found, invalid_field (page).
Result<Response> get_history(Service& service, const Request& request);
/// The exact wording in force on `as_of`. Errors: invalid_field, case_not_found, no_wording_in_force.
Result<Response> get_wording_text(Service& service, const Request& request);
/// A text that the case refers to, by the hash of its reference. Errors: case_not_found, not_found.
Result<Response> get_case_text(Service& service, const Request& request);
/// Every calendar published, the newest first; one by its version, with its days. Errors: not_found.
Result<Response> list_calendars(Service& service, const Request& request);
Result<Response> get_calendar(Service& service, const Request& request);
/// The clocks as they hold now, by id.
Result<Response> list_clocks(Service& service, const Request& request);
/// The paragraphs of the wording in force on `as_of`: their ids, numbers and places.
/// Errors, in this order: invalid_field, case_not_found, no_wording_in_force, limit_exceeded.
Result<Response> get_paragraphs(Service& service, const Request& request);
/// Two wordings or drafts by paragraph and by word; of an amendment by default what its latest draft changes.
/// Errors, in this order: invalid_field (on), case_not_found, then of each side those of named_wording().
Result<Response> get_diff(Service& service, const Request& request);
/// The act's text on the day `on` as the amendment would leave it. Errors: invalid_field, case_not_found, then those
/// of preview_wording().
Result<Response> get_preview(Service& service, const Request& request);
/// The instructions of a draft, and the amending act in words. Errors: invalid_field, case_not_found, draft_missing,
/// draft_version_unknown.
Result<Response> get_instructions(Service& service, const Request& request);
/// The annotations of a case with their texts; whether the latest draft still has what they quote.
Result<Response> get_annotations(Service& service, const Request& request);
/// All turns of a partition in order. Errors: invalid_field (partition, page).
Result<Response> get_audit_turns(Service& service, const Request& request);
/// Moves the virtual clock forward and handles every term that became due. Errors: malformed_request, overloaded.
Result<Response> post_demo_clock(Service& service, const Request& request);

}  // namespace norma::server
