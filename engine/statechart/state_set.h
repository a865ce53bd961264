#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace norma::statechart {

/// Number of a state in its chart, in document order; 0 is the `<scxml>` element itself.
using StateIndex = std::uint16_t;
inline constexpr StateIndex kNoState = UINT16_MAX;

/// A run of neighbouring states; empty when `first > last`.
struct Interval {
  StateIndex first = 1;
  StateIndex last = 0;
  [[nodiscard]] bool contains(StateIndex state) const { return first <= state && state <= last; }
  [[nodiscard]] bool overlaps(const Interval& other) const { return first <= other.last && other.first <= last; }
  [[nodiscard]] bool empty() const { return first > last; }
  bool operator==(const Interval&) const = default;
};

/// A set of states of one chart, as bits in document order; charts of up to 128 states take no memory beside it.
///
/// Requires: indexes and intervals below the size it was made with; sets that are combined have the same size.
class StateSet {
 public:
  StateSet() = default;
  explicit StateSet(std::size_t state_count) : count_((state_count + kBits - 1) / kBits) {
    if (count_ > kNear) far_.assign(count_, 0);
  }

  [[nodiscard]] bool contains(StateIndex state) const {
    return state / kBits < count_ && ((words()[state / kBits] >> (state % kBits)) & 1U) != 0;
  }
  void insert(StateIndex state) { words()[state / kBits] |= std::uint64_t{1} << (state % kBits); }
  void erase(StateIndex state) { words()[state / kBits] &= ~(std::uint64_t{1} << (state % kBits)); }
  void clear() {
    for (std::size_t i = 0; i < count_; ++i) words()[i] = 0;
  }

  [[nodiscard]] bool empty() const {
    for (std::size_t i = 0; i < count_; ++i) {
      if (words()[i] != 0) return false;
    }
    return true;
  }

  [[nodiscard]] std::size_t size() const {
    std::size_t total = 0;
    for (std::size_t i = 0; i < count_; ++i) total += static_cast<std::size_t>(std::popcount(words()[i]));
    return total;
  }

  /// Whether some state of the interval is a member.
  [[nodiscard]] bool meets(const Interval& interval) const {
    bool found = false;
    each_word(interval, [&](std::size_t i, std::uint64_t mask) { found |= (words()[i] & mask) != 0; });
    return found;
  }
  void insert(const Interval& interval) {
    each_word(interval, [&](std::size_t i, std::uint64_t mask) { words()[i] |= mask; });
  }
  /// Adds the members of `other` that lie in the interval.
  void insert_common(const StateSet& other, const Interval& interval) {
    each_word(interval, [&](std::size_t i, std::uint64_t mask) { words()[i] |= other.words()[i] & mask; });
  }

  /// Calls `visit(StateIndex)` for each member in document order; the set must not change meanwhile.
  template <class Visit>
  void each(Visit&& visit) const {
    for (std::size_t i = 0; i < count_; ++i) {
      for (std::uint64_t word = words()[i]; word != 0; word &= word - 1) {
        visit(static_cast<StateIndex>(i * kBits + static_cast<std::size_t>(std::countr_zero(word))));
      }
    }
  }
  /// The same from the last member to the first.
  template <class Visit>
  void each_backwards(Visit&& visit) const {
    for (std::size_t i = count_; i-- > 0;) {
      for (std::uint64_t word = words()[i]; word != 0;) {
        const auto bit = static_cast<std::size_t>(std::bit_width(word)) - 1;
        word &= ~(std::uint64_t{1} << bit);
        visit(static_cast<StateIndex>(i * kBits + bit));
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
  static constexpr std::size_t kNear = 2;

  [[nodiscard]] std::uint64_t* words() { return count_ > kNear ? far_.data() : near_.data(); }
  [[nodiscard]] const std::uint64_t* words() const { return count_ > kNear ? far_.data() : near_.data(); }

  /// Calls `visit(word, bits of it)` for the words that the interval touches.
  template <class Visit>
  static void each_word(const Interval& interval, Visit&& visit) {
    if (interval.empty()) return;
    const std::size_t first = interval.first / kBits;
    const std::size_t last = interval.last / kBits;
    for (std::size_t i = first; i <= last; ++i) {
      std::uint64_t mask = ~std::uint64_t{0};
      if (i == first) mask &= ~std::uint64_t{0} << (interval.first % kBits);
      if (i == last) mask &= ~std::uint64_t{0} >> (kBits - 1 - interval.last % kBits);
      visit(i, mask);
    }
  }

  std::size_t count_ = 0;  ///< Words in use.
  std::array<std::uint64_t, kNear> near_{};
  std::vector<std::uint64_t> far_;
};

}  // namespace norma::statechart
