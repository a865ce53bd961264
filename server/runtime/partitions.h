#pragma once

#include <cstddef>

#include "engine/ids.h"

namespace norma::server {

/// The partitions of one institution's service: the registry (kRegistryPartition) and its cases.
inline constexpr std::size_t kPartitions = 2;
inline constexpr PartitionId kCasesPartition{1};

}  // namespace norma::server
