#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace norma::statechart {

/// Number of an expression in its chart.
using ExpressionIndex = std::uint32_t;
inline constexpr ExpressionIndex kNoExpression = UINT32_MAX;

/// How the text of an expression is compiled.
enum class ExpressionKind : std::uint8_t { kValue, kLocation, kScript };

/// One step of a condition made of In() alone, in postfix order.
struct InTest {
  enum class Kind : std::uint8_t { kIn, kConstant, kNot, kAnd, kOr } kind = Kind::kConstant;
  std::uint16_t state = 0;  ///< kIn: the state; a state that does not exist gives kConstant false.
  bool value = false;       ///< kConstant.
};

/// Text in the language of the data model, where it stands and what it may read.
struct Expression {
  std::string source;
  ExpressionKind kind = ExpressionKind::kValue;
  std::string tag;  ///< Local name of the element it belongs to; told in error events.
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::vector<std::string> identifiers;  ///< Every word of the text that may name a variable; sorted.
  bool reads_all = false;                ///< May reach variables that it does not name.
  bool is_pure = false;                  ///< Certainly changes nothing: no assignment, no call but In().
  std::vector<InTest> in_tests;          ///< Not empty when In() and logic are all there is: needs no data model.
};

/// A value that is an expression or is given in place.
struct ValueSource {
  ExpressionIndex expression = kNoExpression;
  std::optional<std::string> literal;  ///< Tagged JSON (engine/statechart/session.h).
  [[nodiscard]] bool absent() const { return expression == kNoExpression && !literal; }
};

struct Parameter {
  std::string name;
  ExpressionIndex expression = kNoExpression;  ///< A kValue; `location` of <param> is read the same way.
  bool is_from_namelist = false;               ///< Then a fault discards the whole message, else this parameter.
};

struct Action;
using Block = std::vector<Action>;

struct Raise {
  std::string event;
};
struct Branch {
  ExpressionIndex condition = kNoExpression;  ///< None: <else>.
  Block block;
};
struct If {
  std::vector<Branch> branches;
};
struct Foreach {
  ExpressionIndex array = kNoExpression;
  ExpressionIndex item = kNoExpression;   ///< A kLocation.
  ExpressionIndex index = kNoExpression;  ///< A kLocation, or none.
  std::string item_name;
  std::string index_name;
  Block block;
};
struct Log {
  std::string label;
  ExpressionIndex expression = kNoExpression;
};
struct Assign {
  ExpressionIndex location = kNoExpression;
  ValueSource value;
};
struct Script {
  ExpressionIndex program = kNoExpression;
};
/// <send> (section 6.2); for each attribute with a dynamic form the expression wins.
struct Send {
  std::string event, target, type, id, delay;
  ExpressionIndex event_expression = kNoExpression, target_expression = kNoExpression,
                  type_expression = kNoExpression, id_location = kNoExpression, delay_expression = kNoExpression;
  std::vector<Parameter> parameters;  ///< `namelist` first, then <param>.
  ValueSource content;
};
struct Cancel {
  std::string sendid;
  ExpressionIndex sendid_expression = kNoExpression;
};

/// One element of executable content (section 4).
struct Action {
  std::variant<Raise, If, Foreach, Log, Assign, Script, Send, Cancel> what;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

class Chart;

/// <invoke> (section 6.4).
struct Invoke {
  std::string type, src, id;
  ExpressionIndex type_expression = kNoExpression, src_expression = kNoExpression, id_location = kNoExpression;
  std::vector<Parameter> parameters;  ///< `namelist` first, then <param>.
  ValueSource content;
  std::shared_ptr<const Chart> child;  ///< The chart written inside <content>, if one is.
  bool autoforward = false;
  Block finalize;
  std::vector<ExpressionIndex> finalize_locations;  ///< An empty <finalize> copies into these, by `finalize_names`.
  std::vector<std::string> finalize_names;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

/// <donedata> (section 5.5).
struct DoneData {
  std::vector<Parameter> parameters;
  ValueSource content;
};

/// <data> (section 5.3).
struct Data {
  std::string id;
  ValueSource value;
  std::string failure;  ///< Not empty: `src` could not be read; the value becomes an error.
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

}  // namespace norma::statechart
