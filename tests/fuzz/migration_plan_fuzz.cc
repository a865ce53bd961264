// Any bytes as a migration plan and as a predicate: refused, or a condition that every case answers.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "engine/acts/facts.h"
#include "engine/acts/migration_plan.h"
#include "tests/fuzz/must.h"

namespace {

/// Answers the predicate of an empty case, once with every state active and once with none.
void answer(const norma::acts::Predicate& predicate) {
  const auto facts = norma::acts::case_facts({}, {});
  for (const bool active : {true, false}) {
    static_cast<void>(predicate.holds(facts, [active](std::string_view) { return active; }));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto predicate = norma::acts::Predicate::parse(text)) answer(*predicate);
  if (const auto plan = norma::acts::read_migration_plan(text)) {
    norma::fuzz::must(plan->from_hash.size() == 32 && plan->to_hash.size() == 32, "hashes are of 32 bytes");
    answer(plan->predicate);
  }
  return 0;
}
