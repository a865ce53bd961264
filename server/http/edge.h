#pragma once

#include <atomic>
#include <boost/asio/thread_pool.hpp>
#include <memory>
#include <set>

#include "server/auth/token_table.h"
#include "server/http/transport.h"
#include "server/runtime/fresh_ids.h"
#include "server/runtime/service.h"

namespace norma::server {

/// What every connection shares. Lives as long as the io_context runs.
struct Edge {
  Edge(Service& served, const TokenTable& known, bool with_demo) : service(served), tokens(known), demo(with_demo) {}

  Service& service;
  const TokenTable& tokens;
  EdgeLimits limits;
  bool demo = false;
  bool conformance = false;  ///< Serves rehearsals, to anyone: it listens on loopback only.
  std::atomic<std::size_t> connections{0};
  std::atomic<bool> stopping{false};
  net::thread_pool waiting_room{1};  ///< For endpoints that take long or, as the demo's clock, wait for others.
  std::set<Stream*> open;            ///< Of the io thread: streams to close when stopping.
};

}  // namespace norma::server
