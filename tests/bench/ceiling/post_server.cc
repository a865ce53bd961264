#include "tests/bench/ceiling/post_server.h"

#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_static_buffer.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/http/span_body.hpp>
#include <optional>
#include <string_view>
#include <utility>

namespace norma::bench {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;

constexpr std::size_t kReceiveOctets = 8 * 1024;
constexpr std::size_t kBodyOctets = 4 * 1024;

std::string response_with(std::string_view status, std::string_view body) {
  return "HTTP/1.1 " + std::string(status) + "\r\nContent-Type: application/json\r\nContent-Length: " +
         std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
}

// About the 200 octets an accepted command is answered with.
const std::string kAccepted = response_with(
    "200 OK",
    R"({"case":"01JB0000000000000000000000","revision":"7","turn":"0000000000000000","accepted":true,"tasks":["01JB0000000000000000000001"],"state":"harmonisation","at":"2024-01-01T00:00:00Z"})");

}  // namespace

/// One connection: reads a request, waits for the word that it is durable, answers, reads the next.
class PostSession {
 public:
  PostSession(PostServer& server, PostServer::Socket socket) : server_(server), socket_(std::move(socket)) {}

  void read() {
    parser_.emplace();
    parser_->get().body() = beast::span<char>(body_.data(), body_.size());
    http::async_read(socket_, buffer_, *parser_, [this](beast::error_code error, std::size_t) { on_request(error); });
  }

  void answer_accepted() { write(kAccepted); }

 private:
  void on_request(beast::error_code error) {
    if (error) return close();
    if (parser_->get().method() == http::verb::post) return server_.hooks_.submit(this);
    stats_ = response_with("200 OK", server_.hooks_.stats());
    write(stats_);
  }

  void write(const std::string& response) {
    asio::async_write(socket_, asio::buffer(response), [this](beast::error_code error, std::size_t) {
      if (error) return close();
      read();
    });
  }

  void close() { server_.sessions_.erase(this); }

  PostServer& server_;
  PostServer::Socket socket_;
  beast::flat_static_buffer<kReceiveOctets> buffer_;
  std::array<char, kBodyOctets> body_;
  std::optional<http::request_parser<http::span_body<char>>> parser_;
  std::string stats_;
};

PostServer::PostServer(asio::io_context& io, const asio::ip::tcp::endpoint& endpoint, Hooks hooks)
    : io_(io), acceptor_(io.get_executor(), endpoint), hooks_(std::move(hooks)) {
  accept();
}

PostServer::~PostServer() = default;

void PostServer::accept() {
  acceptor_.async_accept([this](beast::error_code error, auto accepted) {
    if (error) return;
    Socket socket(std::move(accepted));
    socket.set_option(asio::ip::tcp::no_delay(true));
    auto session = std::make_unique<PostSession>(*this, std::move(socket));
    auto* const reader = session.get();
    sessions_.emplace(reader, std::move(session));
    reader->read();
    accept();
  });
}

void PostServer::answer(std::vector<void*>& tickets) {
  bool was_empty = false;
  {
    const std::lock_guard lock(mutex_);
    was_empty = durable_.empty();
    durable_.insert(durable_.end(), tickets.begin(), tickets.end());
  }
  tickets.clear();
  if (was_empty) asio::post(io_, [this] { answer_durable(); });
}

void PostServer::answer_durable() {
  {
    const std::lock_guard lock(mutex_);
    answering_.clear();
    answering_.swap(durable_);
  }
  for (auto* const ticket : answering_) static_cast<PostSession*>(ticket)->answer_accepted();
}

}  // namespace norma::bench
