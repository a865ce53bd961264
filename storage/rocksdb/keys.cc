#include "storage/rocksdb/keys.h"

#include <algorithm>
#include <span>

namespace norma::storage::keys {
namespace {

template <class Number>
void write_number(Number number, std::span<char, sizeof(Number)> out) {
  for (std::size_t i = sizeof(Number); i-- > 0;) {
    out[i] = static_cast<char>(static_cast<unsigned char>(number & 0xffU));
    number = static_cast<Number>(number >> 8U);
  }
}

template <class Number>
Number read_number(std::string_view bytes) {
  Number number = 0;
  for (std::size_t i = 0; i < sizeof(Number); ++i) {
    number = static_cast<Number>((number << 8U) | static_cast<unsigned char>(bytes[i]));
  }
  return number;
}

}  // namespace

JournalKey journal_key(PartitionId partition, Position position) {
  JournalKey key{};
  write_number(static_cast<std::uint32_t>(partition), std::span(key).first<4>());
  write_number(position, std::span(key).last<8>());
  return key;
}

std::optional<JournalAddress> parse_journal_key(std::string_view key) {
  if (key.size() != kJournalKeySize) return std::nullopt;
  return JournalAddress{PartitionId{read_number<std::uint32_t>(key)}, read_number<Position>(key.substr(4))};
}

AppliedKey applied_key(PartitionId partition) {
  AppliedKey key{};
  std::copy(kAppliedPrefix.begin(), kAppliedPrefix.end(), key.begin());
  write_number(static_cast<std::uint32_t>(partition), std::span(key).last<4>());
  return key;
}

std::optional<PartitionId> parse_applied_key(std::string_view key) {
  if (key.size() != kAppliedKeySize || !key.starts_with(kAppliedPrefix)) return std::nullopt;
  return PartitionId{read_number<std::uint32_t>(key.substr(kAppliedPrefix.size()))};
}

PositionValue position_value(Position position) {
  PositionValue value{};
  write_number(position, std::span(value));
  return value;
}

std::optional<Position> parse_position_value(std::string_view value) {
  if (value.size() != sizeof(Position)) return std::nullopt;
  return read_number<Position>(value);
}

std::string format_value(std::uint32_t format) {
  std::array<char, 4> value{};
  write_number(format, std::span(value));
  return {value.begin(), value.end()};
}

std::optional<std::uint32_t> parse_format_value(std::string_view value) {
  if (value.size() != 4) return std::nullopt;
  return read_number<std::uint32_t>(value);
}

std::optional<std::string> end_of_prefix(std::string_view prefix) {
  std::string end(prefix);
  while (!end.empty() && end.back() == '\xff') end.pop_back();
  if (end.empty()) return std::nullopt;
  end.back() = static_cast<char>(static_cast<unsigned char>(end.back()) + 1U);
  return end;
}

}  // namespace norma::storage::keys
