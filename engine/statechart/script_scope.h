#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "engine/statechart/chart.h"
#include "engine/statechart/script_heap.h"

namespace norma::statechart {

/// A global object of its own in a heap, with the compiled expressions of one chart.
class ScriptScope {
 public:
  /// Places on the bottom of the scope's value stack.
  enum Slot : int { kPack, kUnpack, kCopy, kText, kDump, kClear, kFunctions, kLoops, kSlots };

  /// Requires: `heap` outlives the scope; `number` is not used by another scope of the heap.
  ScriptScope(ScriptHeap& heap, std::weak_ptr<const Chart> chart, std::uint32_t number);
  ~ScriptScope();
  ScriptScope(const ScriptScope&) = delete;
  ScriptScope& operator=(const ScriptScope&) = delete;

  /// Whether the scope could be made within the memory allowed.
  [[nodiscard]] bool is_ready() const { return thread_ != nullptr; }
  [[nodiscard]] duk_hthread* thread() { return thread_; }
  [[nodiscard]] bool belongs_to(const Chart& chart) const { return chart_.lock().get() == &chart; }
  [[nodiscard]] std::uint8_t& compiled(ExpressionIndex index) { return compiled_[index]; }

  bool has_bindings = false;  ///< The system variables and In() are there.

 private:
  bool prepare(bool freezes);

  ScriptHeap& heap_;
  std::weak_ptr<const Chart> chart_;
  std::uint32_t number_;
  std::vector<std::uint8_t> compiled_;  ///< 1: in the array of functions.
  duk_hthread* thread_ = nullptr;
};

}  // namespace norma::statechart
