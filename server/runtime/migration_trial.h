#pragma once

#include <string>
#include <string_view>

#include "engine/acts/migration_plan.h"
#include "engine/reason.h"
#include "engine/result.h"
#include "norma/v1/api.pb.h"
#include "server/runtime/service.h"

namespace norma::server {

/// What a trial tries: a plan, for whom, and which part of the cases.
struct TrialRequest {
  PersonId person;
  std::string plan;
  std::string after;          ///< Case id: those that follow it; empty: from the first.
  std::size_t cases = 200;    ///< Looked at in one trial; the rest is for the next.
  Language language = Language::kLv;
};

/// Decides the migration of each running case of a plan's old definition on one committed snapshot; changes nothing.
///
/// Each verdict is what the person's own migrate-case would be answered at the case's revision. Cases that the person
/// may neither read nor administer are passed over. `next_page` of the report is the last case looked at, when more
/// follow. Thread rule: any; takes up to a few milliseconds per case.
/// Errors, in this order: those of read_migration_plan and of planned_definitions; storage_corrupt,
/// storage_unavailable.
Result<v1::MigrationReport> try_migration(Service& service, const TrialRequest& request);

}  // namespace norma::server
