#include "engine/statechart/script_scope.h"

#include <array>
#include <utility>

#include "engine/statechart/script_call.h"
#include "engine/statechart/script_prelude.h"

namespace norma::statechart {
namespace {

constexpr std::array<const char*, 6> kHelpers = {"pack", "unpack", "copy", "text", "dump", "clear"};

}  // namespace

ScriptScope::ScriptScope(ScriptHeap& heap, std::weak_ptr<const Chart> chart, std::uint32_t number)
    : heap_(heap), chart_(std::move(chart)), number_(number) {
  const std::shared_ptr<const Chart> held = chart_.lock();
  if (held == nullptr) return;
  compiled_.assign(held->expressions().size(), 0);
  const auto make = [&](duk_context* outer) {
    duk_push_heap_stash(outer);
    duk_push_thread_new_globalenv(outer);
    thread_ = duk_get_context(outer, -1);
    duk_put_prop_index(outer, -2, number_);
  };
  const bool made = protect(heap_.thread(), make);
  duk_pop(heap_.thread());
  if (!made || !prepare(!held->has_script())) thread_ = nullptr;
}

ScriptScope::~ScriptScope() {
  const auto drop = [&](duk_context* outer) {
    duk_push_heap_stash(outer);
    duk_del_prop_index(outer, -1, number_);
  };
  protect(heap_.thread(), drop);
  duk_pop(heap_.thread());
}

bool ScriptScope::prepare(bool freezes) {
  const auto load = [&](duk_context* inner) {
    duk_push_string(inner, "prelude");
    duk_compile_lstring_filename(inner, DUK_COMPILE_EVAL, kScriptPrelude.data(), kScriptPrelude.size());
    duk_call(inner, 0);
    duk_push_global_object(inner);
    duk_push_boolean(inner, freezes ? 1 : 0);
    duk_call(inner, 2);
    duk_push_global_stash(inner);
    duk_get_prop_string(inner, -2, "unpack");
    duk_put_prop_string(inner, -2, "unpack");
    duk_pop(inner);
  };
  if (!protect(thread_, load)) return false;
  const auto spread = [](duk_context* inner) { duk_push_array(inner); };
  for (const char* name : kHelpers) {
    // Reading a property that is there and holds a function allocates nothing.
    duk_get_prop_string(thread_, 0, name);
  }
  duk_remove(thread_, 0);
  return protect(thread_, spread) && protect(thread_, spread);
}

}  // namespace norma::statechart
