#include "engine/acts/tables.h"

#include <limits>

namespace norma::acts {
namespace {

constexpr std::size_t kPrefixBytes = 5;
constexpr std::size_t kHashBytes = 32;

void append_u64(std::string& out, std::uint64_t value) {
  for (int shift = 56; shift >= 0; shift -= 8) out += static_cast<char>((value >> shift) & 0xFF);
}

void append_u32(std::string& out, std::uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>((value >> shift) & 0xFF);
}

std::uint64_t read_u64(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char byte : bytes.substr(0, 8)) value = (value << 8) | static_cast<unsigned char>(byte);
  return value;
}

std::uint64_t sortable(Instant instant) {
  if (instant == kNoDue) return std::numeric_limits<std::uint64_t>::max();
  return static_cast<std::uint64_t>(instant.time_since_epoch().count());
}

void append_text(std::string& out, std::string_view text) {
  out += text;
  out += '\0';
}

}  // namespace

bool is_scanned(Table table) {
  switch (table) {
    case Table::kCase:
    case Table::kPerson:
    case Table::kIdempotency:
    case Table::kDocument:
      return false;
    case Table::kAssignment:
    case Table::kInbox:
    case Table::kTimer:
    case Table::kHistory:
    case Table::kCaseList:
    case Table::kDeployment:
    case Table::kPinned:
    case Table::kCalendar:
    case Table::kClock:
    case Table::kCitation:
    case Table::kRecheck:
    case Table::kRecheckAct:
      return true;
  }
  return true;
}

std::string table_prefix(PartitionId partition, Table table) {
  std::string key(1, static_cast<char>(table));
  append_u32(key, static_cast<std::uint32_t>(partition));
  return key;
}

std::string case_key(PartitionId partition, std::string_view case_id) {
  return table_prefix(partition, Table::kCase).append(case_id);
}

std::string person_key(PartitionId partition, std::string_view person) {
  return table_prefix(partition, Table::kPerson).append(person);
}

std::string idempotency_key(PartitionId partition, std::string_view actor, std::string_view key) {
  std::string out = table_prefix(partition, Table::kIdempotency);
  append_text(out, actor);
  return out.append(key);
}

std::string assignment_key(PartitionId partition, std::string_view person, v1::Role role, std::string_view object,
                           Position position) {
  std::string key = table_prefix(partition, Table::kAssignment);
  append_text(key, person);
  key += static_cast<char>(role);
  append_text(key, object);
  append_u64(key, position);
  return key;
}

std::string inbox_prefix(PartitionId partition, const v1::Selector& selector) {
  std::string key = table_prefix(partition, Table::kInbox);
  if (!selector.person().empty()) {
    key += 'p';
    append_text(key, selector.person());
  } else {
    key += 'r';
    key += static_cast<char>(selector.role());
    append_text(key, selector.object());
  }
  return key;
}

std::string inbox_key(PartitionId partition, const v1::Selector& selector, Instant due, std::string_view case_id,
                      std::uint32_t task) {
  std::string key = inbox_prefix(partition, selector);
  append_u64(key, sortable(due));
  append_text(key, case_id);
  append_u32(key, task);
  return key;
}

std::string timer_key(PartitionId partition, Instant due, std::string_view case_id, std::uint32_t term) {
  std::string key = table_prefix(partition, Table::kTimer);
  append_u64(key, sortable(due));
  append_text(key, case_id);
  append_u32(key, term);
  return key;
}

std::string history_prefix(PartitionId partition, std::string_view case_id) {
  std::string key = table_prefix(partition, Table::kHistory);
  append_text(key, case_id);
  return key;
}

std::string history_key(PartitionId partition, std::string_view case_id, Position position) {
  std::string key = history_prefix(partition, case_id);
  append_u64(key, position);
  return key;
}

std::string case_list_prefix(PartitionId partition, v1::CaseKind kind) {
  std::string key = table_prefix(partition, Table::kCaseList);
  key += static_cast<char>(kind);
  return key;
}

std::string case_list_key(PartitionId partition, v1::CaseKind kind, Instant opened, std::string_view case_id) {
  std::string key = case_list_prefix(partition, kind);
  append_u64(key, sortable(opened));
  return key.append(case_id);
}

std::string calendar_key(PartitionId partition, Position position) {
  std::string key = table_prefix(partition, Table::kCalendar);
  append_u64(key, position);
  return key;
}

std::string deployment_key(PartitionId partition, Position position) {
  std::string key = table_prefix(partition, Table::kDeployment);
  append_u64(key, position);
  return key;
}

std::string clock_key(PartitionId partition, std::string_view clock) {
  return table_prefix(partition, Table::kClock).append(clock);
}

std::string citation_prefix(PartitionId partition, std::string_view target) {
  std::string key = table_prefix(partition, Table::kCitation);
  append_text(key, target);
  return key;
}

std::string citation_key(PartitionId partition, std::string_view target, std::string_view paragraph,
                         std::string_view case_id) {
  std::string key = citation_prefix(partition, target);
  append_text(key, paragraph);
  return key.append(case_id);
}

CitedParagraph cited_of_key(std::string_view key, std::string_view prefix) {
  const std::string_view rest = key.substr(prefix.size());
  const std::size_t end = rest.find('\0');
  return {rest.substr(0, end), rest.substr(end + 1)};
}

std::string recheck_prefix(PartitionId partition, Position revision) {
  std::string key = table_prefix(partition, Table::kRecheck);
  append_u64(key, revision);
  return key;
}

std::string recheck_key(PartitionId partition, Position revision, std::string_view case_id) {
  return recheck_prefix(partition, revision).append(case_id);
}

std::string recheck_act_prefix(PartitionId partition, std::string_view recheck) {
  std::string key = table_prefix(partition, Table::kRecheckAct);
  append_text(key, recheck);
  return key;
}

std::string recheck_act_key(PartitionId partition, std::string_view recheck, std::string_view act) {
  return recheck_act_prefix(partition, recheck).append(act);
}

Position position_of_calendar_key(std::string_view key) { return read_u64(key.substr(key.size() - 8)); }
std::string document_key(PartitionId partition, std::string_view hash) {
  return table_prefix(partition, Table::kDocument).append(hash);
}

std::string pinned_prefix(PartitionId partition, std::string_view hash) {
  return table_prefix(partition, Table::kPinned).append(hash);
}

std::string pinned_key(PartitionId partition, std::string_view hash, std::string_view case_id) {
  return pinned_prefix(partition, hash).append(case_id);
}

Position position_of_deployment_key(std::string_view key) { return read_u64(key.substr(key.size() - 8)); }

std::string_view case_of_pinned_key(std::string_view key) { return key.substr(kPrefixBytes + kHashBytes); }

Position position_of_history_key(std::string_view key) { return read_u64(key.substr(key.size() - 8)); }

std::string_view case_of_case_list_key(std::string_view key) { return key.substr(kPrefixBytes + 1 + 8); }

Instant due_of_timer_key(std::string_view key) {
  return Instant{std::chrono::microseconds{static_cast<std::int64_t>(read_u64(key.substr(kPrefixBytes)))}};
}

}  // namespace norma::acts
