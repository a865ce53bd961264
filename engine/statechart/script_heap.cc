#include "engine/statechart/script_heap.h"

#include <duktape.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>

using norma::statechart::ScriptMeter;

extern "C" int norma_script_charge(void* heap_data, unsigned long cost) {
  auto& meter = *static_cast<ScriptMeter*>(heap_data);
  if (meter.exhausted) return 1;
  meter.exhausted = cost > meter.expression_left || cost > meter.step_left;
  if (meter.exhausted) return 1;
  meter.expression_left -= cost;
  meter.step_left -= cost;
  return 0;
}

extern "C" double norma_script_now(void* heap_data) { return static_cast<ScriptMeter*>(heap_data)->now; }

/// SplitMix64 (Steele, Lea, Flood 2014): small, and good enough for what a definition may draw.
extern "C" double norma_script_random(void* heap_data) {
  auto& meter = *static_cast<ScriptMeter*>(heap_data);
  std::uint64_t mixed = meter.random_state += 0x9E3779B97F4A7C15U;
  mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9U;
  mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBU;
  mixed ^= mixed >> 31;
  return static_cast<double>(mixed >> 11) * 0x1.0p-53;
}

namespace norma::statechart {
namespace {

constexpr std::size_t kPrefix = alignof(std::max_align_t);

bool has_room(ScriptMeter& meter, std::size_t more) {
  if (meter.bytes_used + more <= meter.bytes_allowed) {
    // A collection has made room for what was refused; anything smaller proves nothing.
    if (more >= meter.bytes_refused) meter.bytes_refused = 0;
    return true;
  }
  meter.bytes_refused = more;
  return false;
}

void* allocate(void* data, duk_size_t size) {
  auto& meter = *static_cast<ScriptMeter*>(data);
  if (size == 0 || size > SIZE_MAX / 2 || !has_room(meter, size)) return nullptr;
  auto* block = static_cast<unsigned char*>(std::malloc(size + kPrefix));
  if (block == nullptr) return nullptr;
  std::memcpy(block, &size, sizeof size);
  meter.bytes_used += size;
  return block + kPrefix;
}

void release(void* data, void* pointer) {
  if (pointer == nullptr) return;
  auto& meter = *static_cast<ScriptMeter*>(data);
  auto* block = static_cast<unsigned char*>(pointer) - kPrefix;
  duk_size_t size = 0;
  std::memcpy(&size, block, sizeof size);
  meter.bytes_used -= size;
  std::free(block);
}

void* resize(void* data, void* pointer, duk_size_t size) {
  if (pointer == nullptr) return allocate(data, size);
  if (size == 0) {
    release(data, pointer);
    return nullptr;
  }
  auto& meter = *static_cast<ScriptMeter*>(data);
  auto* block = static_cast<unsigned char*>(pointer) - kPrefix;
  duk_size_t before = 0;
  std::memcpy(&before, block, sizeof before);
  if (size > SIZE_MAX / 2 || (size > before && !has_room(meter, size - before))) return nullptr;
  auto* moved = static_cast<unsigned char*>(std::realloc(block, size + kPrefix));
  if (moved == nullptr) return nullptr;
  std::memcpy(moved, &size, sizeof size);
  meter.bytes_used = meter.bytes_used - before + size;
  return moved + kPrefix;
}

/// Only reached when Duktape is called outside of a protected call, which is a broken invariant.
[[noreturn]] void stop(void*, const char*) { std::abort(); }

}  // namespace

ScriptHeap::ScriptHeap() {
  meter_.expression_left = meter_.step_left = UINT64_MAX;
  thread_ = duk_create_heap(allocate, resize, release, &meter_, stop);
  if (thread_ == nullptr) std::abort();
}

ScriptHeap::~ScriptHeap() {
  // Finalizers may run once more; they get no budget.
  meter_.exhausted = true;
  duk_destroy_heap(thread_);
}

}  // namespace norma::statechart
