#include "engine/statechart/ecmascript_model.h"

#include <algorithm>
#include <cmath>

#include "engine/statechart/interpreter.h"
#include "engine/statechart/script_call.h"
#include "engine/statechart/script_text.h"

namespace norma::statechart {
namespace {

bool is_identifier(std::string_view text) {
  if (text.empty() || (text[0] >= '0' && text[0] <= '9')) return false;
  for (const char c : text) {
    const bool fits = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$' ||
                      static_cast<unsigned char>(c) >= 0x80;
    if (!fits) return false;
  }
  return true;
}

/// Whether a character goes on with this byte of UTF-8.
bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

}  // namespace

EcmascriptModel::EcmascriptModel() = default;
EcmascriptModel::~EcmascriptModel() = default;

void EcmascriptModel::begin(const Scope& scope) {
  scope_ = scope;
  current_ = nullptr;
  event_ = nullptr;
  event_is_built_ = may_have_changed_ = reached_all_ = false;
  loaded_.assign(scope.session->data.size(), 0);
  io_processors_.clear();
  open_loops_ = 0;
}

void EcmascriptModel::reset_stack() { duk_set_top(current_->thread(), ScriptScope::kSlots); }

Fault EcmascriptModel::take_fault() {
  duk_context* thread = current_->thread();
  const ScriptMeter& meter = heap_->meter();
  if (meter.exhausted) return bound("the budget of instructions is used up");
  if (meter.bytes_refused != 0) return bound("the memory allowed is used up");
  Fault fault{"error", false};
  const auto to_text = [](duk_context* inner, void*) -> duk_ret_t {
    duk_safe_to_string(inner, -1);
    return 1;
  };
  if (duk_safe_call(thread, to_text, nullptr, 1, 1) == DUK_EXEC_SUCCESS) {
    duk_size_t size = 0;
    const char* text = duk_get_lstring(thread, -1, &size);
    constexpr std::size_t kLongest = 500;
    if (text != nullptr) {
      fault.reason = utf8_of({text, size});
      std::size_t end = std::min(fault.reason.size(), kLongest);
      while (end < fault.reason.size() && is_continuation(fault.reason[end])) --end;
      fault.reason.resize(end);
    }
  }
  reset_stack();
  return fault;
}

Evaluated<void> EcmascriptModel::compile(ExpressionIndex index) {
  if (current_->compiled(index) != 0) return {};
  const Expression& expression = scope_.chart->expression(index);
  const std::string source = surrogates_of(expression.source);
  if (expression.kind != ExpressionKind::kScript && source.find_first_not_of(" \t\r\n") == std::string::npos) {
    return tl::unexpected<Fault>(Fault{"the expression is empty", false});
  }
  std::string wrapped;
  if (expression.kind == ExpressionKind::kValue) wrapped = "(function(){return (" + source + "\n);})";
  if (expression.kind == ExpressionKind::kLocation) wrapped = "(function($given){'use strict';" + source + "\n=$given;})";
  const auto as_function = [&](duk_context* inner) {
    duk_push_string(inner, "expression");
    duk_compile_lstring_filename(inner, DUK_COMPILE_EVAL, wrapped.data(), wrapped.size());
    duk_call(inner, 0);
  };
  const auto as_program = [&](duk_context* inner) {
    duk_push_string(inner, "program");
    duk_compile_lstring_filename(inner, DUK_COMPILE_EVAL, source.data(), source.size());
  };
  duk_context* thread = current_->thread();
  bool compiled = !wrapped.empty() && protect(thread, as_function);
  if (!compiled && expression.kind != ExpressionKind::kLocation) {
    // An expression may be written as a statement, with a semicolon at its end.
    reset_stack();
    compiled = protect(thread, as_program);
  }
  if (!compiled) return tl::unexpected<Fault>(take_fault());
  const auto store = [](duk_context* inner, void* data) -> duk_ret_t {
    duk_put_prop_index(inner, -2, *static_cast<const ExpressionIndex*>(data));
    return 0;
  };
  duk_dup(thread, ScriptScope::kFunctions);
  duk_insert(thread, -2);
  ExpressionIndex key = index;
  if (duk_safe_call(thread, store, &key, 2, 1) != DUK_EXEC_SUCCESS) return tl::unexpected<Fault>(take_fault());
  duk_pop(thread);
  current_->compiled(index) = 1;
  return {};
}

Evaluated<void> EcmascriptModel::evaluate(ExpressionIndex index, int arguments) {
  const Expression& expression = scope_.chart->expression(index);
  if (Evaluated<void> loaded = load_for(expression); !loaded) return loaded;
  heap_->meter().expression_left = scope_.limits->expression_instructions;
  if (current_->compiled(index) == 0) {
    // Arguments wait below what compiling leaves on the stack and takes away again.
    if (Evaluated<void> compiled = compile(index); !compiled) return compiled;
  }
  duk_context* thread = current_->thread();
  duk_get_prop_index(thread, ScriptScope::kFunctions, index);
  if (arguments > 0) duk_insert(thread, -1 - arguments);
  if (duk_pcall(thread, arguments) != DUK_EXEC_SUCCESS) return tl::unexpected<Fault>(take_fault());
  // A program may have caught the error of a bound and gone on.
  if (heap_->meter().exhausted || heap_->meter().bytes_refused != 0) return tl::unexpected<Fault>(take_fault());
  if (!expression.is_pure) may_have_changed_ = true;
  if (expression.reads_all) reached_all_ = true;
  return {};
}

Evaluated<bool> EcmascriptModel::condition(ExpressionIndex expression) {
  if (Evaluated<void> done = evaluate(expression); !done) return tl::unexpected<Fault>(done.error());
  const bool held = duk_to_boolean(current_->thread(), -1) != 0;
  reset_stack();
  return held;
}

Evaluated<std::string> EcmascriptModel::value(ExpressionIndex expression) {
  if (Evaluated<void> done = evaluate(expression); !done) return tl::unexpected<Fault>(done.error());
  return take_json();
}

Evaluated<std::string> EcmascriptModel::text(ExpressionIndex expression) {
  if (Evaluated<void> done = evaluate(expression); !done) return tl::unexpected<Fault>(done.error());
  return take_text();
}

Evaluated<void> EcmascriptModel::call_helper(ScriptScope::Slot helper, int arguments) {
  duk_context* thread = current_->thread();
  heap_->meter().expression_left = scope_.limits->expression_instructions;
  duk_dup(thread, helper);
  if (arguments > 0) duk_insert(thread, -1 - arguments);
  if (duk_pcall(thread, arguments) != DUK_EXEC_SUCCESS) return tl::unexpected<Fault>(take_fault());
  return {};
}

Evaluated<std::string> EcmascriptModel::take_json() {
  duk_context* thread = current_->thread();
  if (duk_is_boolean(thread, -1)) {
    std::string json = duk_get_boolean(thread, -1) != 0 ? "true" : "false";
    reset_stack();
    return json;
  }
  if (duk_is_number(thread, -1)) {
    const double number = duk_get_number(thread, -1);
    constexpr double kExact = 1e15;
    if (std::trunc(number) == number && std::fabs(number) < kExact && !(number == 0 && std::signbit(number))) {
      reset_stack();
      return std::to_string(static_cast<std::int64_t>(number));
    }
  }
  if (Evaluated<void> done = call_helper(ScriptScope::kPack, 1); !done) return tl::unexpected<Fault>(done.error());
  duk_size_t size = 0;
  const char* json = duk_get_lstring(thread, -1, &size);
  std::string result = json != nullptr ? utf8_of({json, size}) : "null";
  reset_stack();
  return result;
}

Evaluated<std::string> EcmascriptModel::take_text() {
  duk_context* thread = current_->thread();
  if (!duk_is_string(thread, -1)) {
    if (Evaluated<void> done = call_helper(ScriptScope::kText, 1); !done) return tl::unexpected<Fault>(done.error());
  }
  duk_size_t size = 0;
  const char* text = duk_get_lstring(thread, -1, &size);
  std::string result = text != nullptr ? utf8_of({text, size}) : "";
  reset_stack();
  return result;
}

Evaluated<void> EcmascriptModel::push_source(const ValueSource& source) {
  if (source.expression != kNoExpression) return evaluate(source.expression);
  if (Evaluated<void> entered = enter(); !entered) return entered;
  if (!source.literal) {
    duk_push_undefined(current_->thread());
    return {};
  }
  if (!push_json(*source.literal)) return tl::unexpected<Fault>(take_fault());
  return {};
}

Evaluated<void> EcmascriptModel::assign(ExpressionIndex location, const ValueSource& source) {
  if (Evaluated<void> pushed = push_source(source); !pushed) return pushed;
  Evaluated<void> done = evaluate(location, 1);
  if (!done) return done;
  may_have_changed_ = true;
  reset_stack();
  return {};
}

Evaluated<void> EcmascriptModel::declare(const std::string& name, const ValueSource& source) {
  if (!is_identifier(name)) return tl::unexpected<Fault>(Fault{"this is no name for a variable: " + name, false});
  if (current_ == nullptr && source.expression == kNoExpression && !scope_.chart->has_script()) {
    scope_.session->data[slot_of(name)].json = source.literal.value_or("{\"$undef\":1}");
    return {};
  }
  if (Evaluated<void> pushed = push_source(source); !pushed) return pushed;
  return put(name);
}

Evaluated<void> EcmascriptModel::put(const std::string& name) {
  duk_context* thread = current_->thread();
  const auto store = [](duk_context* inner, void* data) -> duk_ret_t {
    const auto& key = *static_cast<const std::string*>(data);
    duk_push_global_object(inner);
    duk_insert(inner, -2);
    duk_put_prop_lstring(inner, -2, key.data(), key.size());
    return 0;
  };
  std::string key = name;
  if (duk_safe_call(thread, store, &key, 1, 1) != DUK_EXEC_SUCCESS) return tl::unexpected<Fault>(take_fault());
  loaded_[slot_of(name)] = 1;
  may_have_changed_ = true;
  reset_stack();
  return {};
}

Evaluated<void> EcmascriptModel::run(ExpressionIndex program) {
  Evaluated<void> done = evaluate(program);
  if (done) reset_stack();
  return done;
}

Evaluated<std::size_t> EcmascriptModel::open_loop(const Foreach& loop) {
  if (Evaluated<void> done = evaluate(loop.array); !done) return tl::unexpected<Fault>(done.error());
  if (Evaluated<void> done = call_helper(ScriptScope::kCopy, 1); !done) return tl::unexpected<Fault>(done.error());
  duk_context* thread = current_->thread();
  const std::size_t size = duk_get_length(thread, -1);
  const auto store = [](duk_context* inner, void* data) -> duk_ret_t {
    duk_put_prop_index(inner, -2, *static_cast<const std::uint32_t*>(data));
    return 0;
  };
  duk_dup(thread, ScriptScope::kLoops);
  duk_insert(thread, -2);
  if (duk_safe_call(thread, store, &open_loops_, 2, 1) != DUK_EXEC_SUCCESS) return tl::unexpected<Fault>(take_fault());
  reset_stack();
  ++open_loops_;
  // Both names are looked at before the first turn, so that a wrong one is an error of an empty loop as well.
  for (const std::string& name : {loop.item_name, loop.index_name}) {
    if (!is_identifier(name) || is_declared(name)) continue;
    duk_push_undefined(thread);
    if (Evaluated<void> made = put(name); !made) {
      --open_loops_;
      return tl::unexpected<Fault>(made.error());
    }
  }
  return size;
}

Evaluated<void> EcmascriptModel::enter_loop(const Foreach& loop, std::size_t position) {
  duk_context* thread = current_->thread();
  duk_get_prop_index(thread, ScriptScope::kLoops, open_loops_ - 1);
  duk_get_prop_index(thread, -1, static_cast<duk_uarridx_t>(position));
  if (Evaluated<void> done = evaluate(loop.item, 1); !done) return done;
  reset_stack();
  if (loop.index == kNoExpression) return {};
  duk_push_number(thread, static_cast<double>(position));
  if (Evaluated<void> done = evaluate(loop.index, 1); !done) return done;
  reset_stack();
  return {};
}

void EcmascriptModel::close_loop() {
  if (open_loops_ > 0) --open_loops_;
}

}  // namespace norma::statechart
