#include "server/http/recheck_progress.h"

#include <map>
#include <set>

#include "engine/acts/tables.h"
#include "server/runtime/head.h"
#include "server/runtime/service.h"
#include "server/runtime/suspects.h"

namespace norma::server {
namespace {

/// Acts are counted in steps, so that no step holds more than this many names.
constexpr std::size_t kCountStep = 4096;

/// While the service still marks: how many acts cite what changed. Afterwards the registry knows.
Result<std::uint32_t> count_citing(const storage::Snapshot& snapshot, const std::string& general_act,
                                   const acts::GeneralActVersion& version) {
  std::set<std::string> acts;
  CitationWalk walk;
  while (!walk.ended) {
    Result<std::vector<std::string>> step = next_citing_acts(snapshot, general_act, version, false, kCountStep, walk);
    if (!step) return tl::unexpected(step.error());
    for (std::string& act : *step) acts.insert(std::move(act));
  }
  return static_cast<std::uint32_t>(acts.size());
}

void add_owner(const v1::RecheckRow& row, const std::string& today, v1::RecheckProgress& progress,
               std::map<std::string, std::uint32_t>& days) {
  const v1::RecheckState& one = row.progress();
  progress.set_owners(progress.owners() + 1);
  progress.set_marked(progress.marked() + one.acts());
  progress.set_open(progress.open() + one.acts() - one.rechecked() - one.ended());
  progress.set_rechecked(progress.rechecked() + one.rechecked());
  progress.set_misaligned(progress.misaligned() + one.misaligned());
  progress.set_ended(progress.ended() + one.ended());
  const bool overdue = !row.due_on().empty() && row.due_on() < today;
  if (overdue) progress.set_overdue_owners(progress.overdue_owners() + 1);
  for (const v1::RecheckDay& day : one.days()) days[day.date()] += day.cleared();
}

}  // namespace

Result<v1::RecheckProgress> recheck_progress(const storage::Snapshot& snapshot, const std::string& general_act,
                                             const acts::GeneralActVersion& version, const std::string& today) {
  v1::RecheckProgress progress;
  progress.set_revision(version.revision);
  std::map<std::string, std::uint32_t> days;
  const Result<void> scanned =
      snapshot.scan(family_of(acts::Table::kRecheck), acts::recheck_prefix(kCasesPartition, version.revision), {},
                    [&](std::string_view, std::string_view value) {
                      v1::RecheckRow row;
                      if (row.ParseFromArray(value.data(), static_cast<int>(value.size()))) {
                        add_owner(row, today, progress, days);
                      }
                      return true;
                    });
  if (!scanned) return tl::unexpected(scanned.error());
  for (const auto& [date, cleared] : days) {
    v1::RecheckDay& day = *progress.add_days();
    day.set_date(date);
    day.set_cleared(cleared);
  }
  progress.set_marking(!version.suspects_completed);
  progress.set_unwatched(version.unwatched);
  if (version.suspects_completed) {
    progress.set_citing(progress.marked() + version.unwatched);
    return progress;
  }
  const Result<std::uint32_t> citing = count_citing(snapshot, general_act, version);
  if (!citing) return tl::unexpected(citing.error());
  progress.set_citing(*citing);
  return progress;
}

}  // namespace norma::server
