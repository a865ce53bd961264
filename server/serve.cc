#include "server/serve.h"

#include <spdlog/spdlog.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <csignal>
#include <fstream>
#include <iostream>
#include <thread>

#include "server/built_in_catalogue.h"
#include "server/built_in_definitions.h"
#include "server/conformance/data_directory.h"
#include "server/conformance/decider.h"
#include "server/demo_people.h"
#include "server/http/listener.h"
#include "server/legal_time.h"
#include "server/observability/log.h"
#include "storage/merkle/sha256.h"
#include "storage/rocksdb/rocksdb_storage.h"
#include "workflows/clocks.h"
#include "workflows/registry.h"

namespace norma::server {
namespace {

constexpr std::chrono::seconds kCloseWithin{5};

/// The key that seals cursors lies beside the data: made once, so that cursors outlive restarts.
Result<void> load_cursor_key(const std::filesystem::path& data, std::string& key) {
  constexpr std::size_t kKeyBytes = 32;
  const std::filesystem::path file = data / "cursor.key";
  std::ifstream in(file, std::ios::binary);
  if (in) {
    key.assign((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    if (key.size() == kKeyBytes) return {};
  }
  key = random_bytes(kKeyBytes);
  return write_private_file(file, key);
}

Result<Storage> open_storage(const std::filesystem::path& data) {
  Result<std::unique_ptr<storage::RocksDbStorage>> opened = storage::RocksDbStorage::open(data / "journal");
  if (!opened) return tl::unexpected(opened.error());
  Storage storage;
  storage.journal = opened->get();
  storage.store = opened->get();
  storage.stats = [counted = opened->get()] { return counted->stats(); };
  storage.owner = std::move(*opened);
  return storage;
}

/// The listeners and the thread that serves them.
class EdgeRunner {
 public:
  explicit EdgeRunner(net::io_context& io) : io_(io), guard_(io.get_executor()), thread_([&io] { io.run(); }) {}

  ~EdgeRunner() {
    guard_.reset();
    io_.stop();
    if (thread_.joinable()) thread_.join();
  }
  EdgeRunner(const EdgeRunner&) = delete;
  EdgeRunner& operator=(const EdgeRunner&) = delete;

  void listen(Acceptor& acceptor, Edge& edge) {
    Task<void> loop = accept_loop(acceptor, edge);
    net::co_spawn(io_, std::move(loop), net::detached);
  }

  /// Runs a function on the io thread and waits for it.
  void on_io(const std::function<void()>& function) {
    std::promise<void> done;
    net::post(io_, [&] {
      function();
      done.set_value();
    });
    done.get_future().wait();
  }

 private:
  net::io_context& io_;
  net::executor_work_guard<Executor> guard_;
  std::thread thread_;
};

int wait_for_signal() {
  net::io_context waiting;
  net::signal_set signals(waiting, SIGINT, SIGTERM);
  int received = 0;
  signals.async_wait([&](const boost::system::error_code&, int number) { received = number; });
  waiting.run();
  return received;
}

/// Ends connections in order: no new ones, open ones cancelled, then at most a few seconds for them to leave.
void close_connections(EdgeRunner& runner, Edge& edge, std::vector<Acceptor*> acceptors) {
  runner.on_io([&] {
    edge.stopping = true;
    boost::system::error_code ignored;
    for (Acceptor* acceptor : acceptors) acceptor->close(ignored);
    for (Stream* stream : edge.open) stream->socket().cancel(ignored);
  });
  const auto deadline = std::chrono::steady_clock::now() + kCloseWithin;
  while (edge.connections.load() > 0 && std::chrono::steady_clock::now() < deadline) {
    runner.on_io([&] {
      boost::system::error_code ignored;
      for (Stream* stream : edge.open) stream->socket().close(ignored);
    });
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
}

Result<void> prepare_people(const ServeOptions& options, Service& service, TokenTable& tokens) {
  if (options.demo) {
    if (const Result<void> made = prepare_demo_people(service, tokens, options.demo_tokens); !made) return made;
  }
  if (!options.tokens.empty()) {
    if (const Result<void> loaded = tokens.load(options.tokens); !loaded) return loaded;
  }
  return options.administrator.empty() ? Result<void>{} : prepare_administrator(service, options.administrator);
}

bool is_loopback(const std::string& address) {
  return address.starts_with("127.") || address.starts_with("[::1]") || address.starts_with("::1");
}

Result<void> check_options(const ServeOptions& options) {
  if (options.data.empty()) return fail(Reason::kMissingField, "--data");
  if (options.demo && !is_loopback(options.listen)) {
    return fail(Reason::kInvalidField, "--listen", "--demo listens on loopback only");
  }
  if (options.conformance && (options.demo || !options.tokens.empty() || !options.administrator.empty())) {
    return fail(Reason::kInvalidField, "--conformance", "there are no people in a conformance service");
  }
  // Both listeners serve every path.
  if (options.conformance && !(is_loopback(options.listen) && is_loopback(options.ops_listen))) {
    return fail(Reason::kInvalidField, "--listen", "--conformance listens on loopback only");
  }
  if (options.resume && !options.conformance) return fail(Reason::kInvalidField, "--resume", "only for --conformance");
  const bool demo_only = options.drop_every != 0 || !options.start_time.empty() || !options.demo_tokens.empty();
  if (!options.demo && demo_only) return fail(Reason::kInvalidField, "--demo", "asked for an option of the demo");
  return {};
}

Result<void> run_server(const ServeOptions& options) {
  if (const Result<void> checked = check_options(options); !checked) return checked;
  if (const Result<void> claimed = claim_data_directory(options.data, options.conformance, options.resume); !claimed) {
    return claimed;
  }
  const auto definitions = std::make_shared<workflows::Registry>(storage::sha256);
  if (const Result<void> loaded = definitions->add_embedded(); !loaded) return loaded;
  Result<acts::LegalTime> legal_time = workflows::built_in_legal_time();
  if (!legal_time) return tl::unexpected(legal_time.error());
  Result<Storage> storage = open_storage(options.data);
  if (!storage) return tl::unexpected(storage.error());
  ServiceOptions service_options;
  service_options.drop_every = options.drop_every;
  if (options.conformance) service_options.decide = conformance_decider();
  if (const Result<void> loaded = load_cursor_key(options.data, service_options.cursor_key); !loaded) return loaded;
  ShiftedClock clock;
  if (!options.start_time.empty()) {
    const std::optional<Instant> start = parse_instant(options.start_time);
    if (!start) return fail(Reason::kInvalidField, "--start-time", options.start_time);
    clock.start_at(*start);
  }
  net::io_context io(1);
  Result<std::unique_ptr<Service>> service =
      Service::start(std::move(*storage), {definitions, std::move(*legal_time)}, clock,
                     [&io](std::function<void()> function) { net::post(io, std::move(function)); }, service_options);
  if (!service) return tl::unexpected(service.error());
  TokenTable tokens;
  Edge edge(**service, tokens, options.demo);
  edge.conformance = options.conformance;
  Result<Acceptor> acceptor = bind_listener(io, options.listen);
  if (!acceptor) return tl::unexpected(acceptor.error());
  Result<Acceptor> ops_acceptor = bind_listener(io, options.ops_listen);
  if (!ops_acceptor) return tl::unexpected(ops_acceptor.error());
  EdgeRunner runner(io);
  if (!options.conformance) {
    if (const Result<void> deployed = deploy_built_in_definitions(**service); !deployed) return deployed;
    if (const Result<void> recorded = record_built_in_legal_time(**service); !recorded) return recorded;
    if (const Result<void> imported = import_built_in_catalogue(**service); !imported) return imported;
  }
  if (const Result<void> prepared = prepare_people(options, **service, tokens); !prepared) return prepared;
  runner.listen(*acceptor, edge);
  runner.listen(*ops_acceptor, edge);
  const std::string bound = bound_address(*acceptor);
  const std::string ops_bound = bound_address(*ops_acceptor);
  spdlog::info(R"("event":"listening","address":"{}","ops":"{}")", bound, ops_bound);
  std::cout << "listening on " << bound << "\nops on " << ops_bound << std::endl;
  if (!options.port_file.empty()) {
    if (const Result<void> kept = write_private_file(options.port_file, bound + "\n" + ops_bound + "\n"); !kept) {
      return kept;
    }
  }
  const int signal = wait_for_signal();
  spdlog::info(R"("event":"stopping","signal":{})", signal);
  close_connections(runner, edge, {&*acceptor, &*ops_acceptor});
  edge.waiting_room.join();
  (*service)->drain();
  return {};
}

}  // namespace

int serve(const ServeOptions& options) {
  std::signal(SIGPIPE, SIG_IGN);
  start_log();
  const Result<void> ran = run_server(options);
  if (ran) return 0;
  const std::string why = reason_message(ran.error().reason, Language::kEn, ran.error().details);
  spdlog::error(R"("event":"failed","code":"{}","detail":"{}")", reason_code(ran.error().reason), why);
  std::cerr << "norma serve: " << why << "\n";
  return 1;
}

}  // namespace norma::server
