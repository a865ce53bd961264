#pragma once

namespace norma::server {

/// Sends the log to standard error as JSON lines: time, level, and the fields of each message.
///
/// Messages are written as JSON members without the braces: `"event":"listening","address":"…"`.
void start_log();

}  // namespace norma::server
