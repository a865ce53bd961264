#pragma once

#include <string>
#include <vector>

#include "engine/acts/general_acts.h"
#include "server/runtime/background_work.h"
#include "server/runtime/registry_board.h"
#include "server/runtime/sequencer.h"
#include "storage/store.h"

namespace norma::server {

/// Marks every act that cites what a new version of a general act changed (pu2-6.md 3.2, T13), in the background and in
/// batches, between which commands of people go on.
///
/// In the flow: the registers say which versions are not done; the index of citations says which acts, and which of them
/// are marked already, so that after a stop in the middle the rest is found; one command per act goes to the cases'
/// sequencer; when nothing is left the registry is told. Nothing is remembered here.
/// Thread rule: any thread.
class Suspects {
 public:
  Suspects(const RegistryBoard& registry, const storage::Store& store, Sequencer& registry_sequencer,
           Sequencer& cases_sequencer);

  /// A version was registered: looks at once.
  void kick() { work_.kick(); }

  void stop() { work_.stop(); }

 private:
  bool mark_all(BackgroundWork& work);
  bool mark(BackgroundWork& work, const acts::GeneralActs::Revision& revision, const acts::GeneralActVersion& version);

  const RegistryBoard& registry_;
  const storage::Store& store_;
  Sequencer& registry_sequencer_;
  Sequencer& cases_sequencer_;
  BackgroundWork work_;
};

/// Where a walk over what is cited of one general act stands.
struct CitationWalk {
  std::string after;  ///< The last key looked at; empty: at the beginning.
  bool ended = false;
};

/// The next acts that cite what a version changed, at most so many, in the order of the index; those cited by several of
/// its paragraphs come several times. unmarked_only: not those that the version marked, or that were checked against it.
/// Errors: storage_corrupt, storage_unavailable.
[[nodiscard]] Result<std::vector<std::string>> next_citing_acts(const storage::Snapshot& snapshot,
                                                                const std::string& general_act,
                                                                const acts::GeneralActVersion& version,
                                                                bool unmarked_only, std::size_t most,
                                                                CitationWalk& walk);

}  // namespace norma::server
