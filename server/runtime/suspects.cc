#include "server/runtime/suspects.h"

#include <set>
#include <utility>

#include "engine/acts/tables.h"
#include "norma/v1/alignment.pb.h"
#include "server/runtime/head.h"
#include "server/runtime/partitions.h"

namespace norma::server {
namespace {

/// So small that a person's command waits for few of them, so large that 10 000 acts take seconds.
constexpr std::size_t kBatchActs = 32;

/// What an answer says about the act, beside those that mean "try again".
bool is_settled(const Outcome& outcome) {
  if (outcome.result) return true;
  switch (outcome.result.error().reason) {
    case Reason::kAlreadySuspect:
    case Reason::kActNotConcerned:
    case Reason::kActNotWatched:
    case Reason::kCaseNotFound:
      return true;
    default:
      return false;
  }
}

/// How many acts the version has marked, by the re-checks of all owners.
Result<std::uint32_t> count_marked(const storage::Snapshot& snapshot, Position revision) {
  std::uint32_t marked = 0;
  const Result<void> scanned =
      snapshot.scan(family_of(acts::Table::kRecheck), acts::recheck_prefix(kCasesPartition, revision), {},
                    [&](std::string_view, std::string_view value) {
                      v1::RecheckRow row;
                      if (row.ParseFromArray(value.data(), static_cast<int>(value.size()))) {
                        marked += row.progress().acts();
                      }
                      return true;
                    });
  if (!scanned) return tl::unexpected(scanned.error());
  return marked;
}

}  // namespace

Result<std::vector<std::string>> next_citing_acts(const storage::Snapshot& snapshot, const std::string& general_act,
                                                  const acts::GeneralActVersion& version, bool unmarked_only,
                                                  std::size_t most, CitationWalk& walk) {
  const std::string prefix = acts::citation_prefix(kCasesPartition, general_act);
  std::vector<std::string> acts;
  std::string skipped;  // Beyond the last key of a paragraph that did not change.
  do {
    if (!skipped.empty()) walk.after = std::exchange(skipped, {});
    walk.ended = true;
    const Result<void> scanned = snapshot.scan(
        family_of(acts::Table::kCitation), prefix, walk.after, [&](std::string_view key, std::string_view value) {
          const acts::CitedParagraph cited = acts::cited_of_key(key, prefix);
          if (!version.changes(cited.paragraph)) {
            skipped = prefix + std::string(cited.paragraph) + '\0' + '\xFF';
            return false;
          }
          walk.after = key;
          v1::CitationRow row;
          const bool readable = row.ParseFromArray(value.data(), static_cast<int>(value.size()));
          const bool done =
              readable && (row.suspect() == version.revision || row.target_version() >= version.version_on);
          if (!unmarked_only || !done) acts.emplace_back(cited.case_id);
          walk.ended = acts.size() < most;
          return walk.ended;
        });
    if (!scanned) return tl::unexpected(scanned.error());
  } while (!skipped.empty());
  return acts;
}

Suspects::Suspects(const RegistryBoard& registry, const storage::Store& store, Sequencer& registry_sequencer,
                   Sequencer& cases_sequencer)
    : registry_(registry),
      store_(store),
      registry_sequencer_(registry_sequencer),
      cases_sequencer_(cases_sequencer),
      work_([this](BackgroundWork& work) { return mark_all(work); }, kBatchActs) {}

bool Suspects::mark_all(BackgroundWork& work) {
  const RegistryAt at = registry_.read();
  bool all = true;
  for (const acts::GeneralActs::Revision& revision : at.registers->general_acts.awaiting_suspects()) {
    const acts::GeneralAct* act = at.registers->general_acts.find(revision.code);
    const acts::GeneralActVersion* version = act == nullptr ? nullptr : act->find(revision.version_on);
    if (version != nullptr && !mark(work, revision, *version)) all = false;
  }
  return all;
}

bool Suspects::mark(BackgroundWork& work, const acts::GeneralActs::Revision& revision,
                    const acts::GeneralActVersion& version) {
  const std::string number = std::to_string(revision.revision);
  std::set<std::string> unwatched;
  CitationWalk walk;
  while (!walk.ended) {
    // A snapshot of its own for each batch: none is held while people's commands go on.
    const Result<std::vector<std::string>> acts =
        next_citing_acts(*store_.snapshot(), revision.code, version, true, kBatchActs, walk);
    if (!acts) return false;
    std::vector<std::string> batch;
    for (const std::string& act : *acts) {
      if (!unwatched.contains(act)) batch.push_back(act);
    }
    for (const std::string& act : batch) {
      acts::Command command = command_by_service("suspect:" + number + ":" + act);
      command.body.mutable_mark_suspect()->set_act(act);
      command.body.mutable_mark_suspect()->set_general_act(revision.code);
      command.body.mutable_mark_suspect()->set_version_on(revision.version_on);
      const auto judge = [&unwatched, act](const Outcome& outcome) {
        // Answers come one after the other, and all of them before settle() returns; nobody reads the set before that.
        if (!outcome.result && outcome.result.error().reason == Reason::kActNotWatched) unwatched.insert(act);
        return is_settled(outcome);
      };
      if (!work.submit(cases_sequencer_, std::move(command), judge)) break;
    }
    if (!work.settle()) return false;
  }
  const Result<std::uint32_t> marked = count_marked(*store_.snapshot(), revision.revision);
  if (!marked) return false;
  acts::Command complete = command_by_service("suspects:" + number);
  v1::CompleteSuspects& body = *complete.body.mutable_complete_suspects();
  body.set_general_act(revision.code);
  body.set_version_on(revision.version_on);
  body.set_revision(revision.revision);
  body.set_acts(*marked);
  body.set_unwatched(static_cast<std::uint32_t>(unwatched.size()));
  return work.submit(registry_sequencer_, std::move(complete)) && work.settle();
}

}  // namespace norma::server
