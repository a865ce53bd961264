#pragma once

#include "server/http/message.h"
#include "server/runtime/service.h"

namespace norma::server {

/// General acts with their versions, and the re-checks that new versions asked for. Labels are in the language that
/// Accept-Language asks for.

/// Every general act of the reference data with its versions, without their requirements.
Result<Response> list_general_acts(Service& service, const Request& request);
/// One of them with everything registered of each version, and how far marking and re-check are.
/// Errors: not_found.
Result<Response> get_general_act(Service& service, const Request& request);
/// The re-check after one version (`general_act`, `version`: a date): overall progress by anyone; owner by owner what the
/// asker may read. Errors, in this order: missing_field, not_found, invalid_field (page).
Result<Response> list_rechecks(Service& service, const Request& request);
/// The acts of one owner's re-check: which are done, and how. Errors, in this order: case_not_found, invalid_field (page).
Result<Response> get_recheck_acts(Service& service, const Request& request);

}  // namespace norma::server
