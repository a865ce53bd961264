#include <algorithm>
#include <chrono>

#include "engine/statechart/ecmascript_model.h"
#include "engine/statechart/interpreter.h"
#include "engine/statechart/json_text.h"
#include "engine/statechart/script_call.h"
#include "engine/statechart/script_text.h"

namespace norma::statechart {
namespace {

constexpr std::string_view kFunctionTag = "{\"$fn\":1}";

/// Memory that may stay in use between steps before it is collected.
constexpr std::size_t kSlack = std::size_t{1} << 20;

}  // namespace

Fault EcmascriptModel::bound(std::string reason) {
  is_spent_ = true;
  return {std::move(reason), true};
}

void EcmascriptModel::drop_heap() {
  current_ = nullptr;
  own_.reset();
  kept_.clear();
  heap_.reset();
  is_spent_ = false;
}

Evaluated<void> EcmascriptModel::enter() {
  if (current_ != nullptr) return {};
  if (heap_ == nullptr) heap_ = std::make_unique<ScriptHeap>();
  ScriptMeter& meter = heap_->meter();
  meter.model = this;
  meter.exhausted = false;
  meter.bytes_refused = 0;
  meter.bytes_allowed = SIZE_MAX;
  meter.expression_left = meter.step_left = UINT64_MAX;
  meter.now = static_cast<double>(std::chrono::floor<std::chrono::milliseconds>(scope_.now).time_since_epoch().count());
  meter.random_state = scope_.seed;
  const std::weak_ptr<const Chart> chart = scope_.chart->weak_from_this();
  if (scope_.chart->has_script()) {
    own_ = std::make_unique<ScriptScope>(*heap_, chart, next_scope_++);
    current_ = own_.get();
  } else {
    const auto found = std::find_if(kept_.begin(), kept_.end(), [&](const auto& one) { return one->belongs_to(*scope_.chart); });
    if (found != kept_.end()) {
      std::rotate(found, found + 1, kept_.end());
    } else {
      if (kept_.size() >= scope_.limits->cached_charts) kept_.erase(kept_.begin());
      kept_.push_back(std::make_unique<ScriptScope>(*heap_, chart, next_scope_++));
    }
    current_ = kept_.back().get();
  }
  if (!current_->is_ready() || !install_bindings()) return tl::unexpected<Fault>(bound("a scope cannot be made"));
  if (meter.bytes_used > bytes_at_rest_ + kSlack) {
    duk_gc(heap_->thread(), 0);
    bytes_at_rest_ = meter.bytes_used;
  }
  meter.bytes_allowed = meter.bytes_used + scope_.limits->heap_bytes;
  meter.step_left = scope_.limits->step_instructions;
  meter.expression_left = scope_.limits->expression_instructions;
  if (!scope_.chart->has_script()) return {};
  if (Evaluated<void> loaded = load_all(); !loaded || scope_.is_start) return loaded;
  const ExpressionIndex script = scope_.chart->global_script();
  if (script == kNoExpression) return {};
  // Functions cannot be kept, so their program runs again; what it does to the variables is undone by their values.
  if (Evaluated<void> done = run(script); !done && done.error().is_bound) return done;
  std::fill(loaded_.begin(), loaded_.end(), std::uint8_t{0});
  return load_all();
}

Evaluated<void> EcmascriptModel::load_for(const Expression& expression) {
  if (is_spent_) return tl::unexpected<Fault>(bound("a bound was reached before"));
  if (Evaluated<void> entered = enter(); !entered) return entered;
  if (expression.reads_all) return load_all();
  const std::vector<Variable>& data = scope_.session->data;
  for (const std::string& word : expression.identifiers) {
    const auto found = std::lower_bound(data.begin(), data.end(), word,
                                        [](const Variable& one, const std::string& name) { return one.name < name; });
    if (found == data.end() || found->name != word) continue;
    const auto position = static_cast<std::size_t>(found - data.begin());
    if (loaded_[position] != 0) continue;
    if (Evaluated<void> done = load(position); !done) return done;
  }
  return {};
}

Evaluated<void> EcmascriptModel::load_all() {
  for (std::size_t position = 0; position < loaded_.size(); ++position) {
    if (loaded_[position] != 0) continue;
    if (Evaluated<void> done = load(position); !done) return done;
  }
  return {};
}

Evaluated<void> EcmascriptModel::load(std::size_t position) {
  loaded_[position] = 1;
  const Variable variable = scope_.session->data[position];
  if (variable.json == kFunctionTag) {
    const Data* data = data_of(variable.name);
    if (data == nullptr || data->value.expression == kNoExpression) return {};
    if (Evaluated<void> done = evaluate(data->value.expression); !done) return done;
  } else if (!push_json(variable.json)) {
    return tl::unexpected<Fault>(take_fault());
  }
  const auto store = [](duk_context* inner, void* key) -> duk_ret_t {
    const auto& name = *static_cast<const std::string*>(key);
    duk_push_global_object(inner);
    duk_insert(inner, -2);
    duk_put_prop_lstring(inner, -2, name.data(), name.size());
    return 0;
  };
  std::string name = variable.name;
  duk_context* thread = current_->thread();
  if (duk_safe_call(thread, store, &name, 1, 1) != DUK_EXEC_SUCCESS) return tl::unexpected<Fault>(take_fault());
  duk_pop(thread);
  return {};
}

const Data* EcmascriptModel::data_of(std::string_view name) const {
  for (std::size_t state = 0; state < scope_.chart->state_count(); ++state) {
    for (const Data& data : scope_.chart->state(static_cast<StateIndex>(state)).data) {
      if (data.id == name) return &data;
    }
  }
  return nullptr;
}

bool EcmascriptModel::push_json(std::string_view json) {
  const std::string text = surrogates_of(json);
  const bool is_tagged = text.find("\"$") != std::string::npos || text.find("\\u0024") != std::string::npos;
  const auto decode = [&](duk_context* inner) {
    if (is_tagged) duk_dup(inner, ScriptScope::kUnpack);
    duk_push_lstring(inner, text.data(), text.size());
    if (is_tagged) {
      duk_call(inner, 1);
    } else {
      duk_json_decode(inner, -1);
    }
  };
  return protect(current_->thread(), decode);
}

std::size_t EcmascriptModel::slot_of(const std::string& name) {
  std::vector<Variable>& data = scope_.session->data;
  const auto place = std::lower_bound(data.begin(), data.end(), name,
                                      [](const Variable& one, const std::string& key) { return one.name < key; });
  const auto position = place - data.begin();
  if (place == data.end() || place->name != name) {
    data.insert(place, {name, "{\"$undef\":1}"});
    loaded_.insert(loaded_.begin() + position, std::uint8_t{0});
  }
  return static_cast<std::size_t>(position);
}

bool EcmascriptModel::is_declared(const std::string& name) {
  const std::vector<Variable>& data = scope_.session->data;
  if (std::any_of(data.begin(), data.end(), [&](const Variable& one) { return one.name == name; })) return true;
  const auto look = [&name](duk_context* inner) {
    duk_push_global_object(inner);
    duk_push_lstring(inner, name.data(), name.size());
    duk_push_boolean(inner, duk_has_prop(inner, -2) ? 1 : 0);
  };
  duk_context* thread = current_->thread();
  const bool found = protect(thread, look) && duk_get_boolean(thread, -1) != 0;
  duk_pop(thread);
  return found;
}

Evaluated<void> EcmascriptModel::finish() {
  if (current_ != nullptr) {
    if (may_have_changed_) {
      if (Evaluated<void> written = write_back(); !written) return written;
    }
    clear_scope();
  }
  std::size_t bytes = 0;
  for (const Variable& variable : scope_.session->data) bytes += variable.name.size() + variable.json.size();
  if (bytes > scope_.limits->data_bytes) {
    return tl::unexpected<Fault>(Fault{"the data take " + std::to_string(bytes) + " bytes", true});
  }
  return {};
}

Evaluated<void> EcmascriptModel::write_back() {
  heap_->meter().expression_left = scope_.limits->expression_instructions;
  if (Evaluated<void> dumped = call_helper(ScriptScope::kDump, 0); !dumped) return dumped;
  duk_context* thread = current_->thread();
  std::vector<Variable> kept;
  const std::vector<Variable>& before = scope_.session->data;
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (loaded_[i] == 0) kept.push_back(before[i]);
  }
  const auto size = static_cast<duk_uarridx_t>(duk_get_length(thread, -1));
  for (duk_uarridx_t i = 0; i + 1 < size; i += 2) {
    duk_get_prop_index(thread, -1, i);
    duk_get_prop_index(thread, -2, i + 1);
    duk_size_t name_size = 0;
    duk_size_t json_size = 0;
    const char* name = duk_get_lstring(thread, -2, &name_size);
    const char* json = duk_get_lstring(thread, -1, &json_size);
    if (name != nullptr) {
      Variable variable{utf8_of({name, name_size}), json != nullptr ? utf8_of({json, json_size}) : std::string(kFunctionTag)};
      if (json != nullptr || data_of(variable.name) != nullptr) kept.push_back(std::move(variable));
    }
    duk_pop_2(thread);
  }
  std::sort(kept.begin(), kept.end(), [](const Variable& one, const Variable& other) { return one.name < other.name; });
  scope_.session->data = std::move(kept);
  reset_stack();
  return {};
}

void EcmascriptModel::clear_scope() {
  if (own_ != nullptr) {
    own_.reset();
  } else {
    const bool is_untouched = !may_have_changed_ && std::none_of(loaded_.begin(), loaded_.end(), [](std::uint8_t one) { return one != 0; });
    bool is_clean = is_untouched;
    if (!is_untouched && !reached_all_) {
      heap_->meter().expression_left = heap_->meter().step_left = UINT64_MAX;
      is_clean = call_helper(ScriptScope::kClear, 0).has_value() && duk_get_boolean(current_->thread(), -1) != 0;
    }
    if (is_clean) {
      reset_stack();
    } else {
      kept_.pop_back();
    }
  }
  current_ = nullptr;
  if (is_spent_) drop_heap();
}

void EcmascriptModel::abandon() {
  if (current_ == nullptr) return;
  if (is_spent_) return drop_heap();
  reached_all_ = true;
  may_have_changed_ = true;
  clear_scope();
}

}  // namespace norma::statechart
