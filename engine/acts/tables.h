#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/ids.h"
#include "engine/instant.h"
#include "norma/v1/values.pb.h"

namespace norma::acts {

/// The projections of a partition, numbered for ever: a retired number is never given again.
///
/// Every key is one byte of table number, the partition as four bytes big-endian, then:
///
///     kCase         case-id                                        -> CaseState
///     kPerson       person-id                                      -> PersonState
///     kIdempotency  actor 00 key                                   -> IdempotencyRow
///     kAssignment   person 00 role(1) object 00 position(8)        -> AssignmentState
///     kInbox        selector 00 due(8) case-id 00 task(4)          -> InboxRow
///     kTimer        due(8) case-id 00 term(4)                      -> TimerRow
///     kHistory      case-id 00 position(8)                         -> (empty)
///     kCaseList     kind(1) opened(8) case-id                      -> (empty)
///     kDeployment   position(8)                                    -> DeploymentState
///     kDocument     hash(32)                                       -> the definition's document
///     kPinned       hash(32) case-id                               -> (empty); the case has not ended
///     kCalendar     position(8)                                    -> CalendarState
///     kClock        clock-id                                       -> ClockState
///     kCitation     general-act 00 paragraph 00 case-id            -> CitationRow; what acts in force cite
///     kRecheck      revision(8) case-id                            -> RecheckRow; re-checks of one new version
///     kRecheckAct   case-id 00 act-id                              -> RecheckActRow; the acts of one re-check
///
/// Numbers are big-endian; due and opened are microseconds since 1970, a task without a term sorts last
/// (FF x 8). A selector is `p` person, or `r` role(1) object. For example the task act_1.3 of the service
/// owner of srv-4411 in partition 1 without a term:
///
///     05 00000001 72 02 "srv-4411" 00 FFFFFFFFFFFFFFFF "act_1" 00 00000003
enum class Table : std::uint8_t {
  kCase = 1,
  kPerson = 2,
  kIdempotency = 3,
  kAssignment = 4,
  kInbox = 5,
  kTimer = 6,
  kHistory = 7,
  kCaseList = 8,
  kDeployment = 9,
  kDocument = 10,
  kPinned = 11,
  kCalendar = 17,
  kClock = 18,
  kCitation = 30,
  kRecheck = 31,
  kRecheckAct = 32,
};

/// Whether the table is scanned in key order; the others are read by whole key only.
[[nodiscard]] bool is_scanned(Table table);

/// Due time of a task that has none: sorts after every real one.
inline constexpr Instant kNoDue = Instant::max();

[[nodiscard]] std::string table_prefix(PartitionId partition, Table table);
[[nodiscard]] std::string case_key(PartitionId partition, std::string_view case_id);
[[nodiscard]] std::string person_key(PartitionId partition, std::string_view person);
[[nodiscard]] std::string idempotency_key(PartitionId partition, std::string_view actor, std::string_view key);
[[nodiscard]] std::string assignment_key(PartitionId partition, std::string_view person, v1::Role role,
                                         std::string_view object, Position position);
[[nodiscard]] std::string inbox_prefix(PartitionId partition, const v1::Selector& selector);
[[nodiscard]] std::string inbox_key(PartitionId partition, const v1::Selector& selector, Instant due,
                                    std::string_view case_id, std::uint32_t task);
[[nodiscard]] std::string timer_key(PartitionId partition, Instant due, std::string_view case_id, std::uint32_t term);
[[nodiscard]] std::string history_prefix(PartitionId partition, std::string_view case_id);
[[nodiscard]] std::string history_key(PartitionId partition, std::string_view case_id, Position position);
[[nodiscard]] std::string case_list_prefix(PartitionId partition, v1::CaseKind kind);
[[nodiscard]] std::string case_list_key(PartitionId partition, v1::CaseKind kind, Instant opened,
                                        std::string_view case_id);

[[nodiscard]] std::string calendar_key(PartitionId partition, Position position);
[[nodiscard]] std::string clock_key(PartitionId partition, std::string_view clock);

/// The position at the end of a calendar key. Requires: a key made by calendar_key.
[[nodiscard]] Position position_of_calendar_key(std::string_view key);
[[nodiscard]] std::string deployment_key(PartitionId partition, Position position);
[[nodiscard]] std::string document_key(PartitionId partition, std::string_view hash);
[[nodiscard]] std::string pinned_prefix(PartitionId partition, std::string_view hash);
[[nodiscard]] std::string pinned_key(PartitionId partition, std::string_view hash, std::string_view case_id);

/// The position at the end of a deployment key. Requires: a key made by deployment_key.
[[nodiscard]] Position position_of_deployment_key(std::string_view key);

[[nodiscard]] std::string citation_prefix(PartitionId partition, std::string_view target);
[[nodiscard]] std::string citation_key(PartitionId partition, std::string_view target, std::string_view paragraph,
                                       std::string_view case_id);
[[nodiscard]] std::string recheck_prefix(PartitionId partition, Position revision);
[[nodiscard]] std::string recheck_key(PartitionId partition, Position revision, std::string_view case_id);
[[nodiscard]] std::string recheck_act_prefix(PartitionId partition, std::string_view recheck);
[[nodiscard]] std::string recheck_act_key(PartitionId partition, std::string_view recheck, std::string_view act);

/// Paragraph and case at the end of a citation key. Requires: a key that begins with the prefix of the target.
struct CitedParagraph {
  std::string_view paragraph;
  std::string_view case_id;
};
[[nodiscard]] CitedParagraph cited_of_key(std::string_view key, std::string_view prefix);

/// The case id at the end of a pinned key. Requires: a key made by pinned_key.
[[nodiscard]] std::string_view case_of_pinned_key(std::string_view key);

/// The position at the end of a history key. Requires: a key made by history_key.
[[nodiscard]] Position position_of_history_key(std::string_view key);

/// The case id at the end of a case-list key. Requires: a key made by case_list_key.
[[nodiscard]] std::string_view case_of_case_list_key(std::string_view key);

/// The due time in a timer key. Requires: a key made by timer_key.
[[nodiscard]] Instant due_of_timer_key(std::string_view key);

}  // namespace norma::acts
