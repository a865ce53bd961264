#include "server/cli/stream_client.h"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/websocket.hpp>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

#include "server/cli/json_messages.h"

namespace norma::server::cli {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = boost::beast::websocket;

namespace {

constexpr std::size_t kMaxFrameBytes = 64 * 1024 * 1024;
constexpr const char* kSubprotocol = "norma.v1.json";

/// The place to resume from after a frame.
std::string cursor_after(const v1::Frame& frame) {
  switch (frame.kind_case()) {
    case v1::Frame::kWelcome:
      return frame.welcome().cursor();
    case v1::Frame::kTurns:
      return frame.turns().cursor();
    case v1::Frame::kBookmark:
      return frame.bookmark().cursor();
    case v1::Frame::kReset:
      return frame.reset().cursor();
    case v1::Frame::KIND_NOT_SET:
      return {};
  }
  return {};
}

}  // namespace

/// What the owner and the stream's thread both see.
struct StreamClient::Shared {
  Shared(Endpoint at, std::string bearer, FrameSink frames)
      : server(std::move(at)), token(std::move(bearer)), sink(std::move(frames)) {}

  const Endpoint server;
  const std::string token;
  const FrameSink sink;

  std::mutex mutex;
  std::condition_variable changed;
  std::string cursor;
  bool welcomed = false;
  std::optional<Failure> end = Failure{ExitStatus::kUnavailable, "not connected", {}};

  void take(const std::string& json) {
    v1::Frame frame;
    const Outcome<void> parsed = parse_json(json, frame);
    if (!parsed) return;
    sink(frame, json);
    const std::lock_guard lock(mutex);
    if (std::string after = cursor_after(frame); !after.empty()) cursor = std::move(after);
    welcomed = welcomed || frame.kind_case() == v1::Frame::kWelcome;
    changed.notify_all();
  }

  void finish(Failure why) {
    const std::lock_guard lock(mutex);
    end = std::move(why);
    changed.notify_all();
  }
};

/// One connection: connect, shake hands, read until it ends.
class StreamClient::Session {
 public:
  Session(std::shared_ptr<Shared> shared, std::string after) : shared_(std::move(shared)) {
    target_ = "/v1/stream" + (after.empty() ? std::string() : "?after=" + encode_query(after));
    thread_ = std::thread([this] {
      open();
      io_.run();
    });
  }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  ~Session() {
    asio::post(io_, [this] {
      dropped_ = true;
      work_.reset();
      beast::get_lowest_layer(stream_).close();
    });
    thread_.join();
  }

 private:
  void open() {
    beast::error_code error;
    const auto addresses = resolver_.resolve(shared_->server.host, shared_->server.port, error);
    if (error) return fail(error);
    beast::get_lowest_layer(stream_).expires_after(std::chrono::seconds(30));
    beast::get_lowest_layer(stream_).async_connect(addresses, [this](beast::error_code failed, auto&&) {
      failed ? fail(failed) : shake_hands();
    });
  }

  void shake_hands() {
    beast::get_lowest_layer(stream_).expires_never();
    beast::error_code ignored;
    beast::get_lowest_layer(stream_).socket().set_option(asio::ip::tcp::no_delay(true), ignored);
    stream_.set_option(websocket::stream_base::timeout::suggested(beast::role_type::client));
    stream_.read_message_max(kMaxFrameBytes);
    stream_.set_option(websocket::stream_base::decorator([this](websocket::request_type& request) {
      request.set(beast::http::field::authorization, "Bearer " + shared_->token);
      request.set(beast::http::field::sec_websocket_protocol, kSubprotocol);
    }));
    stream_.async_handshake(response_, shared_->server.authority(), target_, [this](beast::error_code failed) {
      if (failed == websocket::error::upgrade_declined) return refuse();
      failed ? fail(failed) : read();
    });
  }

  void read() {
    stream_.async_read(buffer_, [this](beast::error_code failed, std::size_t) {
      if (failed) return fail(failed);
      shared_->take(beast::buffers_to_string(buffer_.data()));
      buffer_.consume(buffer_.size());
      read();
    });
  }

  void refuse() {
    const auto status = static_cast<unsigned>(response_.result_int());
    shared_->finish(refusal_of(status, response_.body()));
  }

  void fail(const beast::error_code& error) {
    if (dropped_) return shared_->finish({ExitStatus::kUnavailable, "the stream was dropped", {}});
    std::string why = error.message();
    if (error == websocket::error::closed && !stream_.reason().reason.empty()) {
      why = std::string(stream_.reason().reason.c_str(), stream_.reason().reason.size());
    }
    shared_->finish({ExitStatus::kUnavailable, "the stream of " + shared_->server.authority() + " ended: " + why, {}});
  }

  std::shared_ptr<Shared> shared_;
  std::string target_;
  asio::io_context io_;
  asio::executor_work_guard<asio::io_context::executor_type> work_{io_.get_executor()};
  asio::ip::tcp::resolver resolver_{io_};
  websocket::stream<beast::tcp_stream> stream_{io_};
  websocket::response_type response_;
  beast::flat_buffer buffer_;
  bool dropped_ = false;
  std::thread thread_;
};

StreamClient::StreamClient(Endpoint server, std::string token, FrameSink sink)
    : shared_(std::make_shared<Shared>(std::move(server), std::move(token), std::move(sink))) {}

StreamClient::~StreamClient() { disconnect(); }

Outcome<void> StreamClient::connect(std::chrono::milliseconds deadline) {
  std::string after;
  {
    const std::lock_guard lock(shared_->mutex);
    shared_->welcomed = false;
    shared_->end.reset();
    after = shared_->cursor;
  }
  session_ = std::make_unique<Session>(shared_, std::move(after));
  std::unique_lock lock(shared_->mutex);
  const bool settled =
      shared_->changed.wait_for(lock, deadline, [this] { return shared_->welcomed || shared_->end.has_value(); });
  if (shared_->welcomed) return {};
  const Failure why = settled ? *shared_->end : Failure{ExitStatus::kUnavailable, "the stream sent no welcome", {}};
  lock.unlock();
  disconnect();
  return tl::unexpected(why);
}

void StreamClient::disconnect() { session_.reset(); }

Failure StreamClient::wait_for_end() {
  std::unique_lock lock(shared_->mutex);
  shared_->changed.wait(lock, [this] { return shared_->end.has_value(); });
  return *shared_->end;
}

bool StreamClient::connected() const {
  const std::lock_guard lock(shared_->mutex);
  return shared_->welcomed && !shared_->end.has_value();
}

std::string StreamClient::cursor() const {
  const std::lock_guard lock(shared_->mutex);
  return shared_->cursor;
}

void StreamClient::set_cursor(std::string cursor) {
  const std::lock_guard lock(shared_->mutex);
  shared_->cursor = std::move(cursor);
}

}  // namespace norma::server::cli
