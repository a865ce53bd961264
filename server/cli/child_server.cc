#include "server/cli/child_server.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <thread>
#include <utility>

#include "server/cli/http_client.h"

namespace norma::server::cli {
namespace {

using SteadyTime = std::chrono::steady_clock::time_point;

/// How often a condition is asked again while waiting for another process.
constexpr std::chrono::milliseconds kPoll{10};

template <class Condition>
bool wait_until(SteadyTime deadline, const Condition& condition) {
  while (!condition()) {
    if (std::chrono::steady_clock::now() >= deadline) return false;
    std::this_thread::sleep_for(kPoll);
  }
  return true;
}

/// In the child, after fork: only what is safe between fork and exec.
[[noreturn]] void become_server(std::vector<char*>& arguments, const char* log, pid_t parent) {
  ::prctl(PR_SET_PDEATHSIG, SIGTERM);
  if (::getppid() != parent) ::_exit(127);
  const int out = ::open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (out >= 0) {
    ::dup2(out, STDOUT_FILENO);
    ::dup2(out, STDERR_FILENO);
  }
  ::execv(arguments.front(), arguments.data());
  ::_exit(127);
}

pid_t start_process(const std::vector<std::string>& words, const std::string& log) {
  std::vector<std::string> copies = words;
  std::vector<char*> arguments;
  for (std::string& word : copies) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  const pid_t parent = ::getpid();
  const pid_t pid = ::fork();
  if (pid == 0) become_server(arguments, log.c_str(), parent);
  return pid;
}

std::string last_line_of(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::string line;
  std::string last;
  while (std::getline(in, line)) {
    if (!line.empty()) last = line;
  }
  return last;
}

}  // namespace

Outcome<ChildServer> ChildServer::start(const Options& options, std::chrono::milliseconds deadline) {
  std::error_code error;
  std::filesystem::create_directories(options.directory, error);
  if (error) return failure(ExitStatus::kError, options.directory.string() + ": " + error.message());
  const std::filesystem::path ports = options.directory / "ports";
  std::filesystem::remove(ports, error);
  const std::filesystem::path tokens = options.directory / "tokens.json";
  std::vector<std::string> words = {options.binary.string(), "serve",
                                    "--data",                (options.directory / "data").string(),
                                    "--listen",              options.listen,
                                    "--ops-listen",          "127.0.0.1:0",
                                    "--port-file",           ports.string()};
  if (options.demo) words.insert(words.end(), {"--demo", "--demo-tokens", tokens.string()});
  words.insert(words.end(), options.more.begin(), options.more.end());
  const pid_t pid = start_process(words, (options.directory / "server.log").string());
  if (pid < 0) return failure(ExitStatus::kError, "cannot start a process");
  ChildServer server(pid, options.directory);
  const Outcome<void> ready = server.wait_until_ready(deadline);
  if (!ready) return tl::unexpected(ready.error());
  return server;
}

Outcome<void> ChildServer::wait_until_ready(std::chrono::milliseconds deadline) {
  const SteadyTime end = std::chrono::steady_clock::now() + deadline;
  std::string address;
  std::string operations;
  const bool listening = wait_until(end, [&] {
    if (!running()) return true;
    std::ifstream in(directory_ / "ports");
    return static_cast<bool>(std::getline(in, address)) && static_cast<bool>(std::getline(in, operations)) && !in.eof();
  });
  if (!running()) return failure(ExitStatus::kUnavailable, "the server ended: " + last_line_of(log_file()));
  const Outcome<Endpoint> at = parse_endpoint(address);
  const Outcome<Endpoint> operations_at = parse_endpoint(operations);
  if (!listening || !at || !operations_at) {
    return failure(ExitStatus::kUnavailable, "the server did not say where it listens: " + last_line_of(log_file()));
  }
  endpoint_ = *at;
  operations_ = *operations_at;
  HttpClient client(endpoint_);
  HttpRequest readiness;
  readiness.target = "/readyz";
  const bool ready = wait_until(end, [&] {
    const Outcome<HttpResponse> answer = client.send(readiness);
    return (answer && answer->status == 200) || !running();
  });
  if (ready && running()) return {};
  return failure(ExitStatus::kUnavailable, "the server was not ready in time: " + last_line_of(log_file()));
}

ChildServer::ChildServer(ChildServer&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)),
      exit_status_(other.exit_status_),
      directory_(std::move(other.directory_)),
      endpoint_(std::move(other.endpoint_)),
      operations_(std::move(other.operations_)) {}

ChildServer::~ChildServer() {
  if (running() && !stop(std::chrono::seconds(10))) kill();
}

bool ChildServer::stop(std::chrono::milliseconds deadline) {
  if (running()) ::kill(pid_, SIGTERM);
  const bool ended = wait_until(std::chrono::steady_clock::now() + deadline, [this] { return !running(); });
  return ended && exit_status_ == 0;
}

void ChildServer::kill() {
  if (!running()) return;
  ::kill(pid_, SIGKILL);
  int status = 0;
  ::waitpid(pid_, &status, 0);
  pid_ = -1;
}

bool ChildServer::running() {
  if (pid_ < 0) return false;
  int status = 0;
  const pid_t ended = ::waitpid(pid_, &status, WNOHANG);
  if (ended == 0) return true;
  exit_status_ = ended == pid_ && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  pid_ = -1;
  return false;
}

}  // namespace norma::server::cli
