#include "workflows/calendar.h"

#include <algorithm>
#include <boost/json.hpp>
#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

namespace norma::workflows {
namespace {

namespace chrono = std::chrono;
namespace json = boost::json;

constexpr std::size_t kMostBytes = 256 * 1024;
constexpr std::size_t kMostRules = 1000;
constexpr int kFirstYear = 1900;
constexpr int kLastYear = 2999;
constexpr int kMostYears = 200;

tl::unexpected<Error> invalid(std::string_view what) {
  return fail(Reason::kDefinitionInvalid, "calendar: " + std::string(what));
}

/// One line of `holidays`: exactly one of the four ways of naming a day is set.
struct HolidayRule {
  std::optional<Date> date;
  std::optional<int> easter;
  std::optional<int> month;
  std::optional<int> day;
  std::optional<int> sunday;
  int from_year = kFirstYear;
  std::optional<int> moves_from_year;
};

struct Rules {
  acts::Calendar calendar;  ///< Without its holidays.
  std::vector<HolidayRule> holidays;
};

/// Easter Sunday in the Gregorian calendar, by the computus of the anonymous correspondent of Nature (1876).
chrono::sys_days easter_sunday(int year) {
  const int golden = year % 19;
  const int century = year / 100;
  const int year_of_century = year % 100;
  const int lunar = (century - (century + 8) / 25 + 1) / 3;
  const int epact = (19 * golden + century - century / 4 - lunar + 15) % 30;
  const int weekday = (32 + 2 * (century % 4) + 2 * (year_of_century / 4) - epact - year_of_century % 4) % 7;
  const int correction = (golden + 11 * epact + 22 * weekday) / 451;
  const int days = epact + weekday - 7 * correction + 114;
  return chrono::sys_days{Date{chrono::year{year}, chrono::month{static_cast<unsigned>(days / 31)},
                               chrono::day{static_cast<unsigned>(days % 31 + 1)}}};
}

/// The day the rule means in that year, if there is one.
std::optional<Date> day_in(const HolidayRule& rule, int year) {
  if (year < rule.from_year) return std::nullopt;
  if (rule.date) {
    if (static_cast<int>(rule.date->year()) != year) return std::nullopt;
    return rule.date;
  }
  if (rule.easter) return Date{easter_sunday(year) + chrono::days{*rule.easter}};
  const chrono::year_month month{chrono::year{year}, chrono::month{static_cast<unsigned>(*rule.month)}};
  if (rule.sunday) return Date{chrono::sys_days{month / chrono::Sunday[static_cast<unsigned>(*rule.sunday)]}};
  return Date{month / static_cast<int>(*rule.day)};
}

bool is_weekend(Date date) {
  const chrono::weekday weekday{chrono::sys_days{date}};
  return weekday == chrono::Saturday || weekday == chrono::Sunday;
}

void sort_unique(std::vector<Date>& days) {
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
}

/// The holidays of all years; a moved one takes the first working day that no other holiday has taken.
Result<std::vector<Date>> holidays_of(const Rules& rules) {
  acts::Calendar calendar = rules.calendar;
  std::vector<Date> moving;
  for (int year = calendar.first_year; year <= calendar.last_year; ++year) {
    for (const HolidayRule& rule : rules.holidays) {
      const std::optional<Date> day = day_in(rule, year);
      if (!day) continue;
      if (!day->ok()) return invalid("a holiday on a day that does not exist in " + std::to_string(year));
      calendar.holidays.push_back(*day);
      if (rule.moves_from_year && year >= *rule.moves_from_year && is_weekend(*day)) moving.push_back(*day);
    }
  }
  sort_unique(calendar.holidays);
  for (const Date& day : moving) {
    chrono::sys_days next{day};
    do {
      next += chrono::days{1};
    } while (!calendar.is_working_day(Date{next}));
    const Date moved{next};
    calendar.holidays.insert(std::upper_bound(calendar.holidays.begin(), calendar.holidays.end(), moved), moved);
  }
  return calendar.holidays;
}

/// The fields of one object, each asked for once; what was not asked for is an error.
class Fields {
 public:
  explicit Fields(const json::object& object) : object_(object) {}

  std::optional<std::string_view> text(std::string_view name) {
    const json::value* value = find(name);
    if (value == nullptr) return std::nullopt;
    if (!value->is_string()) return wrong<std::string_view>(name);
    return std::string_view{value->get_string()};
  }

  std::optional<int> number(std::string_view name, int least, int most) {
    const json::value* value = find(name);
    if (value == nullptr) return std::nullopt;
    if (!value->is_int64() || value->get_int64() < least || value->get_int64() > most) return wrong<int>(name);
    return static_cast<int>(value->get_int64());
  }

  std::optional<Date> date(std::string_view name) {
    const auto value = text(name);
    if (!value) return std::nullopt;
    const auto day = parse_date(*value);
    return day ? day : wrong<Date>(name);
  }

