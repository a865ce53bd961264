#include "engine/statechart/ecmascript_model.h"
#include "engine/statechart/interpreter.h"
#include "engine/statechart/json_text.h"
#include "engine/statechart/script_call.h"
#include "engine/statechart/script_text.h"

namespace norma::statechart {
namespace {

enum SystemVariable : int { kEvent, kSessionId, kName, kIoProcessors, kSystemVariables };
constexpr const char* kSystemNames[] = {"_event", "_sessionid", "_name", "_ioprocessors"};

EcmascriptModel* model_of(duk_context* thread) {
  duk_memory_functions functions;
  duk_get_memory_functions(thread, &functions);
  return static_cast<EcmascriptModel*>(static_cast<ScriptMeter*>(functions.udata)->model);
}

/// Pushes what tagged JSON means. Requires: called from a script, so that an error is caught.
void push_tagged(duk_context* thread, const char* json, std::size_t size) {
  const std::string_view text(json, size);
  if (text.find("\"$") == std::string_view::npos && text.find("\\u0024") == std::string_view::npos) {
    duk_push_lstring(thread, json, size);
    return duk_json_decode(thread, -1);
  }
  duk_push_global_stash(thread);
  duk_get_prop_string(thread, -1, "unpack");
  duk_push_lstring(thread, json, size);
  duk_call(thread, 1);
  duk_remove(thread, -2);
}

}  // namespace

bool EcmascriptModel::install_bindings() {
  if (current_->has_bindings) return true;
  duk_context* thread = current_->thread();
  const auto install = [](duk_context* inner) {
    duk_push_global_object(inner);
    for (int which = 0; which < kSystemVariables; ++which) {
      duk_push_string(inner, kSystemNames[which]);
      duk_push_c_function(inner, &EcmascriptModel::get_system_variable, 0);
      duk_set_magic(inner, -1, which);
      duk_push_c_function(inner, &EcmascriptModel::refuse_assignment, 1);
      duk_def_prop(inner, -4, DUK_DEFPROP_HAVE_GETTER | DUK_DEFPROP_HAVE_SETTER | DUK_DEFPROP_CLEAR_ENUMERABLE |
                                  DUK_DEFPROP_CLEAR_CONFIGURABLE);
    }
    duk_push_string(inner, "In");
    duk_push_c_function(inner, &EcmascriptModel::test_in, 1);
    duk_freeze(inner, -1);
    duk_def_prop(inner, -3, DUK_DEFPROP_HAVE_VALUE | DUK_DEFPROP_CLEAR_WRITABLE | DUK_DEFPROP_CLEAR_ENUMERABLE |
                                DUK_DEFPROP_CLEAR_CONFIGURABLE);
  };
  current_->has_bindings = protect(thread, install);
  duk_set_top(thread, ScriptScope::kSlots);
  return current_->has_bindings;
}

int EcmascriptModel::get_system_variable(duk_context* thread) {
  model_of(thread)->push_system_variable(thread, duk_get_current_magic(thread));
  return 1;
}

int EcmascriptModel::refuse_assignment(duk_context* thread) {
  return duk_error(thread, DUK_ERR_TYPE_ERROR, "a system variable cannot be assigned");
}

int EcmascriptModel::test_in(duk_context* thread) {
  const EcmascriptModel& model = *model_of(thread);
  duk_size_t size = 0;
  const char* id = duk_to_lstring(thread, 0, &size);
  const std::optional<StateIndex> state = model.scope_.chart->find(std::string_view(id, size));
  duk_push_boolean(thread, state && model.scope_.session->configuration.contains(*state) ? 1 : 0);
  return 1;
}

void EcmascriptModel::name_io_processors() {
  const std::string own = "{\"location\":" + json_quote("#_scxml_" + scope_.session->id) + "}";
  io_processors_ = "{\"scxml\":" + own + ',' + json_quote(kScxmlEventProcessor) + ':' + own;
  for (const IoProcessor& one : scope_.limits->io_processors) {
    const std::string location = "{\"location\":" + json_quote(one.location_prefix + scope_.session->id) + "}";
    io_processors_ += ',' + json_quote(one.key) + ':' + location + ',' + json_quote(one.type) + ':' + location;
  }
  io_processors_ += '}';
}

void EcmascriptModel::push_text(duk_context* thread, std::string_view text) {
  if (text.empty()) return duk_push_undefined(thread);
  if (!is_plain_text(text)) {
    binding_text_ = surrogates_of(text);
    text = binding_text_;
  }
  duk_push_lstring(thread, text.data(), text.size());
}

void EcmascriptModel::push_system_variable(duk_context* thread, int which) {
  if (which == kSessionId) return push_text(thread, scope_.session->id);
  if (which == kName) return push_text(thread, scope_.chart->name());
  if (which == kIoProcessors) return push_io_processors(thread);
  push_event(thread);
}

void EcmascriptModel::push_io_processors(duk_context* thread) {
  duk_push_global_stash(thread);
  if (!io_processors_.empty()) {
    duk_get_prop_string(thread, -1, "io_processors");
    return;
  }
  name_io_processors();
  push_tagged(thread, io_processors_.data(), io_processors_.size());
  duk_freeze(thread, -1);
  duk_dup(thread, -1);
  duk_put_prop_string(thread, -3, "io_processors");
}

void EcmascriptModel::push_event(duk_context* thread) {
  if (event_ == nullptr) return duk_push_undefined(thread);
  duk_push_global_stash(thread);
  if (event_is_built_) {
    duk_get_prop_string(thread, -1, "event");
    return;
  }
  duk_push_object(thread);
  const std::pair<const char*, std::string_view> fields[] = {
      {"name", event_->event},           {"type", event_->type.empty() ? std::string_view("external") : event_->type},
      {"sendid", event_->sendid},        {"origin", event_->origin},
      {"origintype", event_->origintype}, {"invokeid", event_->invokeid},
      {"raw", event_->raw}};
  for (const auto& [name, value] : fields) {
    push_text(thread, value);
    duk_put_prop_string(thread, -2, name);
  }
  std::string_view data = event_->data_json;
  if (!is_plain_text(data)) {
    binding_text_ = surrogates_of(data);
    data = binding_text_;
  }
  if (data.empty()) {
    duk_push_undefined(thread);
  } else {
    push_tagged(thread, data.data(), data.size());
  }
  duk_put_prop_string(thread, -2, "data");
  duk_freeze(thread, -1);
  duk_dup(thread, -1);
  duk_put_prop_string(thread, -3, "event");
  event_is_built_ = true;
}

}  // namespace norma::statechart
