#pragma once

#include <cstddef>
#include <cstdint>

struct duk_hthread;

namespace norma::statechart {

/// What a Duktape heap is bounded by and asks the outside for; the heap's user data.
struct ScriptMeter {
  std::uint64_t expression_left = 0;  ///< Instructions of this evaluation.
  std::uint64_t step_left = 0;        ///< Instructions of this step.
  bool exhausted = false;
  std::size_t bytes_refused = 0;  ///< The last request without room; 0 when there was room for it after a collection.
  std::size_t bytes_used = 0;
  std::size_t bytes_allowed = SIZE_MAX;
  double now = 0;  ///< Milliseconds since 1970.
  std::uint64_t random_state = 0;
  void* model = nullptr;  ///< Whose functions the scripts call.
};

/// A Duktape heap whose memory is counted.
///
/// Confined to one thread; not movable, because the heap knows its meter's address.
class ScriptHeap {
 public:
  ScriptHeap();
  ~ScriptHeap();
  ScriptHeap(const ScriptHeap&) = delete;
  ScriptHeap& operator=(const ScriptHeap&) = delete;

  [[nodiscard]] duk_hthread* thread() { return thread_; }
  [[nodiscard]] ScriptMeter& meter() { return meter_; }

 private:
  ScriptMeter meter_;
  duk_hthread* thread_ = nullptr;
};

}  // namespace norma::statechart
