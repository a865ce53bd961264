#include "tests/bench/load/script.h"

#include <array>
#include <utility>

#include "tests/bench/load/fixed_post_script.h"
#include "tests/bench/load/lifecycle_script.h"

namespace norma::bench {
namespace {

using MakeFactory = ScriptFactory (*)(const ScriptSettings&);

constexpr std::array kScripts{
    std::pair<std::string_view, MakeFactory>{"fixed", &fixed_post_script},
    std::pair<std::string_view, MakeFactory>{"lifecycle", &lifecycle_script},
};

}  // namespace

ScriptFactory find_script(std::string_view name, const ScriptSettings& settings) {
  for (const auto& [known, make] : kScripts) {
    if (known == name) return make(settings);
  }
  return {};
}

std::string script_names() {
  std::string names;
  for (const auto& [known, make] : kScripts) names.append(names.empty() ? "" : " ").append(known);
  return names;
}

}  // namespace norma::bench
