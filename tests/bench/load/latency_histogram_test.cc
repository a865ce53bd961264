#include "tests/bench/load/latency_histogram.h"

#include <gtest/gtest.h>

namespace norma::bench {
namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::nanoseconds;

void expect_near(nanoseconds seen, nanoseconds expected) {
  EXPECT_NEAR(static_cast<double>(seen.count()), static_cast<double>(expected.count()),
              static_cast<double>(expected.count()) / 64);
}

TEST(LatencyHistogram, FindsQuantilesWithinOnePart64) {
  LatencyHistogram histogram;
  for (int i = 1; i <= 10000; ++i) histogram.record(microseconds(i));

  expect_near(histogram.quantile(0.5), microseconds(5000));
  expect_near(histogram.quantile(0.99), microseconds(9900));
  EXPECT_EQ(histogram.quantile(1), microseconds(10000));
}

TEST(LatencyHistogram, KeepsSmallValuesExactly) {
  LatencyHistogram histogram;
  for (int i = 0; i < 64; ++i) histogram.record(nanoseconds(i));

  EXPECT_EQ(histogram.quantile(0.5), nanoseconds(31));
  EXPECT_EQ(histogram.quantile(0), nanoseconds(0));
}

TEST(LatencyHistogram, IsZeroWhenEmpty) { EXPECT_EQ(LatencyHistogram().quantile(0.99), nanoseconds(0)); }

TEST(LatencyHistogram, CountsTheWaitsAStallHid) {
  LatencyHistogram closed;
  LatencyHistogram paced;

  closed.record_corrected(milliseconds(100), nanoseconds(0));
  paced.record_corrected(milliseconds(100), milliseconds(10));

  EXPECT_EQ(closed.count(), 1U);
  EXPECT_EQ(paced.count(), 10U);
  expect_near(paced.quantile(0.5), milliseconds(50));
}

TEST(LatencyHistogram, MergesCountsAndMaximum) {
  LatencyHistogram one;
  LatencyHistogram other;
  one.record(milliseconds(1));
  other.record(milliseconds(9));

  one.merge(other);

  EXPECT_EQ(one.count(), 2U);
  EXPECT_EQ(one.max(), milliseconds(9));
  expect_near(one.quantile(0.5), milliseconds(1));
}

TEST(LatencyHistogram, PutsTheImmenseInTheLastBucket) {
  LatencyHistogram histogram;
  histogram.record(std::chrono::hours(24 * 365));

  EXPECT_EQ(histogram.count(), 1U);
  EXPECT_GT(histogram.quantile(0.5), std::chrono::hours(1));
}

}  // namespace
}  // namespace norma::bench
