#include "engine/acts/commands/deciders.h"

#include <algorithm>

#include "engine/acts/commands/alignment_watch.h"

namespace norma::acts {

Result<std::string> advance_step(Deliberation& deliberation, const std::string& case_id, const std::string& event,
                                 std::uint32_t item) {
  if (const Result<void> advanced = deliberation.advance(case_id, event, item); !advanced) {
    return tl::unexpected(advanced.error());
  }
  if (const Result<void> kept = keep_watch(deliberation, case_id); !kept) return tl::unexpected(kept.error());
  return case_id;
}

Result<std::string> finish_step(Deliberation& deliberation, const std::string& case_id, const std::string& event,
                                std::uint32_t item) {
  deliberation.complete_own_task(case_id, event, item);
  return advance_step(deliberation, case_id, event, item);
}

const v1::RowState* find_row(const v1::PreparationState& preparation, std::uint32_t number) {
  const auto found = std::find_if(preparation.rows().begin(), preparation.rows().end(),
                                  [&](const v1::RowState& row) { return row.row() == number; });
  return found == preparation.rows().end() ? nullptr : &*found;
}

}  // namespace norma::acts
