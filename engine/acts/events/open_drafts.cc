#include "engine/acts/events/open_drafts.h"

namespace norma::acts {

void forget_open_draft(v1::ActState& act, const std::string& amendment) {
  for (int i = act.open_drafts_size() - 1; i >= 0; --i) {
    if (act.open_drafts(i).amendment() == amendment) act.mutable_open_drafts()->DeleteSubrange(i, 1);
  }
}

}  // namespace norma::acts
