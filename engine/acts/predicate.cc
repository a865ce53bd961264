#include "engine/acts/predicate.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

namespace norma::acts {
namespace {

constexpr std::size_t kMostBytes = 4000;
constexpr int kDeepest = 32;

bool is_name(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }

std::string_view type_name(const FactValue& value) {
  constexpr std::array<std::string_view, 3> kNames = {"a number", "a truth", "a text"};
  return kNames[value.index()];
}

}  // namespace

/// Recursive descent that leaves the steps in postfix order; values stand for their types while it reads.
class PredicateParser {
 public:
  explicit PredicateParser(std::string_view text) : text_(text), facts_(case_facts({}, {})) {}

  Result<Predicate> parse() {
    if (text_.size() > kMostBytes) return refuse("longer than " + std::to_string(kMostBytes) + " bytes");
    skip_space();
    if (at_ == text_.size()) return Predicate();
    if (const Result<void> read = read_or(); !read) return tl::unexpected(read.error());
    if (at_ != text_.size()) return refuse("an operator is expected");
    return std::move(predicate_);
  }

 private:
  using Operation = Predicate::Operation;

  [[nodiscard]] tl::unexpected<Error> refuse(const std::string& why) const {
    return fail(Reason::kMigrationPlanInvalid, "predicate, column " + std::to_string(at_ + 1) + ": " + why);
  }

  void skip_space() { at_ = std::min(text_.find_first_not_of(" \t\r\n", at_), text_.size()); }

  bool take(std::string_view token) {
    if (!text_.substr(at_).starts_with(token)) return false;
    at_ += token.size();
    skip_space();
    return true;
  }

  void add(Operation operation, FactValue value = {}) {
    Predicate::Step& step = predicate_.steps_.emplace_back();
    step.operation = operation;
    step.value = std::move(value);
  }

  Result<void> read_or() {
    if (++depth_ > kDeepest) return refuse("too deep");
    if (const Result<void> first = read_and(); !first) return first;
    while (take("||")) {
      if (const Result<void> next = read_and(); !next) return next;
      add(Operation::kOr);
    }
    --depth_;
    return {};
  }

  Result<void> read_and() {
    if (const Result<void> first = read_test(); !first) return first;
    while (take("&&")) {
      if (const Result<void> next = read_test(); !next) return next;
      add(Operation::kAnd);
    }
    return {};
  }

  Result<void> read_test() {
    if (!text_.substr(at_).starts_with("!=") && take("!")) {
      if (++depth_ > kDeepest) return refuse("too deep");
      if (const Result<void> inner = read_test(); !inner) return inner;
      --depth_;
      add(Operation::kNot);
      return {};
    }
    if (take("(")) {
      if (const Result<void> inner = read_or(); !inner) return inner;
      return take(")") ? Result<void>{} : refuse("')' is expected");
    }
    if (take("In(")) {
      const std::optional<std::string> state = read_text();
      if (!state || !take(")")) return refuse("In('state') is expected");
      add(Operation::kIn, *state);
      return {};
    }
    return read_comparison();
  }

  Result<void> read_comparison() {
    const Result<FactValue> left = read_value();
    if (!left) return tl::unexpected(left.error());
    const std::size_t place = at_;
    const std::optional<Operation> operation = read_operator();
    if (!operation) {
      if (std::holds_alternative<bool>(*left)) return {};
      return refuse(std::string(type_name(*left)) + " is compared with something");
    }
    const Result<FactValue> right = read_value();
    if (!right) return tl::unexpected(right.error());
    at_ = left->index() == right->index() ? at_ : place;
    if (left->index() != right->index()) {
      return refuse(std::string(type_name(*left)) + " does not compare with " + std::string(type_name(*right)));
    }
    const bool orders = *operation != Operation::kEqual && *operation != Operation::kUnequal;
    if (orders && std::holds_alternative<bool>(*left)) return refuse("truths have no order");
    add(*operation);
    return {};
  }

  std::optional<Operation> read_operator() {
    constexpr std::array<std::pair<std::string_view, Operation>, 6> kOperators = {{{"==", Operation::kEqual},
                                                                                  {"!=", Operation::kUnequal},
                                                                                  {"<=", Operation::kLessOrEqual},
                                                                                  {">=", Operation::kGreaterOrEqual},
                                                                                  {"<", Operation::kLess},
                                                                                  {">", Operation::kGreater}}};
    for (const auto& [token, operation] : kOperators) {
      if (take(token)) return operation;
    }
    return std::nullopt;
  }

