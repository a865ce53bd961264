#pragma once

#include "engine/result.h"
#include "server/runtime/service.h"

namespace norma::server {

/// Takes the program's catalogue of reference data into the registry, unless its version is there already.
///
/// After that the journal holds everything that codes mean, so that a later program, built with another catalogue,
/// still answers as of any day. Items that an administrator changed are left alone.
/// Errors: definition_invalid (the catalogue), and those of the command.
Result<void> import_built_in_catalogue(Service& service);

}  // namespace norma::server
