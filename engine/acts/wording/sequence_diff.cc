#include "engine/acts/wording/sequence_diff.h"

#include <algorithm>

namespace norma::acts {
namespace {

using Elements = std::span<const std::uint32_t>;

/// A stretch of both sequences that is still to be compared.
struct Stretch {
  std::size_t a = 0;
  std::size_t a_end = 0;
  std::size_t b = 0;
  std::size_t b_end = 0;
};

struct Pair {
  std::size_t a = 0;
  std::size_t b = 0;
};

/// The longest sequence of pairs that ascends in b. Requires: the pairs ascend in a.
std::vector<Pair> longest_ascending(const std::vector<Pair>& pairs) {
  std::vector<std::size_t> tails;
  std::vector<std::size_t> before(pairs.size(), pairs.size());
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const auto place = std::lower_bound(tails.begin(), tails.end(), pairs[i].b,
                                        [&](std::size_t tail, std::size_t b) { return pairs[tail].b < b; });
    if (place != tails.begin()) before[i] = *std::prev(place);
    if (place == tails.end()) {
      tails.push_back(i);
    } else {
      *place = i;
    }
  }
  std::vector<Pair> longest;
  for (std::size_t i = tails.empty() ? pairs.size() : tails.back(); i != pairs.size(); i = before[i]) {
    longest.push_back(pairs[i]);
  }
  std::reverse(longest.begin(), longest.end());
  return longest;
}

class Comparison {
 public:
  Comparison(Elements a, Elements b, std::size_t vocabulary, const DiffBounds& bounds)
      : a_(a), b_(b), edits_(bounds.edits), counts_(vocabulary) {
    visits_left_ = (a.size() + b.size() + 1) * bounds.visits_per_element;
  }

  SequenceDiff run() {
    std::vector<Stretch> open = {{0, a_.size(), 0, b_.size()}};
    while (!open.empty()) {
      Stretch stretch = open.back();
      open.pop_back();
      trim(stretch);
      const std::size_t size = stretch.a_end - stretch.a + stretch.b_end - stretch.b;
      if (stretch.a == stretch.a_end || stretch.b == stretch.b_end) continue;
      if (!spend(size)) continue;
      const std::vector<Pair> anchors = longest_ascending(unique_pairs(stretch));
      if (anchors.empty()) {
        shortest_script(stretch);
        continue;
      }
      Stretch before = stretch;
      for (const Pair& anchor : anchors) {
        before.a_end = anchor.a;
        before.b_end = anchor.b;
        open.push_back(before);
        add({anchor.a, anchor.b, 1});
        before.a = anchor.a + 1;
        before.b = anchor.b + 1;
      }
      before.a_end = stretch.a_end;
      before.b_end = stretch.b_end;
      open.push_back(before);
    }
    return finish();
  }

 private:
  struct Count {
    std::uint32_t in_a = 0;
    std::uint32_t in_b = 0;
    std::size_t place_b = 0;
  };

  bool spend(std::size_t visits) {
    if (visits > visits_left_) {
      coarse_ = true;
      return false;
    }
    visits_left_ -= visits;
    return true;
  }

  void add(const CommonRun& run) {
    if (run.length > 0) common_.push_back(run);
  }

  void trim(Stretch& stretch) {
    const std::size_t first_a = stretch.a;
    const std::size_t first_b = stretch.b;
    while (stretch.a < stretch.a_end && stretch.b < stretch.b_end && a_[stretch.a] == b_[stretch.b]) {
      ++stretch.a;
      ++stretch.b;
    }
    add({first_a, first_b, stretch.a - first_a});
    std::size_t length = 0;
    while (stretch.a < stretch.a_end && stretch.b < stretch.b_end &&
           a_[stretch.a_end - 1] == b_[stretch.b_end - 1]) {
      --stretch.a_end;
      --stretch.b_end;
      ++length;
    }
    add({stretch.a_end, stretch.b_end, length});
  }

  /// Elements that both sides of the stretch have exactly once, in the order of a.
  std::vector<Pair> unique_pairs(const Stretch& stretch) {
    for (std::size_t i = stretch.a; i < stretch.a_end; ++i) ++counts_[a_[i]].in_a;
    for (std::size_t i = stretch.b; i < stretch.b_end; ++i) {
      ++counts_[b_[i]].in_b;
      counts_[b_[i]].place_b = i;
    }
    std::vector<Pair> pairs;
    for (std::size_t i = stretch.a; i < stretch.a_end; ++i) {
      const Count& count = counts_[a_[i]];
      if (count.in_a == 1 && count.in_b == 1) pairs.push_back({i, count.place_b});
    }
    for (std::size_t i = stretch.a; i < stretch.a_end; ++i) counts_[a_[i]] = {};
    for (std::size_t i = stretch.b; i < stretch.b_end; ++i) counts_[b_[i]] = {};
    return pairs;
  }