  const json::array* list(std::string_view name) {
    const json::value* value = find(name);
    if (value != nullptr && value->is_array() && value->get_array().size() <= kMostRules) return &value->get_array();
    wrong<int>(name);
    return nullptr;
  }

  void require(bool condition, std::string_view what) {
    if (!condition && problem_.empty()) problem_ = what;
  }

  /// What is wrong with the object, after everything it may have was asked for; empty: nothing.
  std::string problem() {
    if (problem_.empty() && found_ != object_.size()) problem_ = "unknown field in an object";
    return problem_;
  }

 private:
  const json::value* find(std::string_view name) {
    const json::value* value = object_.if_contains(name);
    if (value != nullptr) ++found_;
    return value;
  }

  template <class T>
  std::optional<T> wrong(std::string_view name) {
    if (problem_.empty()) problem_ = "wrong or missing " + std::string(name);
    return std::nullopt;
  }

  const json::object& object_;
  std::size_t found_ = 0;
  std::string problem_;
};

Result<HolidayRule> read_rule(const json::value& value) {
  if (!value.is_object()) return invalid("a holiday is an object");
  Fields fields{value.get_object()};
  HolidayRule rule;
  const bool named = fields.text("lv").has_value() & fields.text("en").has_value();
  fields.require(named, "a holiday without its names in lv and en");
  rule.date = fields.date("date");
  rule.easter = fields.number("easter", -100, 100);
  rule.month = fields.number("month", 1, 12);
  rule.day = fields.number("day", 1, 31);
  rule.sunday = fields.number("sunday", 1, 4);
  rule.from_year = fields.number("from_year", kFirstYear, kLastYear).value_or(kFirstYear);
  rule.moves_from_year = fields.number("moves_from_year", kFirstYear, kLastYear);
  const int ways = int{rule.date.has_value()} + int{rule.easter.has_value()} + int{rule.day.has_value()} +
                   int{rule.sunday.has_value()};
  fields.require(ways == 1, "a holiday needs exactly one of date, easter, day and sunday");
  fields.require(rule.month.has_value() == (rule.day || rule.sunday), "month belongs to day or sunday");
  if (const std::string problem = fields.problem(); !problem.empty()) return invalid(problem);
  return rule;
}

Result<void> read_moved_days(const json::array& rows, acts::Calendar& calendar) {
  for (const json::value& row : rows) {
    if (!row.is_object()) return invalid("a moved working day is an object");
    Fields fields{row.get_object()};
    const auto rest = fields.date("rest");
    const auto work = fields.date("work");
    fields.require(rest && work && !is_weekend(*rest) && is_weekend(*work),
                   "a moved working day rests on a weekday and works on a weekend");
    if (const std::string problem = fields.problem(); !problem.empty()) return invalid(problem);
    calendar.moved_rest.push_back(*rest);
    calendar.moved_work.push_back(*work);
  }
  sort_unique(calendar.moved_rest);
  sort_unique(calendar.moved_work);
  return {};
}

Result<Rules> read_rules(const json::object& document) {
  Fields fields{document};
  Rules rules;
  rules.calendar.version = fields.text("version").value_or("");
  fields.text("source");
  rules.calendar.first_year = fields.number("first_year", kFirstYear, kLastYear).value_or(0);
  rules.calendar.last_year = fields.number("last_year", kFirstYear, kLastYear).value_or(0);
  const json::array* holidays = fields.list("holidays");
  const json::array* moved = fields.list("moved_working_days");
  const int years = rules.calendar.last_year - rules.calendar.first_year;
  fields.require(!rules.calendar.version.empty(), "version is empty");
  fields.require(rules.calendar.first_year > 0 && years >= 0 && years < kMostYears, "first_year to last_year");
  if (const std::string problem = fields.problem(); !problem.empty()) return invalid(problem);
  if (const Result<void> read = read_moved_days(*moved, rules.calendar); !read) return tl::unexpected(read.error());
  for (const json::value& row : *holidays) {
    Result<HolidayRule> rule = read_rule(row);
    if (!rule) return tl::unexpected(rule.error());
    rules.holidays.push_back(*rule);
  }
  return rules;
}

}  // namespace

Result<acts::Calendar> load_calendar(std::string_view text) {
  if (text.size() > kMostBytes) return invalid("larger than " + std::to_string(kMostBytes) + " bytes");
  boost::system::error_code failure;
  const json::value document = json::parse(text, failure);
  if (failure) return invalid(failure.message());
  if (!document.is_object()) return invalid("not an object");
  Result<Rules> rules = read_rules(document.get_object());
  if (!rules) return tl::unexpected(rules.error());
  Result<std::vector<Date>> holidays = holidays_of(*rules);
  if (!holidays) return tl::unexpected(holidays.error());
  rules->calendar.holidays = std::move(*holidays);
  return std::move(rules->calendar);
}

}  // namespace norma::workflows
