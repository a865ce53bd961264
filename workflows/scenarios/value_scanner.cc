#include "workflows/scenarios/value_scanner.h"

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

namespace norma::workflows::scenarios {
namespace {

constexpr std::uint32_t kMostHolders = 1000;
constexpr std::size_t kMostNumberBytes = 15;

bool is_digit(char character) { return character >= '0' && character <= '9'; }

bool is_name_character(char character) {
  return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') || is_digit(character) ||
         character == '_' || character == '-' || character == '.';
}

bool is_number(std::string_view text) {
  const std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
  const std::size_t point = digits.find('.');
  const std::string_view whole = digits.substr(0, point);
  const std::string_view fraction = point == std::string_view::npos ? "0" : digits.substr(point + 1);
  const auto all_digits = [](std::string_view part) {
    return !part.empty() && std::all_of(part.begin(), part.end(), is_digit);
  };
  const bool canonical = whole.size() == 1 || !whole.starts_with('0');
  return text.size() <= kMostNumberBytes && all_digits(whole) && all_digits(fraction) && canonical;
}

std::string json_of_word(const std::string& word) {
  if (word == "-") return "null";
  if (word == "jā" || word == "yes" || word == "true") return "true";
  if (word == "nē" || word == "no" || word == "false") return "false";
  return is_number(word) ? word : boost::json::serialize(boost::json::value(word));
}

}  // namespace

std::uint32_t letter_count(std::string_view text) {
  return static_cast<std::uint32_t>(
      std::count_if(text.begin(), text.end(), [](char byte) { return (byte & 0xC0) != 0x80; }));
}

void ValueScanner::fail(std::string message) {
  if (failed()) return;
  fault_ = std::move(message);
  fault_column_ = column_ + letter_count(value_.substr(0, at_));
}

void ValueScanner::skip_space() {
  while (at_ < value_.size() && (value_[at_] == ' ' || value_[at_] == '\t')) ++at_;
}

bool ValueScanner::at_end() {
  skip_space();
  return failed() || at_ >= value_.size();
}

bool ValueScanner::take(std::string_view token) {
  skip_space();
  if (failed() || !rest().starts_with(token)) return false;
  at_ += token.size();
  return true;
}

void ValueScanner::require(std::string_view token, std::string_view what) {
  if (!take(token)) fail("expected " + std::string(what));
}

std::string ValueScanner::name(std::string_view what) {
  skip_space();
  const std::size_t start = at_;
  if (failed()) return {};
  while (at_ < value_.size() && is_name_character(value_[at_])) ++at_;
  if (at_ == start) fail("expected " + std::string(what));
  return std::string(value_.substr(start, at_ - start));
}

std::optional<std::string> ValueScanner::quoted() {
  struct Quotes {
    std::string_view open;
    std::vector<std::string_view> close;
  };
  static const std::vector<Quotes> kQuotes = {{"\"", {"\""}}, {"„", {"”", "“"}}, {"«", {"»"}}};
  skip_space();
  for (const Quotes& quotes : kQuotes) {
    if (failed() || !rest().starts_with(quotes.open)) continue;
    const std::size_t start = at_ + quotes.open.size();
    std::size_t end = std::string_view::npos;
    std::size_t closing = 0;
    for (const std::string_view close : quotes.close) {
      const std::size_t found = value_.find(close, start);
      if (found < end) {
        end = found;
        closing = close.size();
      }
    }
    if (end == std::string_view::npos) {
      fail("the quote is not closed");
      return std::string();
    }
    at_ = end + closing;
    return std::string(value_.substr(start, end - start));
  }
  return std::nullopt;
}

Reference ValueScanner::reference(std::string_view what) {
  Reference reference;
  reference.line = line_;
  if (std::optional<std::string> label = quoted()) {
    reference.text = std::move(*label);
    reference.is_label = true;
    if (reference.text.empty()) fail("the quotes are empty");
    return reference;
  }
  reference.text = name(std::string(what) + ": its id, or its label in quotes");
  return reference;
}

std::string ValueScanner::words_until(char stop, std::string_view what) {
  skip_space();
  const std::size_t end = failed() ? std::string_view::npos : value_.find(stop, at_);
  if (end == std::string_view::npos || end == at_) {
    fail("expected " + std::string(what) + " and then '" + stop + "'");
    return {};
  }
  std::string words{value_.substr(at_, end - at_)};
  at_ = end + 1;
  words.erase(words.find_last_not_of(" \t") + 1);
  return words;
}

bool ValueScanner::next_is_digit() {
  skip_space();
  return !failed() && at_ < value_.size() && is_digit(value_[at_]);
}

std::uint32_t ValueScanner::number(std::string_view what, std::uint32_t most) {
  std::uint32_t value = 0;
  if (!next_is_digit()) fail("expected " + std::string(what));
  while (!failed() && at_ < value_.size() && is_digit(value_[at_])) {
    value = value * 10 + static_cast<std::uint32_t>(value_[at_] - '0');
    if (value > most) fail(std::string(what) + " is at most " + std::to_string(most));
    ++at_;
  }
  return value;
}

Date ValueScanner::date() {
  skip_space();
  const std::size_t start = at_;
  const std::string text = name("a date such as 2026-03-02");
  const std::optional<Date> date = parse_date(text);
  if (!failed() && !date) {
    at_ = start;
    fail("'" + text + "' is not a day of the calendar, written as 2026-03-02");
  }
  return date.value_or(Date{});
}

TaskLine ValueScanner::task() {
  TaskLine task;
  if (next_is_digit()) {
    task.count = number("the number of people", kMostHolders);
    if (!failed() && task.count == 0) fail("the number of people is at least 1");
    if (!take("×")) require("x", "'×' after the number of people");
  }
  task.task = reference("a task");
  if (take("(")) {
    task.role = words_until(',', "the part that has the task");
    task.command = name("the command that completes the task");
    require(")", "')'");
  }
  return task;
}

void ValueScanner::until(std::optional<Date>& day) {
  if (take("līdz") || take("until")) day = date();
}

TermLine ValueScanner::term() {
  TermLine term;
  term.term = reference("a term");
  until(term.until);
  return term;
}

Fact ValueScanner::fact() {
  Fact fact;
  fact.line = line_;
  fact.name = name("the name of a fact");
  require("=", "'=' and the value of the fact");
  if (std::optional<std::string> text = quoted()) {
    fact.json = boost::json::serialize(boost::json::value(*text));
    return fact;
  }
  // The two Latvian words of truth have letters that names do not.
  for (const std::string_view word : {"jā", "nē"}) {
    if (take(word)) {
      fact.json = json_of_word(std::string(word));
      return fact;
    }
  }
  fact.json = json_of_word(name("the value of the fact: a number, jā/yes, nē/no, a date, a word, or - for none"));
  return fact;
}

void ValueScanner::finish() {
  if (!at_end()) fail("expected a comma or the end of the line");
}

}  // namespace norma::workflows::scenarios
