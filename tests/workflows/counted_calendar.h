#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace norma::workflows {

/// A day of the Gregorian calendar as three numbers. Knows nothing of the product's calendar, dates or <chrono>.
struct CountedDay {
  int year = 0;
  int month = 0;
  int day = 0;

  bool operator==(const CountedDay&) const = default;

  [[nodiscard]] std::string text() const;  ///< 2026-05-04.
  [[nodiscard]] CountedDay next() const;
  [[nodiscard]] CountedDay previous() const;
  [[nodiscard]] long julian() const;       ///< Julian day number (Fliegel and Van Flandern, 1968).
  [[nodiscard]] int weekday() const;       ///< 0 Sunday to 6 Saturday.
};

[[nodiscard]] int days_in_month(int year, int month);

/// Easter Sunday by Knuth's algorithm (The Art of Computer Programming, 1.3.2, exercise 14).
[[nodiscard]] CountedDay knuth_easter(int year);

/// Latvia's days of rest, written from the law's words and by stepping day by day: the check on the product's
/// calendar, with another computus and another arithmetic.
class CountedCalendar {
 public:
  /// moved: pairs of the day that rests and the day that is worked, as dates.
  explicit CountedCalendar(std::vector<std::pair<std::string_view, std::string_view>> moved);

  /// A public holiday, or the day off for one that fell on a weekend.
  [[nodiscard]] bool is_holiday(const CountedDay& day) const;
  [[nodiscard]] bool is_worked(const CountedDay& day) const;

  /// The last day of a term: count and unit (D W M Y B), by stepping.
  [[nodiscard]] CountedDay last_day(const CountedDay& event, int count, char unit) const;

 private:
  [[nodiscard]] bool is_named(const CountedDay& day) const;
  [[nodiscard]] bool is_off_for_another(const CountedDay& day) const;
  [[nodiscard]] bool rests_by_order(const CountedDay& day) const;
  [[nodiscard]] bool works_by_order(const CountedDay& day) const;

  std::vector<std::pair<std::string_view, std::string_view>> moved_;
};

}  // namespace norma::workflows
