// Europe/Riga against the time zone database that libc reads.
#include <gtest/gtest.h>

#include <cstdlib>
#include <ctime>

#include "engine/instant.h"

namespace norma {
namespace {

using namespace std::chrono_literals;
namespace chrono = std::chrono;

constexpr Instant kFirst{chrono::sys_days{chrono::year{2000} / 1 / 1}};
constexpr Instant kAfterLast{chrono::sys_days{chrono::year{2041} / 1 / 1}};

/// What libc knows of Riga. Skips visibly where the database is not installed: libc then takes UTC without a word.
class RigaZone : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(setenv("TZ", "Europe/Riga", 1), 0);
    tzset();
    if (local(Instant{chrono::sys_days{chrono::year{2026} / 7 / 1}}).tm_gmtoff != 3 * 3600) {
      GTEST_SKIP() << "no time zone database: install tzdata";
    }
  }

  static std::tm local(Instant instant) {
    const std::time_t seconds = chrono::duration_cast<chrono::seconds>(instant.time_since_epoch()).count();
    std::tm broken_down{};
    localtime_r(&seconds, &broken_down);
    return broken_down;
  }

  static Date date_of(const std::tm& broken_down) {
    return Date{chrono::year{broken_down.tm_year + 1900}, chrono::month{static_cast<unsigned>(broken_down.tm_mon + 1)},
                chrono::day{static_cast<unsigned>(broken_down.tm_mday)}};
  }

  static void expect_same(Instant instant) {
    const std::tm known = local(instant);
    ASSERT_EQ(chrono::seconds(riga_utc_offset(instant)).count(), known.tm_gmtoff) << format_instant(instant);
    ASSERT_EQ(riga_date(instant), date_of(known)) << format_instant(instant);
  }
};

TEST_F(RigaZone, HasTheOffsetOfEveryHourFrom2000To2040) {
  int changes = 0;
  for (Instant hour = kFirst; hour < kAfterLast; hour += 1h) {
    ASSERT_NO_FATAL_FAILURE(expect_same(hour));
    if (local(hour).tm_gmtoff == local(hour - 1h).tm_gmtoff) continue;
    ++changes;
    ASSERT_NO_FATAL_FAILURE(expect_same(hour - 1s));
    ASSERT_NO_FATAL_FAILURE(expect_same(hour - 1h + 1s));
  }
  EXPECT_EQ(changes, 2 * 40);  // 2001 to 2040: in 2000 Latvia kept winter time
}

TEST_F(RigaZone, BeginsEveryDayFrom2000To2040WhereLibcDoes) {
  for (chrono::sys_days day{chrono::year{2000} / 1 / 1}; day < kAfterLast; day += chrono::days{1}) {
    const Date date{day};
    std::tm midnight{};
    midnight.tm_year = static_cast<int>(date.year()) - 1900;
    midnight.tm_mon = static_cast<int>(static_cast<unsigned>(date.month())) - 1;
    midnight.tm_mday = static_cast<int>(static_cast<unsigned>(date.day()));
    midnight.tm_isdst = -1;
    const Instant begins{chrono::seconds{mktime(&midnight)}};
    ASSERT_EQ(riga_start_of_day(date), begins) << format_date(date);
  }
}

}  // namespace
}  // namespace norma
