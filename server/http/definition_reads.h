#pragma once

#include "server/http/message.h"
#include "server/runtime/service.h"

namespace norma::server {

/// What is known of definitions, from one committed snapshot.
///
/// Counting a definition's running cases reads one key for each of them.

/// Every definition that was ever deployed, by kind, the newest first. Errors: storage_corrupt, storage_unavailable.
Result<Response> list_definitions(Service& service, const Request& request);

/// One of them by its hash. Errors: not_found, storage_corrupt, storage_unavailable.
Result<Response> get_definition(Service& service, const Request& request);

/// Its document, byte for byte as it was handed in. Errors: not_found, storage_unavailable.
Result<Response> get_definition_document(Service& service, const Request& request);

/// Tries the migration plan in the body on running cases of its old definition, from `page` on; changes nothing.
///
/// Errors, in this order: invalid_field (page), text_not_utf8, those of try_migration.
Result<Response> post_migration_trial(Service& service, const Request& request);

}  // namespace norma::server
