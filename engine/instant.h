#pragma once

#include <google/protobuf/timestamp.pb.h>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace norma {

/// A moment of record time, UTC, to the microsecond. Always given by the caller; the engine has no clock.
using Instant = std::chrono::sys_time<std::chrono::microseconds>;

/// A calendar day of legal time, in Europe/Riga.
using Date = std::chrono::year_month_day;

/// RFC 3339 in UTC with exactly six digits of fraction: 2026-03-29T01:00:00.000000Z.
[[nodiscard]] std::string format_instant(Instant instant);

/// Reads RFC 3339 with any offset and up to six digits of fraction; nothing if it is not that.
[[nodiscard]] std::optional<Instant> parse_instant(std::string_view text);

/// ISO 8601 calendar date: 2026-03-29.
[[nodiscard]] std::string format_date(Date date);

/// Reads an existing calendar date of the years 1900 to 2999; nothing if it is not that.
[[nodiscard]] std::optional<Date> parse_date(std::string_view text);

/// How far Europe/Riga is ahead of UTC at this moment, from 2000 on: the EU summer-time rule (Directive 2000/84/EC),
/// which Latvia did not follow in 2000.
[[nodiscard]] std::chrono::hours riga_utc_offset(Instant instant);

/// The day it is in Europe/Riga at this moment.
[[nodiscard]] Date riga_date(Instant instant);

/// The moment the day begins in Europe/Riga.
[[nodiscard]] Instant riga_start_of_day(Date date);

/// Conversions to and from the schema's timestamp, exact to the microsecond.
[[nodiscard]] google::protobuf::Timestamp to_timestamp(Instant instant);
[[nodiscard]] Instant from_timestamp(const google::protobuf::Timestamp& timestamp);

}  // namespace norma
