#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <exception>
#include <iostream>
#include <string>
#include <system_error>

#include "tests/bench/load/figure.h"
#include "tests/bench/load/options.h"
#include "tests/bench/load/socket.h"

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kAppendOctets = 4096;
constexpr double kAnchor = 4100;

void append_and_sync(int file, const std::array<char, kAppendOctets>& block) {
  if (::write(file, block.data(), block.size()) != static_cast<ssize_t>(block.size()) || ::fdatasync(file) != 0) {
    throw std::system_error(errno, std::generic_category(), "append and fdatasync");
  }
}

norma::bench::Figure measure(const std::string& path, double seconds, norma::bench::LatencyHistogram& latency) {
  const norma::bench::FileDescriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0600));
  if (file.number() < 0) throw std::system_error(errno, std::generic_category(), path);
  std::array<char, kAppendOctets> block;
  block.fill('n');
  const auto began = Clock::now();
  const auto ends = began + std::chrono::duration<double>(seconds);
  auto now = began;
  while (now < ends) {
    append_and_sync(file.number(), block);
    const auto done = Clock::now();
    latency.record(done - now);
    now = done;
  }
  ::unlink(path.c_str());
  norma::bench::Figure figure;
  figure.name = "raw_fdatasync";
  figure.unit = "syncs/s";
  figure.value = static_cast<double>(latency.count()) / std::chrono::duration<double>(now - began).count();
  figure.anchor = kAnchor;
  figure.latency = &latency;
  figure.connections = 1;
  figure.accepted = latency.count();
  figure.fsyncs = latency.count();
  return figure;
}

}  // namespace

int main(int argc, char** argv) {
  std::string path;
  double seconds = 1;
  norma::bench::Options known("How often a second one thread can append 4 KiB to a growing file and fdatasync it.");
  known.add("--file", "file to create, on the disk in question; removed afterwards", path);
  known.add("--seconds", "length of the measuring", seconds, 0.1, 600);
  if (const auto status = known.read(argc, argv)) return *status;
  try {
    norma::bench::LatencyHistogram latency;
    std::cout << norma::bench::to_json_line(measure(path, seconds, latency)) << std::endl;
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "raw_sync: " << error.what() << '\n';
    return 1;
  }
}
