#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace norma::acts {

/// Two sequences compared have this run in common: a[first_a, first_a + length) equals b[first_b, ..).
struct CommonRun {
  std::size_t first_a = 0;
  std::size_t first_b = 0;
  std::size_t length = 0;

  bool operator==(const CommonRun&) const = default;
};

/// What a comparison may cost; beyond it a stretch is given as wholly different.
struct DiffBounds {
  std::size_t edits = 1024;            ///< Of one stretch without unique elements; memory grows with its square.
  std::size_t visits_per_element = 64;  ///< Steps in all, times the elements of both sequences.
};

struct SequenceDiff {
  std::vector<CommonRun> common;  ///< Ascending in both; everything else was removed or added.
  bool coarse = false;            ///< A bound was met.
};

/// Compares two sequences of element numbers.
///
/// By elements that both have exactly once, longest ascending sequence first (patience), and by shortest edit
/// script (Myers) where there are none. Time and memory are bounded for any input; the result is always right, but
/// not the shortest where it is coarse.
/// Requires: every number is below `vocabulary`.
/// Source: E. W. Myers, An O(ND) Difference Algorithm and Its Variations, Algorithmica 1 (1986).
[[nodiscard]] SequenceDiff diff_sequences(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b,
                                          std::size_t vocabulary, const DiffBounds& bounds = {});

}  // namespace norma::acts
