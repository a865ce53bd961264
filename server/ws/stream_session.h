#pragma once

#include "server/http/edge.h"
#include "server/http/message.h"
#include "server/http/transport.h"
#include "server/runtime/publisher.h"

namespace norma::server {

/// Whose stream it is and from where.
struct StreamStart {
  PersonId person;
  StreamPositions positions;
};

/// Reads `after` of a stream request; without it the stream starts at the head.
/// Errors: cursor_invalid.
Result<StreamStart> stream_start(Edge& edge, const Request& request);

/// Serves one WebSocket subscriber until either side ends it.
///
/// In the flow: sends welcome, then the turns after the start position that the person is entitled to, read from
/// the journal page by page, then live ones from the publisher; whole turns only, in journal order, none twice.
/// When idle it sends bookmarks, so that a resume never goes back further than a heartbeat. A subscriber whose
/// queue is full is closed with 4008 `slow`; it resumes from its cursor.
/// Requires: the request is a WebSocket upgrade and was authenticated.
Task<void> serve_stream_session(Stream& stream, const HttpRequest& request, Edge& edge, StreamStart start);

}  // namespace norma::server
