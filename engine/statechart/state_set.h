#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace norma::statechart {

/// Number of a state in its chart, in document order; 0 is the `<scxml>` element itself.
using StateIndex = std::uint16_t;
inline constexpr StateIndex kNoState = UINT16_MAX;

/// A set of states of one chart, as bits in document order.
///
/// Requires: indexes below the size it was made with; sets that are combined have the same size.
class StateSet {
 public:
  StateSet() = default;
  explicit StateSet(std::size_t state_count) : words_((state_count + kBits - 1) / kBits, 0) {}

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
    std::size_t total = 0;
    for (const std::uint64_t word : words_) total += static_cast<std::size_t>(std::popcount(word));
    return total;
  }

  [[nodiscard]] bool intersects(const StateSet& other) const {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if ((words_[i] & other.words_[i]) != 0) return true;
    }
    return false;
  }

  /// Calls `visit(StateIndex)` for each member in document order; the set must not change meanwhile.
  template <class Visit>
  void each(Visit&& visit) const {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      for (std::uint64_t word = words_[i]; word != 0; word &= word - 1) {
        visit(static_cast<StateIndex>(i * kBits + static_cast<std::size_t>(std::countr_zero(word))));
      }
    }
  }

  /// The members in document order.
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
