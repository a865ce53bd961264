#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace norma::simulation {

/// Decisions drawn from a tape of random bytes.
///
/// A used-up tape gives zeros, and zero is always the simplest choice: a shorter tape with smaller bytes makes a smaller
/// thing, so that rapidcheck shrinks a chart by shrinking its tape.
class Choices {
 public:
  explicit Choices(std::vector<std::uint8_t> tape) : tape_(std::move(tape)) {}

  /// A number from 0 to below `bound`. Requires: bound from 1 to 256.
  std::size_t below(std::size_t bound) { return next_ < tape_.size() ? tape_[next_++] % bound : 0; }
  /// True in `chances` of `all` cases; false once the tape is used up.
  bool happens(std::size_t chances, std::size_t all) { return all - below(all) <= chances; }
  template <class T>
  const T& one_of(const std::vector<T>& items) {
    return items[below(items.size())];
  }

 private:
  std::vector<std::uint8_t> tape_;
  std::size_t next_ = 0;
};

}  // namespace norma::simulation
