#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/acts/facts.h"
#include "engine/result.h"

namespace norma::acts {

/// A condition on one case's facts, in a small total language: no loops, no calls, no assignment, so that it always
/// ends and always gives the same.
///
///     predicate  = conjunct { "||" conjunct }
///     conjunct   = test { "&&" test }
///     test       = "!" test | "(" predicate ")" | "In(" text ")" | comparison
///     comparison = value [ ( "==" | "!=" | "<" | "<=" | ">" | ">=" ) value ]
///     value      = fact | number | text | "true" | "false"
///     number     = digit { digit }
///     text       = "'" { any character but "'" } "'"
///
/// Facts are those of case_facts(); each is a number, a text or a truth. Only values of one type are compared; texts compare
/// byte by byte, so that dates compare by time and one not set yet is before all; truths have == and != alone. A test
/// is a truth. In() asks whether a state is active. Nothing but space is every case.
///
/// Acts that have not been out for opinions yet: `opinion_rounds == 0 && !(In('adopted') || In('published'))`.
class Predicate {
 public:
  /// Errors: migration_plan_invalid, with the column of the fault.
  [[nodiscard]] static Result<Predicate> parse(std::string_view text);

  [[nodiscard]] bool holds(const std::vector<Fact>& facts,
                           const std::function<bool(std::string_view state)>& is_active) const;

  /// The states that In() names.
  [[nodiscard]] std::vector<std::string> states() const;

 private:
  friend class PredicateParser;

  enum class Operation : std::uint8_t {
    kValue, kFact, kIn, kNot, kAnd, kOr, kEqual, kUnequal, kLess, kLessOrEqual, kGreater, kGreaterOrEqual,
  };
  struct Step {
    Operation operation = Operation::kValue;
    FactValue value;  ///< kFact: its name; kIn: the state.
  };

  std::vector<Step> steps_;  ///< In postfix order; none: every case.
};

}  // namespace norma::acts
