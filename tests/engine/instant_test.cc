#include "engine/instant.h"

#include <gtest/gtest.h>

namespace norma {
namespace {

using namespace std::chrono_literals;
namespace chrono = std::chrono;

Instant at(std::string_view text) {
  const auto instant = parse_instant(text);
  EXPECT_TRUE(instant.has_value()) << text;
  return instant.value_or(Instant{});
}

Date day(std::string_view text) {
  const auto date = parse_date(text);
  EXPECT_TRUE(date.has_value()) << text;
  return date.value_or(Date{});
}

TEST(Instant, IsWrittenWithSixDigitsOfFraction) {
  EXPECT_EQ(format_instant(Instant{}), "1970-01-01T00:00:00.000000Z");
  EXPECT_EQ(format_instant(at("2026-03-29T01:00:00Z")), "2026-03-29T01:00:00.000000Z");
  EXPECT_EQ(format_instant(Instant{-1us}), "1969-12-31T23:59:59.999999Z");
}

TEST(Instant, ReadsAnyOffsetAndFraction) {
  EXPECT_EQ(at("2026-03-29T04:30:00.5+03:00"), at("2026-03-29T01:30:00.500000Z"));
  EXPECT_EQ(at("2025-12-31T23:00:00-02:30"), at("2026-01-01T01:30:00Z"));
  EXPECT_EQ(at("2026-01-01t00:00:00.000001z") - at("2026-01-01T00:00:00Z"), 1us);
}

TEST(Instant, RefusesWhatIsNotRfc3339) {
  for (const std::string_view text :
       {"", "2026-03-29", "2026-03-29 01:00:00Z", "2026-03-29T01:00Z", "2026-03-29T24:00:00Z", "2026-03-29T01:60:00Z",
        "2026-03-29T01:00:60Z", "2026-03-29T01:00:00", "2026-03-29T01:00:00.Z", "2026-03-29T01:00:00.1234567Z",
        "2026-03-29T01:00:00+3:00", "2026-03-29T01:00:00+0300", "2026-02-29T01:00:00Z", "2026-03-29T01:00:00Z ",
        "+026-03-29T01:00:00Z"}) {
    EXPECT_EQ(parse_instant(text), std::nullopt) << text;
  }
}

TEST(Instant, RoundTripsThroughText) {
  for (Instant instant{-86'400'000'001us}; instant < Instant{4'000'000'000s}; instant += 12'345'678'901'234us) {
    EXPECT_EQ(parse_instant(format_instant(instant)), instant) << format_instant(instant);
  }
}

TEST(Instant, RoundTripsThroughTimestampsAlsoBefore1970) {
  for (const Instant instant : {Instant{}, Instant{1us}, Instant{-1us}, Instant{-1'500'000us}, at("2999-12-31T23:59:59.999999Z")}) {
    const auto timestamp = to_timestamp(instant);
    EXPECT_GE(timestamp.nanos(), 0);
    EXPECT_EQ(from_timestamp(timestamp), instant);
  }
}

TEST(Date, ReadsOnlyExistingDaysOf1900To2999) {
  EXPECT_EQ(format_date(day("2024-02-29")), "2024-02-29");
  for (const std::string_view text : {"2023-02-29", "1899-12-31", "3000-01-01", "2026-00-10", "2026-13-01", "2026-1-01",
                                      "2026-04-31", "2026-04-00", "20260401", "2026-04-01 ", ""}) {
    EXPECT_EQ(parse_date(text), std::nullopt) << text;
  }
}

TEST(RigaTime, ChangesOnTheLastSundaysOfMarchAndOctober) {
  // 2026: summer time from 29 March 01:00 UTC to 25 October 01:00 UTC.
  EXPECT_EQ(riga_date(at("2026-03-28T21:59:59Z")), day("2026-03-28"));
  EXPECT_EQ(riga_date(at("2026-03-28T22:00:00Z")), day("2026-03-29"));
  EXPECT_EQ(riga_date(at("2026-03-29T20:59:59Z")), day("2026-03-29"));
  EXPECT_EQ(riga_date(at("2026-03-29T21:00:00Z")), day("2026-03-30"));
  EXPECT_EQ(riga_date(at("2026-10-24T21:00:00Z")), day("2026-10-25"));
  EXPECT_EQ(riga_date(at("2026-10-25T21:59:59Z")), day("2026-10-25"));
  EXPECT_EQ(riga_date(at("2026-10-25T22:00:00Z")), day("2026-10-26"));
}

TEST(RigaTime, DaysOfChangeLast23And25Hours) {
  EXPECT_EQ(riga_start_of_day(day("2026-03-29")), at("2026-03-28T22:00:00Z"));
  EXPECT_EQ(riga_start_of_day(day("2026-03-30")) - riga_start_of_day(day("2026-03-29")), 23h);
  EXPECT_EQ(riga_start_of_day(day("2026-10-26")) - riga_start_of_day(day("2026-10-25")), 25h);
}

TEST(RigaTime, EveryDayBeginsOnThatDayAndNotAMomentEarlier) {
  for (chrono::sys_days at_day = chrono::sys_days{day("1999-12-31")}; at_day <= chrono::sys_days{day("2061-01-01")};
       at_day += chrono::days{1}) {
    const Date date{at_day};
    const Instant start = riga_start_of_day(date);
    ASSERT_EQ(riga_date(start), date);
    ASSERT_EQ(riga_date(start - 1us), Date{at_day - chrono::days{1}});
  }
}

}  // namespace
}  // namespace norma
