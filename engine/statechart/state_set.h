#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace norma::statechart {

/// Number of a state in document order; 0 is the <scxml> element itself.
using StateIndex = std::uint16_t;

/// Number of a transition in post-order: those of descendants come before those of their ancestors.
using TransitionIndex = std::uint16_t;

inline constexpr StateIndex kNoState = 0xffff;

/// A set of states of one chart as bits, walked in document order or in reverse.
class StateSet {
 public:
  StateSet() = default;
  explicit StateSet(std::size_t state_count) : words_((state_count + kBits - 1) / kBits) {}

  [[nodiscard]] bool contains(StateIndex state) const {
    return state / kBits < words_.size() && ((words_[state / kBits] >> (state % kBits)) & 1U) != 0;
  }
  void insert(StateIndex state) { words_[state / kBits] |= std::uint64_t{1} << (state % kBits); }
  void erase(StateIndex state) { words_[state / kBits] &= ~(std::uint64_t{1} << (state % kBits)); }
  void clear() { words_.assign(words_.size(), 0); }

  [[nodiscard]] bool empty() const {
    for (const std::uint64_t word : words_) {
      if (word != 0) return false;
    }
    return true;
  }

  [[nodiscard]] std::size_t size() const {
    std::size_t count = 0;
    for (const std::uint64_t word : words_) count += static_cast<std::size_t>(std::popcount(word));
    return count;
  }

  /// Calls `visit(StateIndex)` for each member, lowest first. Requires: visit does not change this set.
  template <class Visit>
  void each(Visit&& visit) const {
    for (std::size_t word = 0; word < words_.size(); ++word) {
      for (std::uint64_t rest = words_[word]; rest != 0; rest &= rest - 1) {
        visit(static_cast<StateIndex>(word * kBits + static_cast<std::size_t>(std::countr_zero(rest))));
      }
    }
  }

  /// The members, lowest first.
  [[nodiscard]] std::vector<StateIndex> members() const {
    std::vector<StateIndex> result;
    each([&result](StateIndex state) { result.push_back(state); });
    return result;
  }

  bool operator==(const StateSet&) const = default;

 private:
  static constexpr std::size_t kBits = 64;
  std::vector<std::uint64_t> words_;
};

}  // namespace norma::statechart
