#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "storage/journal.h"

/// How Norma lies in RocksDB, format 1. Numbers are big-endian, so that byte order is number order.
///
///   family             key                                value
///   default            "format"                           u32, the number of this format
///                      "epoch"                            32 lower-case hex digits
///                      "applied" u32(partition)           u64(position of the partition's last turn)
///   norma.1.journal    u32(partition) u64(position)       leaf bytes of the turn, unframed
///   norma.2.state      as the caller gives it             as the caller gives it
///   norma.3.index      as the caller gives it             as the caller gives it
///   norma.4.text       as the caller gives it             as the caller gives it
///
/// Worked example: turn 258 of partition 7, in norma.1.journal and, being the last, in default:
///
///   00 00 00 07  00 00 00 00 00 00 01 02                  -> the turn
///   61 70 70 6c 69 65 64  00 00 00 07                     -> 00 00 00 00 00 00 01 02
///
/// A family's number is never used again: a family that is given up keeps its row here, marked "tombstone",
/// and its number in kTombstones. A change that an older program would misread raises kFormat.
namespace norma::storage::keys {

inline constexpr std::uint32_t kFormat = 1;

inline constexpr std::string_view kFormatKey = "format";
inline constexpr std::string_view kEpochKey = "epoch";
inline constexpr std::string_view kAppliedPrefix = "applied";

/// A family of keys and its name in RocksDB.
struct FamilyName {
  Family family;
  std::string_view name;
};

inline constexpr std::array kFamilies = {
    FamilyName{Family::kJournal, "norma.1.journal"},
    FamilyName{Family::kState, "norma.2.state"},
    FamilyName{Family::kIndex, "norma.3.index"},
    FamilyName{Family::kText, "norma.4.text"},
};

inline constexpr std::array<std::uint8_t, 0> kTombstones = {};

inline constexpr std::size_t kJournalKeySize = 12;
using JournalKey = std::array<char, kJournalKeySize>;

inline constexpr std::size_t kAppliedKeySize = kAppliedPrefix.size() + 4;
using AppliedKey = std::array<char, kAppliedKeySize>;

using PositionValue = std::array<char, 8>;

/// A turn's address, as its journal key says it.
struct JournalAddress {
  PartitionId partition{};
  Position position = 0;
};

[[nodiscard]] JournalKey journal_key(PartitionId partition, Position position);
[[nodiscard]] std::optional<JournalAddress> parse_journal_key(std::string_view key);

[[nodiscard]] AppliedKey applied_key(PartitionId partition);
[[nodiscard]] std::optional<PartitionId> parse_applied_key(std::string_view key);

[[nodiscard]] PositionValue position_value(Position position);
[[nodiscard]] std::optional<Position> parse_position_value(std::string_view value);

[[nodiscard]] std::string format_value(std::uint32_t format);
[[nodiscard]] std::optional<std::uint32_t> parse_format_value(std::string_view value);

/// The first key after all that begin with `prefix`; nothing when there is no such key.
[[nodiscard]] std::optional<std::string> end_of_prefix(std::string_view prefix);

}  // namespace norma::storage::keys
