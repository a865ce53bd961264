#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace norma::bench {

/// The `--name value` options of a bench program; a small reader, so that these programs compile fast.
class Options {
 public:
  explicit Options(std::string purpose) : purpose_(std::move(purpose)) {}

  /// Declares an option by its name with the dashes; `target` is borrowed until read() has returned.
  void add(std::string_view name, std::string_view help, std::string& target);
  /// The same for a number from `least` to `most`, as for the two below.
  void add(std::string_view name, std::string_view help, double& target, double least, double most);
  void add(std::string_view name, std::string_view help, std::uint64_t& target, std::uint64_t least, std::uint64_t most);
  void add(std::string_view name, std::string_view help, std::optional<double>& target);

  /// Reads the command line. Returns the status to exit with after --help (0) or a mistake (2), which it has told.
  std::optional<int> read(int argc, char** argv) const;

 private:
  struct Option {
    std::string name;
    std::string help;
    std::function<bool(std::string_view)> set;
  };
  void add(std::string_view name, std::string_view help, std::function<bool(std::string_view)> set);
  std::string usage() const;

  std::string purpose_;
  std::vector<Option> options_;
};

}  // namespace norma::bench