  /// Adds the value's step and gives a value of its type.
  Result<FactValue> read_value() {
    if (at_ < text_.size() && text_[at_] == '\'') {
      const std::optional<std::string> text = read_text();
      if (!text) return refuse("the text has no end");
      add(Operation::kValue, *text);
      return FactValue(*text);
    }
    const std::size_t end = static_cast<std::size_t>(
        std::find_if_not(text_.begin() + static_cast<std::ptrdiff_t>(at_), text_.end(), is_name) - text_.begin());
    const std::string_view word = text_.substr(at_, end - at_);
    if (word.empty()) return refuse("a fact, a number or a text is expected");
    FactValue value;
    if (word == "true" || word == "false") {
      value = word == "true";
    } else if (word.front() >= '0' && word.front() <= '9') {
      std::int64_t number = 0;
      const auto [last, error] = std::from_chars(word.data(), word.data() + word.size(), number);
      if (error != std::errc{} || last != word.data() + word.size()) return refuse("no number: " + std::string(word));
      value = number;
    } else {
      const auto fact = std::find_if(facts_.begin(), facts_.end(), [&](const Fact& one) { return one.name == word; });
      if (fact == facts_.end()) return refuse("there is no fact " + std::string(word));
      add(Operation::kFact, std::string(word));
      at_ = end;
      skip_space();
      return fact->value;
    }
    add(Operation::kValue, value);
    at_ = end;
    skip_space();
    return value;
  }

  std::optional<std::string> read_text() {
    if (at_ == text_.size() || text_[at_] != '\'') return std::nullopt;
    const std::size_t end = text_.find('\'', at_ + 1);
    if (end == std::string_view::npos) return std::nullopt;
    std::string text(text_.substr(at_ + 1, end - at_ - 1));
    at_ = end + 1;
    skip_space();
    return text;
  }

  std::string_view text_;
  std::vector<Fact> facts_;  ///< Of an empty case: names and types.
  std::size_t at_ = 0;
  int depth_ = 0;
  Predicate predicate_;
};

Result<Predicate> Predicate::parse(std::string_view text) { return PredicateParser(text).parse(); }

std::vector<std::string> Predicate::states() const {
  std::vector<std::string> states;
  for (const Step& step : steps_) {
    if (step.operation == Operation::kIn) states.push_back(std::get<std::string>(step.value));
  }
  return states;
}

bool Predicate::holds(const std::vector<Fact>& facts,
                      const std::function<bool(std::string_view state)>& is_active) const {
  std::vector<FactValue> stack;
  const auto pop = [&stack] {
    FactValue top = std::move(stack.back());
    stack.pop_back();
    return top;
  };
  const auto find = [&facts](const FactValue& name) {
    return std::find_if(facts.begin(), facts.end(),
                        [&](const Fact& one) { return one.name == std::get<std::string>(name); })->value;
  };
  for (const Step& step : steps_) {
    switch (step.operation) {
      case Operation::kValue:
        stack.push_back(step.value);
        continue;
      case Operation::kFact:
        stack.push_back(find(step.value));
        continue;
      case Operation::kIn:
        stack.emplace_back(is_active(std::get<std::string>(step.value)));
        continue;
      case Operation::kNot:
        stack.back() = !std::get<bool>(stack.back());
        continue;
      default:
        break;
    }
    const FactValue right = pop();
    const FactValue left = pop();
    const auto compare = [&] {
      switch (step.operation) {
        case Operation::kAnd:
          return std::get<bool>(left) && std::get<bool>(right);
        case Operation::kOr:
          return std::get<bool>(left) || std::get<bool>(right);
        case Operation::kEqual:
          return left == right;
        case Operation::kUnequal:
          return left != right;
        case Operation::kLess:
          return left < right;
        case Operation::kLessOrEqual:
          return left <= right;
        case Operation::kGreater:
          return left > right;
        default:
          return left >= right;
      }
    };
    stack.emplace_back(compare());
  }
  return stack.empty() || std::get<bool>(stack.back());
}

}  // namespace norma::acts
