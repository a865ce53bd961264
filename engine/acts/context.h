#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/acts/definition.h"
#include "engine/acts/legal_time.h"
#include "engine/acts/registers.h"
#include "engine/acts/text_reader.h"
#include "engine/ids.h"
#include "engine/instant.h"
#include "engine/result.h"
#include "engine/statechart/interpreter.h"
#include "norma/v1/command.pb.h"
#include "norma/v1/turn.pb.h"

namespace norma::acts {

/// Gives identifiers that were never given before. Injected, so that tests and replays are exact.
class IdSource {
 public:
  IdSource() = default;
  IdSource(const IdSource&) = delete;
  IdSource& operator=(const IdSource&) = delete;
  virtual ~IdSource() = default;

  /// A TypeID: prefix, underscore, 26 characters of base32.
  virtual std::string fresh(std::string_view prefix) = 0;
};

/// Keeps what people typed outside the turn and gives the reference that goes into it.
///
/// It also reads what it keeps, the texts of this decision included: only commands that derive wordings ask.
class TextVault : public TextReader {
 public:
  /// Keeps the text under SHA-256(salt ‖ text) with a fresh salt. An empty text gives an empty reference.
  virtual v1::TextRef seal(std::string_view text) = 0;

  /// Keeps a sealed text once more under its plain hash, as a published wording.
  /// Errors: not_found (the text was erased), storage_corrupt, storage_unavailable.
  virtual Result<v1::TextRef> publish(const v1::TextRef& sealed) = 0;
};

/// A request to change something, as its session understood it.
struct Command {
  std::string id;
  PersonId actor;
  PersonId on_behalf_of;                          ///< For whom the actor says to act; empty: found by the policy.
  std::string cause;                              ///< Trace id of the request, or the term that elapsed.
  std::string idempotency_key;                    ///< Empty only for the service's own commands.
  std::string payload_fingerprint;                ///< SHA-256 of the request.
  std::optional<std::uint64_t> expected_revision;  ///< From If-Match.
  bool internal = false;                          ///< Given by the service itself.
  v1::CommandBody body;
};

/// Everything a decision needs beside the state: time, ids and the other ports, all given by the caller.
///
/// Lives for one decision; refers to its parts, owns none.
struct Context {
  Instant now;
  PartitionId partition{};
  Position registry_position = 0;
  const Registers& registers;  ///< As of registry_position.
  const DefinitionSource& definitions;
  const LegalTime& legal_time;
  statechart::Interpreter& interpreter;
  TextVault& texts;
  IdSource& ids;
  std::uint64_t seed = 0;
  const Authority& authority = registers.authority;

  [[nodiscard]] AuthorityMoment moment() const { return {now, registry_position}; }
};

/// What a command does if it is accepted.
///
/// events: committed atomically, in order, before anything else is done.
/// reply: sent after the commit and kept with the idempotency key; its revision is the turn's position, which
///        the sequencer fills in.
struct Decision {
  std::string case_id;
  std::string definition_hash;
  v1::Role role_held = v1::ROLE_UNSPECIFIED;
  PersonId on_behalf_of;
  std::vector<v1::Event> events;
  std::vector<v1::Selector> audience;
  v1::Reply reply;
};

}  // namespace norma::acts
