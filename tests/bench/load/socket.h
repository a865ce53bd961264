#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace norma::bench {

/// Where a server listens, written HOST:PORT with a numeric IPv4 host.
struct Endpoint {
  std::string host;
  std::uint16_t port = 0;

  /// Throws std::invalid_argument when `text` is not HOST:PORT.
  static Endpoint parse(std::string_view text);
  std::string text() const { return host + ":" + std::to_string(port); }
};

/// Owns one file descriptor.
class FileDescriptor {
 public:
  FileDescriptor() = default;
  explicit FileDescriptor(int number) : number_(number) {}
  FileDescriptor(FileDescriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  FileDescriptor& operator=(FileDescriptor&& other) noexcept;
  ~FileDescriptor();

  int number() const { return number_; }

 private:
  int number_ = -1;
};

/// Connects and returns a blocking TCP socket without Nagle's delay; throws std::system_error.
FileDescriptor connect_to(const Endpoint& server);

/// The body of one GET on a connection of its own; throws on anything but a 200 with Content-Length.
std::string fetch(const Endpoint& server, std::string_view path);

/// The number that follows `name` in a text of metrics (`name 12` or `"name":12`); throws when it is not there.
double read_metric(std::string_view text, std::string_view name);

}  // namespace norma::bench
