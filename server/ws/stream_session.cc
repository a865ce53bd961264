#include "server/ws/stream_session.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/websocket/stream.hpp>

#include "engine/acts/policy.h"
#include "server/http/json.h"
#include "norma/v1/push.pb.h"

namespace norma::server {
namespace {

namespace websocket = beast::websocket;

constexpr std::string_view kProtocol = "norma.v1.json";
constexpr std::size_t kPageTurns = 256;
constexpr std::size_t kPageBytes = 256 * 1024;
constexpr websocket::close_code kSlow{4008};
constexpr websocket::close_code kJournalUnreadable{4000};

using Socket = websocket::stream<Stream&>;
using Timer = net::basic_waitable_timer<std::chrono::steady_clock, net::wait_traits<std::chrono::steady_clock>,
                                        Executor>;

/// The state of one session, shared by its writer, its reader and the publisher's wake-ups.
struct Session {
  Session(Stream& stream, Edge& shared_edge, StreamStart start)
      : edge(shared_edge), socket(stream), wake(stream.get_executor()), positions(std::move(start.positions)),
        subscriber(std::make_shared<Subscriber>()) {
    subscriber->person = std::move(start.person);
  }

  [[nodiscard]] std::string cursor() const { return edge.service.cursors().seal(subscriber->person, positions); }

