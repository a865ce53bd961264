#include "engine/instant.h"

#include <array>
#include <cstdint>
#include <cstdio>

namespace norma {
namespace {

namespace chrono = std::chrono;

constexpr int kFirstYear = 1900;
constexpr int kLastYear = 2999;
constexpr int kMicrosecondDigits = 6;
constexpr chrono::hours kWinterOffset{2};
constexpr chrono::hours kSummerOffset{3};
constexpr chrono::hours kChangeHour{1};  // UTC, Directive 2000/84/EC articles 2 and 3
constexpr chrono::year kYearWithoutSummerTime{2000};  // Latvia kept winter time that year

/// A part of the text that is read from the left.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  /// Exactly `digits` decimal digits.
  std::optional<int> number(std::size_t digits) {
    if (rest_.size() < digits) return std::nullopt;
    int value = 0;
    for (const char character : rest_.substr(0, digits)) {
      if (character < '0' || character > '9') return std::nullopt;
      value = value * 10 + (character - '0');
    }
    rest_.remove_prefix(digits);
    return value;
  }

  bool skip(char expected) {
    if (rest_.empty() || rest_.front() != expected) return false;
    rest_.remove_prefix(1);
    return true;
  }

  bool skip_letter(char upper) { return skip(upper) || skip(static_cast<char>(upper - 'A' + 'a')); }

  [[nodiscard]] bool at_digit() const { return !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9'; }
  [[nodiscard]] bool at_end() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

std::optional<Date> read_date(Reader& reader) {
  const auto year = reader.number(4);
  if (!year || !reader.skip('-')) return std::nullopt;
  const auto month = reader.number(2);
  if (!month || !reader.skip('-')) return std::nullopt;
  const auto day = reader.number(2);
  if (!day || *year < kFirstYear || *year > kLastYear) return std::nullopt;
  const Date date{chrono::year{*year}, chrono::month{static_cast<unsigned>(*month)},
                  chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  return date;
}

/// hh:mm, as the time of day or as an offset.
std::optional<chrono::minutes> read_hours_and_minutes(Reader& reader) {
  const auto hours = reader.number(2);
  if (!hours || *hours > 23 || !reader.skip(':')) return std::nullopt;
  const auto minutes = reader.number(2);
  if (!minutes || *minutes > 59) return std::nullopt;
  return chrono::hours{*hours} + chrono::minutes{*minutes};
}

/// The fraction after the seconds, if there is one.
std::optional<chrono::microseconds> read_fraction(Reader& reader) {
  if (!reader.skip('.')) return chrono::microseconds{0};
  int value = 0;
  int digits = 0;
  while (reader.at_digit() && digits < kMicrosecondDigits) {
    value = value * 10 + *reader.number(1);
    ++digits;
  }
  if (digits == 0 || reader.at_digit()) return std::nullopt;
  for (; digits < kMicrosecondDigits; ++digits) value *= 10;
  return chrono::microseconds{value};
}

std::optional<chrono::minutes> read_offset(Reader& reader) {
  if (reader.skip_letter('Z')) return chrono::minutes{0};
  const bool west = reader.skip('-');
  if (!west && !reader.skip('+')) return std::nullopt;
  const auto offset = read_hours_and_minutes(reader);
  if (!offset) return std::nullopt;
  return west ? -*offset : *offset;
}

Instant summer_time_change(chrono::year year, chrono::month month) {
  return chrono::sys_days{year / month / chrono::Sunday[chrono::last]} + kChangeHour;
}

}  // namespace

std::string format_instant(Instant instant) {
  const auto day = chrono::floor<chrono::days>(instant);
  const chrono::hh_mm_ss time{instant - day};
  std::array<char, 32> buffer{};
  const int written = std::snprintf(buffer.data(), buffer.size(), "T%02d:%02d:%02d.%06dZ",
                                    static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                                    static_cast<int>(time.seconds().count()),
                                    static_cast<int>(time.subseconds().count()));
  return format_date(Date{day}).append(buffer.data(), static_cast<std::size_t>(written));
}

std::optional<Instant> parse_instant(std::string_view text) {
  Reader reader{text};
  const auto date = read_date(reader);
  if (!date || !reader.skip_letter('T')) return std::nullopt;
  const auto time = read_hours_and_minutes(reader);
  if (!time || !reader.skip(':')) return std::nullopt;
  const auto seconds = reader.number(2);
  if (!seconds || *seconds > 59) return std::nullopt;
  const auto fraction = read_fraction(reader);
  if (!fraction) return std::nullopt;
  const auto offset = read_offset(reader);
  if (!offset || !reader.at_end()) return std::nullopt;
  return Instant{chrono::sys_days{*date}} + *time + chrono::seconds{*seconds} + *fraction - *offset;
}

std::string format_date(Date date) {
  std::array<char, 32> buffer{};
  const int written =
      std::snprintf(buffer.data(), buffer.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                    static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return {buffer.data(), static_cast<std::size_t>(written)};
}

std::optional<Date> parse_date(std::string_view text) {
  Reader reader{text};
  const auto date = read_date(reader);
  if (!reader.at_end()) return std::nullopt;
  return date;
}

std::chrono::hours riga_utc_offset(Instant instant) {
  const Date day{chrono::floor<chrono::days>(instant)};
  const bool summer = day.year() != kYearWithoutSummerTime && instant >= summer_time_change(day.year(), chrono::March) &&
                      instant < summer_time_change(day.year(), chrono::October);
  return summer ? kSummerOffset : kWinterOffset;
}

Date riga_date(Instant instant) {
  return Date{chrono::floor<chrono::days>(instant + riga_utc_offset(instant))};
}

Instant riga_start_of_day(Date date) {
  // The changes are at 03:00 and 04:00 local time, so an hour's error around midnight cannot cross one.
  const Instant midnight = chrono::sys_days{date};
  return midnight - riga_utc_offset(midnight - kWinterOffset);
}

google::protobuf::Timestamp to_timestamp(Instant instant) {
  const auto seconds = chrono::floor<chrono::seconds>(instant);
  google::protobuf::Timestamp timestamp;
  timestamp.set_seconds(seconds.time_since_epoch().count());
  timestamp.set_nanos(static_cast<std::int32_t>(chrono::nanoseconds{instant - seconds}.count()));
  return timestamp;
}

Instant from_timestamp(const google::protobuf::Timestamp& timestamp) {
  return Instant{chrono::seconds{timestamp.seconds()} + chrono::microseconds{timestamp.nanos() / 1000}};
}

}  // namespace norma
