#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

namespace norma::bench {

class PostSession;

/// A bare keep-alive HTTP/1.1 server on one thread: hands each POST over and answers once told it is durable.
///
/// GET answers with the text of `stats`. Threads: all but answer() belong to the io_context's only thread.
class PostServer {
 public:
  using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, boost::asio::io_context::executor_type>;
  using Acceptor = boost::asio::basic_socket_acceptor<boost::asio::ip::tcp, boost::asio::io_context::executor_type>;

  struct Hooks {
    std::function<void(void*)> submit;    ///< gets the ticket of a session with a whole request
    std::function<std::string()> stats;
  };

  PostServer(boost::asio::io_context& io, const boost::asio::ip::tcp::endpoint& endpoint, Hooks hooks);
  ~PostServer();

  std::uint16_t port() const { return acceptor_.local_endpoint().port(); }

  /// Answers these tickets' requests; called from any thread, takes the tickets.
  void answer(std::vector<void*>& tickets);

 private:
  friend class PostSession;
  void accept();
  void answer_durable();

  boost::asio::io_context& io_;
  Acceptor acceptor_;
  const Hooks hooks_;
  std::unordered_map<PostSession*, std::unique_ptr<PostSession>> sessions_;
  std::mutex mutex_;
  std::vector<void*> durable_;
  std::vector<void*> answering_;
};

}  // namespace norma::bench
