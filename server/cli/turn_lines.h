#pragma once

#include <google/protobuf/timestamp.pb.h>

#include <string>

#include "norma/v1/state.pb.h"
#include "norma/v1/turn.pb.h"

namespace norma::server::cli {

/// One turn on one line: position, time, who, in which role, the command, and what came of it.
[[nodiscard]] std::string turn_line(const v1::Turn& turn);

/// What came of a turn: the states entered, the terms elapsed, or why it was refused.
[[nodiscard]] std::string turn_result(const v1::Turn& turn);

/// A moment as people in Riga read it, to the second: 2026-03-29 14:05:00; empty for none.
[[nodiscard]] std::string local_time(const google::protobuf::Timestamp& timestamp);

/// A person, or the holders of a role at an object: `service_owner@srv-4411`.
[[nodiscard]] std::string selector_words(const v1::Selector& selector);

/// Words with a separator between them.
template <class Words>
[[nodiscard]] std::string joined(const Words& words, const std::string& separator = ", ") {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : separator) + word;
  return text;
}

}  // namespace norma::server::cli