  /// Myers' greedy algorithm; the stretch is left as different when it takes too many edits.
  void shortest_script(const Stretch& stretch) {
    const auto n = static_cast<std::ptrdiff_t>(stretch.a_end - stretch.a);
    const auto m = static_cast<std::ptrdiff_t>(stretch.b_end - stretch.b);
    const std::ptrdiff_t most = std::min(n + m, static_cast<std::ptrdiff_t>(edits_));
    // furthest[k + most + 1]: the furthest place in a on diagonal k = a - b.
    std::vector<std::ptrdiff_t> furthest(static_cast<std::size_t>(2 * most + 3), 0);
    std::vector<std::vector<std::ptrdiff_t>> trace;
    const auto at = [most](std::ptrdiff_t k) { return static_cast<std::size_t>(k + most + 1); };
    for (std::ptrdiff_t edits = 0; edits <= most; ++edits) {
      const std::size_t low = at(-edits);
      trace.emplace_back(furthest.begin() + static_cast<std::ptrdiff_t>(low) - 1,
                         furthest.begin() + static_cast<std::ptrdiff_t>(at(edits)) + 2);
      for (std::ptrdiff_t k = -edits; k <= edits; k += 2) {
        const bool down = k == -edits || (k != edits && furthest[at(k - 1)] < furthest[at(k + 1)]);
        std::ptrdiff_t x = down ? furthest[at(k + 1)] : furthest[at(k - 1)] + 1;
        const std::ptrdiff_t first = x;
        while (x < n && x - k < m && x - k >= 0 && same(stretch, x, x - k)) ++x;
        furthest[at(k)] = x;
        if (!spend(static_cast<std::size_t>(x - first) + 1)) return;
        if (x >= n && x - k >= m) return walk_back(stretch, trace, edits, n, m);
      }
    }
    coarse_ = true;
  }

  [[nodiscard]] bool same(const Stretch& stretch, std::ptrdiff_t x, std::ptrdiff_t y) const {
    return a_[stretch.a + static_cast<std::size_t>(x)] == b_[stretch.b + static_cast<std::size_t>(y)];
  }

  void walk_back(const Stretch& stretch, const std::vector<std::vector<std::ptrdiff_t>>& trace, std::ptrdiff_t edits,
                 std::ptrdiff_t x, std::ptrdiff_t y) {
    for (; edits >= 0; --edits) {
      const std::vector<std::ptrdiff_t>& furthest = trace[static_cast<std::size_t>(edits)];
      const auto at = [edits](std::ptrdiff_t k) { return static_cast<std::size_t>(k + edits + 1); };
      const std::ptrdiff_t k = x - y;
      const bool down = k == -edits || (k != edits && furthest[at(k - 1)] < furthest[at(k + 1)]);
      const std::ptrdiff_t before_k = down ? k + 1 : k - 1;
      const std::ptrdiff_t before_x = edits == 0 ? 0 : furthest[at(before_k)];
      const std::ptrdiff_t run_x = edits == 0 ? 0 : (down ? before_x : before_x + 1);
      add({stretch.a + static_cast<std::size_t>(run_x), stretch.b + static_cast<std::size_t>(run_x - k),
           static_cast<std::size_t>(x - run_x)});
      x = before_x;
      y = before_x - before_k;
    }
  }

  SequenceDiff finish() {
    std::sort(common_.begin(), common_.end(),
              [](const CommonRun& left, const CommonRun& right) { return left.first_a < right.first_a; });
    SequenceDiff diff;
    diff.coarse = coarse_;
    for (const CommonRun& run : common_) {
      CommonRun* last = diff.common.empty() ? nullptr : &diff.common.back();
      const bool goes_on = last != nullptr && last->first_a + last->length == run.first_a &&
                           last->first_b + last->length == run.first_b;
      if (goes_on) {
        last->length += run.length;
      } else {
        diff.common.push_back(run);
      }
    }
    return diff;
  }

  Elements a_;
  Elements b_;
  std::size_t edits_;
  std::size_t visits_left_ = 0;
  std::vector<Count> counts_;
  std::vector<CommonRun> common_;
  bool coarse_ = false;
};

}  // namespace

SequenceDiff diff_sequences(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b, std::size_t vocabulary,
                            const DiffBounds& bounds) {
  return Comparison(a, b, vocabulary, bounds).run();
}

}  // namespace norma::acts
