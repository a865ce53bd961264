#pragma once

#include <string>
#include <vector>

#include "tests/scenarios/running_server.h"

namespace norma::scenarios {

/// How many acts to bring into force, at how many services.
struct ManyActs {
  int acts = 1000;
  int services = 10;
  int connections = 16;
  std::vector<std::string> requirements;  ///< Of MK-399, version of 2017-07-04: what each act is checked against,
  std::vector<std::string> of_every_second;  ///< but every second against these, if there are any.
};

/// Registers services srv-many-0 ... that the demo's service owner owns.
void register_services(const RunningServer& server, int services);

/// Brings acts into force by the public API, over several connections at once; their ids.
[[nodiscard]] std::vector<std::string> bring_into_force(const RunningServer& server, const ManyActs& many);

}  // namespace norma::scenarios
