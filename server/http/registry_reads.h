#pragma once

#include "server/http/message.h"
#include "server/runtime/service.h"

namespace norma::server {

/// What the registry says, from one state of it: reference data, registers of objects, authority. Labels are in the
/// language that Accept-Language asks for.

/// The kinds of reference data with their numbers of items.
Result<Response> list_reference_kinds(Service& service, const Request& request);
/// The items of a kind; `as_of` (date or RFC 3339 time) asks for what had been recorded by then.
/// Errors, in this order: not_found (the kind), invalid_field (as_of).
Result<Response> list_reference(Service& service, const Request& request);
/// Every version of an item. Errors: not_found.
Result<Response> get_reference_item(Service& service, const Request& request);

/// Objects by id; `institution` narrows, `as_of` is the day they are described on (effective time).
/// Errors: invalid_field (as_of).
Result<Response> list_institutions(Service& service, const Request& request);
Result<Response> list_services(Service& service, const Request& request);
Result<Response> list_resources(Service& service, const Request& request);
/// Errors, in this order: invalid_field (as_of), not_found.
Result<Response> get_object(Service& service, const Request& request);

/// Who held what at the instant `at` (date: its first moment; empty: now), as recorded by `recorded_at` (a position of
/// the registry or a time; empty: now): of `person`, or of `role` at `object`. Others' whole authority is for auditors
/// and administrators; who holds a role anyone may ask.
/// Errors, in this order: missing_field, invalid_field (role, at, recorded_at), role_not_held.
Result<Response> get_authority(Service& service, const Request& request);

}  // namespace norma::server
