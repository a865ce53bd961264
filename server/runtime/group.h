#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/ids.h"
#include "engine/result.h"
#include "norma/v1/turn.pb.h"

namespace norma::server {

/// What a client is told of its command once that is durable.
struct Outcome {
  Result<v1::Reply> result = v1::Reply{};
  bool repeated = false;  ///< Answered from the idempotency entry; nothing was done now.
};

/// Called exactly once per command, on the thread that deliver() runs on.
using OutcomeHandler = std::function<void(Outcome)>;

/// A turn that is durable: what subscribers are served from. Immutable, shared.
struct CommittedTurn {
  v1::Turn turn;
  std::size_t leaf_bytes = 0;
};
using SharedTurn = std::shared_ptr<const CommittedTurn>;

/// A reply that waits for the group it was decided in, or on, to become durable.
struct PendingReply {
  OutcomeHandler handler;
  Outcome outcome;
};

/// What one append made durable: given to deliver() in journal order.
struct CommittedGroup {
  PartitionId partition{};
  std::vector<SharedTurn> turns;
  std::vector<PendingReply> replies;
};

}  // namespace norma::server
