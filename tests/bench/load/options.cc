#include "tests/bench/load/options.h"

#include <algorithm>
#include <charconv>
#include <iostream>
#include <utility>

namespace norma::bench {
namespace {

template <typename Number>
bool read_number(std::string_view text, Number least, Number most, Number& target) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || !(number >= least && number <= most)) return false;
  target = number;
  return true;
}

}  // namespace

void Options::add(std::string_view name, std::string_view help, std::function<bool(std::string_view)> set) {
  options_.push_back({std::string(name), std::string(help), std::move(set)});
}

void Options::add(std::string_view name, std::string_view help, std::string& target) {
  add(name, help, [&target](std::string_view text) {
    target = text;
    return true;
  });
}

void Options::add(std::string_view name, std::string_view help, double& target, double least, double most) {
  add(name, help, [&target, least, most](std::string_view text) { return read_number(text, least, most, target); });
}

void Options::add(std::string_view name, std::string_view help, std::uint64_t& target, std::uint64_t least,
                  std::uint64_t most) {
  add(name, help, [&target, least, most](std::string_view text) { return read_number(text, least, most, target); });
}

void Options::add(std::string_view name, std::string_view help, std::optional<double>& target) {
  add(name, help, [&target](std::string_view text) { return read_number(text, 0.0, 1e15, target.emplace()); });
}

std::optional<int> Options::read(int argc, char** argv) const {
  const std::vector<std::string_view> words(argv + 1, argv + argc);
  for (std::size_t i = 0; i < words.size(); i += 2) {
    if (words[i] == "--help" || words[i] == "-h") {
      std::cout << usage();
      return 0;
    }
    const auto known = std::find_if(options_.begin(), options_.end(), [&](const auto& o) { return o.name == words[i]; });
    const bool is_read = known != options_.end() && i + 1 < words.size() && known->set(words[i + 1]);
    if (!is_read) {
      std::cerr << "not understood: " << words[i] << (i + 1 < words.size() ? " " : "")
                << (i + 1 < words.size() ? words[i + 1] : "") << "\n\n" << usage();
      return 2;
    }
  }
  return std::nullopt;
}

std::string Options::usage() const {
  std::string text = purpose_ + "\n\n";
  for (const auto& option : options_) {
    const auto indent = std::string(option.name.size() < 24 ? 24 - option.name.size() : 1, ' ');
    text += "  " + option.name + indent + option.help + "\n";
  }
  return text;
}

}  // namespace norma::bench
