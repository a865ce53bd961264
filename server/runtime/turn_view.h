#pragma once

#include <string>

#include "norma/v1/turn.pb.h"

namespace norma::server {

/// A turn as people are shown it: without request keys and the machine's internals.
[[nodiscard]] v1::Turn turn_view(const v1::Turn& turn);

/// The same as compact JSON (proto3 mapping).
[[nodiscard]] std::string turn_json(const v1::Turn& turn);

}  // namespace norma::server
