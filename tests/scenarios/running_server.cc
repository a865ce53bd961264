#include "tests/scenarios/running_server.h"

#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>

#include "server/cli/client_options.h"

namespace norma::scenarios {
namespace {

constexpr std::chrono::seconds kStartDeadline{60};

std::string quoted(const std::string& word) {
  std::string quoted = "'";
  for (const char c : word) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

server::cli::ChildServer start(const std::filesystem::path& directory, std::vector<std::string> more) {
  server::cli::ChildServer::Options options;
  options.binary = norma_binary();
  options.directory = directory;
  options.more = std::move(more);
  auto started = server::cli::ChildServer::start(options, kStartDeadline);
  if (!started) throw std::runtime_error(started.error().message);
  return std::move(*started);
}

}  // namespace

TemporaryDirectory::TemporaryDirectory() {
  std::string name = (std::filesystem::temp_directory_path() / "norma-scenario-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary directory");
  path_ = name;
}

TemporaryDirectory::~TemporaryDirectory() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::filesystem::path norma_binary() {
  const char* binary = std::getenv("NORMA_BINARY");
  if (binary == nullptr) throw std::runtime_error("NORMA_BINARY is not set");
  return binary;
}

std::string ProgramRun::last_line() const {
  const std::string text = output.substr(0, output.find_last_not_of('\n') + 1);
  return text.substr(text.rfind('\n') + 1);
}

ProgramRun run_norma(const std::vector<std::string>& arguments) {
  std::string line = quoted(norma_binary().string());
  for (const std::string& argument : arguments) line += " " + quoted(argument);
  ProgramRun run;
  FILE* pipe = ::popen((line + " 2>&1").c_str(), "r");
  if (pipe == nullptr) return run;
  std::array<char, 4096> buffer{};
  for (std::size_t read = 0; (read = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) {
    run.output.append(buffer.data(), read);
  }
  const int status = ::pclose(pipe);
  if (WIFEXITED(status)) run.exit_status = WEXITSTATUS(status);
  return run;
}

RunningServer::RunningServer(const std::filesystem::path& directory, std::vector<std::string> more)
    : process_(start(directory, std::move(more))) {}

server::cli::ApiClient RunningServer::client(const std::string& key, const std::string& language) const {
  return server::cli::ApiClient(process_.endpoint(), token(key), language);
}

std::string RunningServer::token(const std::string& key) const {
  const auto token = server::cli::read_token_file(process_.tokens_file(), key);
  if (!token) throw std::runtime_error(token.error().message);
  return *token;
}

}  // namespace norma::scenarios
