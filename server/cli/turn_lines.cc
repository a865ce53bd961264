#include "server/cli/turn_lines.h"

#include <chrono>
#include <vector>

#include "engine/acts/parts.h"
#include "engine/hex.h"
#include "engine/instant.h"
#include "server/cli/table.h"

namespace norma::server::cli {

std::string turn_line(const v1::Turn& turn) {
  const std::string role = turn.role_held() == v1::ROLE_UNSPECIFIED ? "" : " as " + acts::role_name(turn.role_held());
  const std::string for_whom = turn.on_behalf_of().empty() ? "" : " for " + turn.on_behalf_of();
  return padded(std::to_string(turn.partition()) + "/" + std::to_string(turn.position()), 8) + "  " +
         local_time(turn.time()) + "  " + padded(turn.actor() + role + for_whom, 44) + "  " + padded(turn.command(), 18) + "  " +
         padded(turn.case_id(), 36) + "  " + turn_result(turn);
}

std::string turn_result(const v1::Turn& turn) {
  if (turn.has_rejection()) return "refused: " + turn.rejection().code();
  std::vector<std::string> parts;
  for (const v1::Event& event : turn.events()) {
    if (event.has_states_changed() && event.states_changed().entered_size() > 0) {
      parts.push_back("-> " + joined(event.states_changed().entered(), " "));
    } else if (event.has_term_elapsed()) {
      parts.push_back("term " + std::to_string(event.term_elapsed().term()) + " elapsed");
    } else if (event.has_wording_commenced()) {
      parts.push_back("wording " + std::to_string(event.wording_commenced().wording()) + " commenced");
    } else if (event.has_definition_deployed()) {
      parts.push_back("definition " + to_hex(event.definition_deployed().hash()));
    } else if (event.has_case_migrated()) {
      parts.push_back("moved to definition " + to_hex(event.case_migrated().to_hash()) + " -> " +
                      joined(event.case_migrated().configuration(), " "));
    }
  }
  return joined(parts);
}

std::string local_time(const google::protobuf::Timestamp& timestamp) {
  if (timestamp.seconds() == 0 && timestamp.nanos() == 0) return {};
  const Instant instant = from_timestamp(timestamp);
  const Date day = riga_date(instant);
  const auto passed = std::chrono::floor<std::chrono::seconds>(instant - riga_start_of_day(day));
  // On the two days a year when the clock changes, the hours after the change are the clock's, not the day's.
  const auto next = riga_start_of_day(Date(std::chrono::sys_days(day) + std::chrono::days(1)));
  const auto change = std::chrono::duration_cast<std::chrono::seconds>((next - riga_start_of_day(day)) -
                                                                       std::chrono::hours(24));
  const bool after_change = change.count() != 0 && passed >= std::chrono::hours(change.count() < 0 ? 3 : 4);
  const std::chrono::hh_mm_ss clock(passed - (after_change ? change : std::chrono::seconds(0)));
  const auto two = [](auto count) { return (count < 10 ? "0" : "") + std::to_string(count); };
  return format_date(day) + " " + two(clock.hours().count()) + ":" + two(clock.minutes().count()) + ":" +
         two(clock.seconds().count());
}

std::string selector_words(const v1::Selector& selector) {
  if (!selector.person().empty()) return selector.person();
  return acts::role_name(selector.role()) + "@" + selector.object();
}

}  // namespace norma::server::cli