  Edge& edge;
  Socket socket;
  Timer wake;
  StreamPositions positions;
  std::shared_ptr<Subscriber> subscriber;
  bool closed = false;
};
using SharedSession = std::shared_ptr<Session>;

Task<bool> send(Session& session, std::string text) {
  const auto token = net::as_tuple(kUseAwaitable);
  const auto buffer = net::buffer(text);
  const auto [error, bytes] = co_await session.socket.async_write(buffer, token);
  co_return !error && !session.closed;
}

Task<bool> send_welcome(Session& session) {
  v1::Frame frame;
  v1::Welcome& welcome = *frame.mutable_welcome();
  welcome.set_cursor(session.cursor());
  *welcome.mutable_server_time() = to_timestamp(session.edge.service.clock().now());
  welcome.set_heartbeat_seconds(static_cast<std::uint32_t>(session.edge.limits.heartbeat.count()));
  welcome.set_queue_limit_turns(static_cast<std::uint32_t>(session.subscriber->limits.queued_turns));
  welcome.set_queue_limit_bytes(static_cast<std::uint32_t>(session.subscriber->limits.queued_bytes));
  welcome.set_person(session.subscriber->person.str());
  std::string text = to_json(frame);
  const bool sent = co_await send(session, std::move(text));
  co_return sent;
}

Task<bool> send_bookmark(Session& session) {
  v1::Frame frame;
  frame.mutable_bookmark()->set_cursor(session.cursor());
  *frame.mutable_bookmark()->mutable_server_time() = to_timestamp(session.edge.service.clock().now());
  std::string text = to_json(frame);
  const bool sent = co_await send(session, std::move(text));
  co_return sent;
}

/// One message of whole turns: the turns' bytes are shared with every other session, only the frame is ours.
Task<bool> send_turns(Session& session, const std::vector<SharedPush>& turns) {
  static constexpr std::string_view kOpen = "{\"turns\":{\"turns\":[";
  static constexpr std::string_view kComma = ",";
  const std::string close = "],\"cursor\":\"" + session.cursor() + "\"}}";
  std::vector<net::const_buffer> buffers;
  buffers.reserve(turns.size() * 2 + 2);
  buffers.emplace_back(kOpen.data(), kOpen.size());
  for (const SharedPush& turn : turns) {
    if (buffers.size() > 1) buffers.emplace_back(kComma.data(), kComma.size());
    buffers.emplace_back(turn->json().data(), turn->json().size());
  }
  buffers.emplace_back(close.data(), close.size());
  const auto token = net::as_tuple(kUseAwaitable);
  const auto [error, bytes] = co_await session.socket.async_write(buffers, token);
  co_return !error && !session.closed;
}

/// Reads the next page of one partition from the journal; moves the position past it.
Result<bool> read_page(Session& session, std::size_t partition, std::vector<SharedPush>& turns) {
  const Result<std::vector<storage::StoredTurn>> page = session.edge.service.journal().read(
      PartitionId{static_cast<std::uint32_t>(partition)}, session.positions[partition] + 1, kPageTurns, kPageBytes);
  if (!page) return tl::unexpected(page.error());
  const std::shared_ptr<const acts::Authority> authority = session.edge.service.registry().read().authority();
  for (const storage::StoredTurn& stored : *page) {
    auto committed = std::make_shared<CommittedTurn>();
    if (!committed->turn.ParseFromString(stored.bytes)) return fail(Reason::kStorageCorrupt, "turn");
    session.positions[partition] = stored.position;
    if (!acts::entitled(*authority, session.subscriber->person, committed->turn)) continue;
    turns.push_back(std::make_shared<const PushedTurn>(std::move(committed)));
  }
  return !page->empty();
}

/// Replays from the journal until the session stands at the head and is live. False: the session is over.
Task<bool> catch_up(const SharedSession& session) {
  const auto token = net::as_tuple(kUseAwaitable);
  while (!session->closed) {
    bool read_any = false;
    std::vector<SharedPush> turns;
    for (std::size_t partition = 0; partition < session->positions.size(); ++partition) {
      const Result<bool> read = read_page(*session, partition, turns);
      if (!read) {
        const websocket::close_reason reason(kJournalUnreadable, "journal");
        co_await session->socket.async_close(reason, token);
        co_return false;
      }
      read_any = read_any || *read;
    }
    if (!turns.empty()) {
      const bool sent = co_await send_turns(*session, turns);
      if (!sent) co_return false;
    }
    if (read_any) continue;
    if (session->edge.service.publisher().go_live(session->subscriber, session->positions)) co_return true;
    // The journal is ahead of what has been published: that is on its way on this very thread.
    session->wake.expires_after(std::chrono::milliseconds(1));
    co_await session->wake.async_wait(token);
  }
  co_return false;
}

Task<void> follow_live(const SharedSession& session) {
  const auto token = net::as_tuple(kUseAwaitable);
  bool open = true;
  while (open && !session->closed) {
    Taken taken =
        session->edge.service.publisher().take(*session->subscriber, session->edge.limits.stream_message_bytes);
    session->positions = std::move(taken.positions);
    if (!taken.turns.empty()) {
      open = co_await send_turns(*session, taken.turns);
      continue;
    }
    if (taken.slow) {
      const websocket::close_reason reason(kSlow, "slow");
      co_await session->socket.async_close(reason, token);
      co_return;
    }
    session->wake.expires_after(session->edge.limits.heartbeat);
    const auto [error] = co_await session->wake.async_wait(token);
    if (!error && !session->closed) open = co_await send_bookmark(*session);
  }
}

/// Reads what the client sends, which is nothing but pongs and the close, until the connection ends.
Task<void> read_until_closed(SharedSession session, std::shared_ptr<Timer> ended) {
  const auto token = net::as_tuple(kUseAwaitable);
  beast::flat_buffer buffer;
  while (!session->closed) {
    const auto [error, bytes] = co_await session->socket.async_read(buffer, token);
    buffer.consume(buffer.size());
    if (error) session->closed = true;
  }
  session->wake.cancel();
  ended->cancel();
}

}  // namespace

Result<StreamStart> stream_start(Edge& edge, const Request& request) {
  StreamStart start;
  start.person = request.person;
  const std::string after = request.parameter("after");
  if (after.empty()) {
    start.positions = edge.service.publisher().head();
    return start;
  }
  Result<StreamPositions> positions = edge.service.cursors().open(after, request.person);
  if (!positions) return tl::unexpected(positions.error());
  start.positions = std::move(*positions);
  return start;
}

Task<void> serve_stream_session(Stream& stream, const HttpRequest& request, Edge& edge, StreamStart start) {
  const auto token = net::as_tuple(kUseAwaitable);
  stream.expires_never();
  auto session = std::make_shared<Session>(stream, edge, std::move(start));
  websocket::stream_base::timeout deadlines = websocket::stream_base::timeout::suggested(beast::role_type::server);
  deadlines.idle_timeout = edge.limits.heartbeat * 2;
  deadlines.keep_alive_pings = true;
  session->socket.set_option(deadlines);
  session->socket.read_message_max(edge.limits.stream_incoming_bytes);
  auto decorate = [](websocket::response_type& response) {
    response.set(http::field::sec_websocket_protocol, kProtocol);
  };
  if (request.count(http::field::sec_websocket_protocol) > 0) {
    session->socket.set_option(websocket::stream_base::decorator(decorate));
  }
  session->socket.text(true);
  session->socket.auto_fragment(false);
  const auto [error] = co_await session->socket.async_accept(request, token);
  if (error) co_return;
  const std::weak_ptr<Session> weak = session;
  session->subscriber->wake = [weak, executor = stream.get_executor()] {
    net::post(executor, [weak] {
      if (const SharedSession waiting = weak.lock()) waiting->wake.cancel();
    });
  };
  auto ended = std::make_shared<Timer>(stream.get_executor(), std::chrono::steady_clock::time_point::max());
  Task<void> reader = read_until_closed(session, ended);
  net::co_spawn(stream.get_executor(), std::move(reader), net::detached);
  bool live = co_await send_welcome(*session);
  if (live) live = co_await catch_up(session);
  if (live) co_await follow_live(session);
  edge.service.publisher().leave(session->subscriber);
  boost::system::error_code ignored;
  stream.socket().cancel(ignored);
  // The reader uses the stream, which is the caller's: it has to end first.
  if (!session->closed) co_await ended->async_wait(token);
}

}  // namespace norma::server
