#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace norma {

/// An identifier that cannot be mistaken for one of another kind.
template <class Tag>
class Id {
 public:
  Id() = default;
  explicit Id(std::string value) : value_(std::move(value)) {}
  [[nodiscard]] const std::string& str() const { return value_; }
  [[nodiscard]] bool empty() const { return value_.empty(); }
  auto operator<=>(const Id&) const = default;

 private:
  std::string value_;
};

using PersonId = Id<struct PersonTag>;  ///< Opaque; says nothing of the person.
using CaseId = Id<struct CaseTag>;      ///< TypeID: need_…, act_…, amendment_….
using ObjectId = Id<struct ObjectTag>;  ///< Institution, service or resource.

/// Number of a partition; 0 is the registry.
enum class PartitionId : std::uint32_t {};
inline constexpr PartitionId kRegistryPartition{0};

/// Place of a turn in its partition's journal; the first turn is 1, 0 means "before any".
using Position = std::uint64_t;

}  // namespace norma

template <class Tag>
struct std::hash<norma::Id<Tag>> {
  std::size_t operator()(const norma::Id<Tag>& id) const noexcept { return std::hash<std::string>{}(id.str()); }
};
