#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/statechart/data_model.h"
#include "engine/statechart/script_heap.h"
#include "engine/statechart/script_scope.h"

namespace norma::statechart {

/// The data model ecmascript (section B.2) on bounded Duktape heaps.
///
/// Charts without programs share one heap and keep a scope each, whose built-in objects are frozen; a chart with
/// programs gets a new scope for every step, so that what its functions remember is gone. Nothing is made before an
/// expression asks, and only variables that expressions name are brought in.
class EcmascriptModel final : public DataModel {
 public:
  EcmascriptModel();
  ~EcmascriptModel() override;

  void begin(const Scope& scope) override;
  Evaluated<void> finish() override;
  void abandon() override;
  void set_event(const Input& event) override {
    event_ = &event;
    event_is_built_ = false;
  }
  Evaluated<bool> condition(ExpressionIndex expression) override;
  Evaluated<std::string> value(ExpressionIndex expression) override;
  Evaluated<std::string> text(ExpressionIndex expression) override;
  Evaluated<void> assign(ExpressionIndex location, const ValueSource& source) override;
  Evaluated<void> declare(const std::string& name, const ValueSource& source) override;
  Evaluated<void> run(ExpressionIndex program) override;
  Evaluated<std::size_t> open_loop(const Foreach& loop) override;
  Evaluated<void> enter_loop(const Foreach& loop, std::size_t position) override;
  void close_loop() override;

 private:
  // ecmascript_model.cc
  Evaluated<void> evaluate(ExpressionIndex expression, int arguments = 0);
  Evaluated<void> compile(ExpressionIndex index);
  Evaluated<void> push_source(const ValueSource& source);
  Evaluated<void> put(const std::string& name);
  Evaluated<std::string> take_json();
  Evaluated<std::string> take_text();
  Evaluated<void> call_helper(ScriptScope::Slot helper, int arguments);
  Fault take_fault();
  void reset_stack();

  // ecmascript_variables.cc
  Evaluated<void> enter();
  Evaluated<void> load_for(const Expression& expression);
  Evaluated<void> load(std::size_t position);
  Evaluated<void> load_all();
  bool push_json(std::string_view json);
  std::size_t slot_of(const std::string& name);
  bool is_declared(const std::string& name);
  Evaluated<void> write_back();
  void clear_scope();
  const Data* data_of(std::string_view name) const;
  Fault bound(std::string reason);
  void drop_heap();

  // script_bindings.cc
  bool install_bindings();
  static int get_system_variable(duk_hthread* thread);
  static int refuse_assignment(duk_hthread* thread);
  static int test_in(duk_hthread* thread);
  void name_io_processors();
  void push_system_variable(duk_hthread* thread, int which);
  void push_io_processors(duk_hthread* thread);
  void push_event(duk_hthread* thread);
  void push_text(duk_hthread* thread, std::string_view text);

  Scope scope_;
  std::unique_ptr<ScriptHeap> heap_;
  std::vector<std::unique_ptr<ScriptScope>> kept_;  ///< The one used last is at the back.
  std::unique_ptr<ScriptScope> own_;                ///< Of a chart with programs, for this step.
  ScriptScope* current_ = nullptr;
  std::uint32_t next_scope_ = 0;
  std::size_t bytes_at_rest_ = 0;

  const Input* event_ = nullptr;  ///< Lives as set_event says; null before the first event.
  bool event_is_built_ = false;
  std::string binding_text_;  ///< Outlives the error with which a binding may be left.
  bool is_spent_ = false;  ///< A bound was reached: the heap is not used again.
  bool may_have_changed_ = false;
  bool reached_all_ = false;
  std::vector<std::uint8_t> loaded_;  ///< Beside the session's data.
  std::string io_processors_;
  std::uint32_t open_loops_ = 0;
};

}  // namespace norma::statechart
