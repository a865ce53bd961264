#include "server/cli/demo/tally.h"

#include <algorithm>

#include "engine/acts/authority.h"
#include "engine/acts/policy.h"

namespace norma::server::cli {

std::map<std::uint32_t, std::uint64_t> Journal::heads() const {
  std::map<std::uint32_t, std::uint64_t> heads;
  for (const std::vector<v1::Turn>* turns : {&registry, &cases}) {
    for (const v1::Turn& turn : *turns) heads[turn.partition()] = std::max(heads[turn.partition()], turn.position());
  }
  return heads;
}

Outcome<Journal> read_journal(ApiClient& auditor) {
  Journal journal;
  for (const auto& [partition, turns] : {std::pair{0, &journal.registry}, std::pair{1, &journal.cases}}) {
    Outcome<std::vector<v1::Turn>> read = auditor.turns("/v1/audit/turns?partition=" + std::to_string(partition));
    if (!read) return tl::unexpected(read.error());
    *turns = std::move(*read);
    for (std::size_t i = 0; i < turns->size(); ++i) {
      if ((*turns)[i].position() == i + 1) continue;
      return failure(ExitStatus::kError, "the audited journal has a gap before turn " + std::to_string(i + 1));
    }
  }
  return journal;
}

std::set<TurnPlace> turns_after(const Journal& journal, const std::map<std::uint32_t, std::uint64_t>& heads) {
  std::set<TurnPlace> places;
  for (const std::vector<v1::Turn>* turns : {&journal.registry, &journal.cases}) {
    for (const v1::Turn& turn : *turns) {
      const auto head = heads.find(turn.partition());
      if (head == heads.end() || turn.position() > head->second) places.emplace(turn.partition(), turn.position());
    }
  }
  return places;
}

std::set<TurnPlace> expected_of(const Journal& journal, const std::set<TurnPlace>& among, const std::string& person) {
  acts::Authority authority;
  for (const v1::Turn& turn : journal.registry) {
    for (const v1::Event& event : turn.events()) authority.apply(event, turn.position());
  }
  std::set<TurnPlace> expected;
  const PersonId id(person);
  for (const std::vector<v1::Turn>* turns : {&journal.registry, &journal.cases}) {
    for (const v1::Turn& turn : *turns) {
      const TurnPlace place(turn.partition(), turn.position());
      if (among.contains(place) && acts::entitled(authority, id, turn)) expected.insert(place);
    }
  }
  return expected;
}

}  // namespace norma::server::cli
