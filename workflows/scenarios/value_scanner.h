#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/result.h"
#include "workflows/scenarios/scenario.h"

namespace norma::workflows::scenarios {

/// How many letters a text in UTF-8 has, combining marks counted as letters.
[[nodiscard]] std::uint32_t letter_count(std::string_view text);

/// Reads what stands after the colon of one line of a scenario file.
///
/// Every function passes over white space first. A fault is kept, with the column it is at, and then everything fails.
class ValueScanner {
 public:
  /// column: of the first letter of `value` in its line, from 1.
  ValueScanner(std::string_view value, std::uint32_t line, std::uint32_t column)
      : value_(value), line_(line), column_(column) {}

  [[nodiscard]] std::uint32_t line() const { return line_; }
  [[nodiscard]] bool failed() const { return !fault_.empty(); }
  [[nodiscard]] const std::string& fault() const { return fault_; }
  [[nodiscard]] std::uint32_t fault_column() const { return fault_column_; }

  [[nodiscard]] bool at_end();

  /// Passes over `token` if it is next.
  bool take(std::string_view token);

  /// Fails unless `token` is next. `what` it is, for the message.
  void require(std::string_view token, std::string_view what);

  /// A name of letters, digits and `_ - .`.
  std::string name(std::string_view what);

  /// A label in quotes ("…" or „…”), or a name.
  Reference reference(std::string_view what);

  /// Everything up to `stop`, without the white space around it.
  std::string words_until(char stop, std::string_view what);

  std::uint32_t number(std::string_view what, std::uint32_t most);
  Date date();

  TaskLine task();  ///< [number ("×" | "x")] task ["(" part "," command ")"]
  void until(std::optional<Date>& day);  ///< [("līdz" | "until") date]
  TermLine term();  ///< term [("līdz" | "until") date]
  Fact fact();      ///< name "=" (number | yes | no | date | word | "-")

  /// Fails unless everything has been read.
  void finish();

  /// Keeps a fault at this place, unless there is one already.
  void fail(std::string message);

 private:
  void skip_space();
  [[nodiscard]] std::optional<std::string> quoted();
  [[nodiscard]] std::string_view rest() const { return value_.substr(at_); }
  [[nodiscard]] bool next_is_digit();

  std::string_view value_;
  std::uint32_t line_;
  std::uint32_t column_;
  std::size_t at_ = 0;
  std::string fault_;
  std::uint32_t fault_column_ = 0;
};

}  // namespace norma::workflows::scenarios
