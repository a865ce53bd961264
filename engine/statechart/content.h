#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <variant>
#include <vector>

#include "engine/statechart/state_set.h"

namespace norma::statechart {

/// Number of an expression of a chart; a chart's expressions are compiled once per heap.
using ExpressionIndex = std::uint32_t;
inline constexpr ExpressionIndex kNoExpression = std::numeric_limits<ExpressionIndex>::max();

enum class ExpressionKind : std::uint8_t { kCondition, kValue, kLocation, kScript };

/// A piece of the data model's language as it stands in the document.
struct Expression {
  std::string source;
  std::string tag;  ///< Element it belongs to, for error events and incidents.
  ExpressionKind kind = ExpressionKind::kValue;
  bool pure = false;                ///< Certainly writes nothing: no assignment, no call but In().
  StateIndex in_state = kNoState;   ///< The whole condition is In('id') of this state.
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

/// A value that is either written in the document or computed.
struct TextOrExpression {
  std::string text;
  ExpressionIndex expression = kNoExpression;

  [[nodiscard]] bool present() const { return expression != kNoExpression || !text.empty(); }
};

/// <param>, or one name of a namelist.
struct Param {
  std::string name;
  ExpressionIndex value = kNoExpression;
};

/// <content>: an expression, or what is inside it (JSON, XML or text).
struct Content {
  bool present = false;
  std::string body;
  ExpressionIndex value = kNoExpression;
};

struct Action;
using Block = std::vector<Action>;

struct Raise {
  std::string event;
};

struct Branch {
  ExpressionIndex condition = kNoExpression;  ///< kNoExpression: <else>.
  Block content;
};

struct If {
  std::vector<Branch> branches;
};

struct Foreach {
  ExpressionIndex array = kNoExpression;
  std::string item;
  std::string index;  ///< Empty: none.
  Block content;
};

struct Log {
  std::string label;
  ExpressionIndex value = kNoExpression;
};

struct Assign {
  ExpressionIndex location = kNoExpression;
  ExpressionIndex value = kNoExpression;  ///< kNoExpression: `body`.
  std::string body;
};

struct Script {
  ExpressionIndex program = kNoExpression;
};

struct Send {
  TextOrExpression event;
  TextOrExpression target;
  TextOrExpression type;
  TextOrExpression delay;
  std::string id;
  ExpressionIndex id_location = kNoExpression;
  std::vector<Param> params;
  Content content;
};

struct Cancel {
  TextOrExpression send_id;
};

/// One element of executable content (W3C SCXML 4, 6.2, 6.3).
struct Action {
  std::variant<Raise, If, Foreach, Log, Assign, Script, Send, Cancel> what;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

/// <invoke> (W3C SCXML 6.4).
struct Invoke {
  TextOrExpression type;
  TextOrExpression source;
  std::string id;
  ExpressionIndex id_location = kNoExpression;
  bool autoforward = false;
  std::vector<Param> params;
  Content content;
  Block finalize;
  bool has_finalize = false;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

/// <data> (W3C SCXML 5.3).
struct Data {
  std::string id;
  ExpressionIndex value = kNoExpression;
  std::string body;          ///< What is inside, or what `src` holds.
  bool unavailable = false;  ///< `src` could not be read: initialising raises error.execution.
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

/// <donedata> (W3C SCXML 5.5).
struct DoneData {
  std::vector<Param> params;
  Content content;
};

}  // namespace norma::statechart
