#include <linux/magic.h>
#include <sys/vfs.h>

#include <boost/asio/signal_set.hpp>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <functional>
#include <iostream>
#include <string>

#include "tests/bench/ceiling/group_writer.h"
#include "tests/bench/ceiling/post_server.h"
#include "tests/bench/load/options.h"
#include "tests/bench/load/socket.h"

namespace {

struct Settings {
  std::string listen = "127.0.0.1:0";
  norma::bench::WriterSettings writer;
};

bool lies_in_memory(const std::filesystem::path& directory) {
  struct statfs file_system {};
  return ::statfs(directory.c_str(), &file_system) == 0 && file_system.f_type == TMPFS_MAGIC;
}

int serve(const Settings& options) {
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
  Settings options;
  std::string directory;
  std::string state_memtable = "hash";
  std::uint64_t record_bytes = options.writer.record_bytes;
  norma::bench::Options known("The ceiling of durable commands: Beast, one group-committing RocksDB writer, no logic.");
  known.add("--data", "new directory for the database, on a disk", directory);
  known.add("--listen", "HOST:PORT; port 0 takes a free one, which is printed", options.listen);
  known.add("--record-bytes", "octets of a journal record: the product's mean turn", record_bytes, 1, 1 << 19);
  known.add("--state-memtable", "memtable of the state family: hash or skiplist", state_memtable);
  if (const auto status = known.read(argc, argv)) return *status;
  if (directory.empty() || (state_memtable != "hash" && state_memtable != "skiplist")) {
    std::cerr << "ceiling: --data is needed, and --state-memtable is hash or skiplist\n";
    return 2;
  }
  options.writer.directory = directory;
  options.writer.record_bytes = record_bytes;
  options.writer.hashed_state = state_memtable == "hash";
  try {
    return serve(options);
  } catch (const std::exception& error) {
    std::cerr << "ceiling: " << error.what() << '\n';
    return 1;
  }
}
