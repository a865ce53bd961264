#include <linux/magic.h>
#include <sys/vfs.h>

#include <CLI/CLI.hpp>
#include <boost/asio/signal_set.hpp>
#include <exception>
#include <filesystem>
#include <functional>
#include <iostream>
#include <string>

#include "tests/bench/ceiling/group_writer.h"
#include "tests/bench/ceiling/post_server.h"
#include "tests/bench/load/socket.h"

namespace {

struct Options {
  std::string listen = "127.0.0.1:0";
  norma::bench::WriterSettings writer;
  std::string state_memtable = "hash";
};

bool lies_in_memory(const std::filesystem::path& directory) {
  struct statfs file_system {};
  return ::statfs(directory.c_str(), &file_system) == 0 && file_system.f_type == TMPFS_MAGIC;
}

int serve(const Options& options) {
  const auto& directory = options.writer.directory;
  std::filesystem::create_directories(directory);
  if (lies_in_memory(directory)) {
    std::cerr << "ceiling: " << directory << " is in memory, where a sync costs nothing; choose a disk\n";
    return 2;
  }
  const auto listen = norma::bench::Endpoint::parse(options.listen);
  boost::asio::io_context io(1);
  norma::bench::PostServer* answering = nullptr;
  norma::bench::GroupWriter writer(options.writer, [&](auto& tickets) { answering->answer(tickets); });
  norma::bench::PostServer server(io, {boost::asio::ip::make_address_v4(listen.host), listen.port},
                                  {[&](void* ticket) { writer.submit(ticket); },
                                   [&] {
                                     return "{\"fsyncs\":" + std::to_string(writer.groups()) +
                                            ",\"commands\":" + std::to_string(writer.commands()) + "}";
                                   }});
  answering = &server;
  boost::asio::signal_set signals(io, SIGINT, SIGTERM);
  signals.async_wait([&](const auto&, int) { io.stop(); });
  std::cout << "listening on " << listen.host << ':' << server.port() << std::endl;
  io.run();
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"The ceiling of durable commands: Beast, one group-committing RocksDB writer, and no logic."};
  Options options;
  app.add_option("--data", options.writer.directory, "new directory for the database, on a disk")->required();
  app.add_option("--listen", options.listen, "HOST:PORT; port 0 takes a free one, which is printed");
  app.add_option("--record-bytes", options.writer.record_bytes, "octets of a journal record: the product's mean turn");
  app.add_option("--state-memtable", options.state_memtable, "memtable of the state family")
      ->check(CLI::IsMember({"hash", "skiplist"}));
  CLI11_PARSE(app, argc, argv);
  options.writer.hashed_state = options.state_memtable == "hash";
  try {
    return serve(options);
  } catch (const std::exception& error) {
    std::cerr << "ceiling: " << error.what() << '\n';
    return 1;
  }
}
