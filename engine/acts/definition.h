#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/result.h"
#include "engine/statechart/chart.h"
#include "norma/v1/values.pb.h"

namespace norma::acts {

/// The part a person plays in one case; which role that is depends on the case's scale (pu2-6.md 3.5).
enum class Part : std::uint8_t {
  kOwner,         ///< service or resource owner; at institution scale the set owner
  kCoordinator,   ///< owner of the institution's service set or resource set
  kDrafter,       ///< the person named for this case
  kApprover,      ///< head of the institution or the official empowered
  kOpinionGiver,  ///< each person asked for an opinion in the current round
  kAddressee,     ///< holders of the addressee role at the object
};

/// `<norma:term id clock>` or `<norma:term id duration|until rule>`: a term that runs while its state, or its task,
/// is open.
///
/// Its end raises the statechart event `term.<key>`. If its clock's end makes the task late, the task stays open.
struct TermTemplate {
  std::string key;
  std::string clock;     ///< Id of the clock it follows (T9); the three below then say what that was built in with,
                         ///< for people to read: decisions take the clock as the registry recorded it.
  std::string duration;  ///< ISO 8601 (P1M, P14D, P1Y) or working days (P3B); empty if `until` is set.
  std::string until;     ///< `commences_on` or `evaluate_on`: the case's own date.
  std::string rule;      ///< Citation: "VPIL 75(5)".
};

/// `<norma:task id role command [outcomes] [term] [on]>`: work that a state asks of a part.
///
/// Opened when the state is entered, or with `on` each time that event is taken while the state is active;
/// closed when its command is done by its assignee, or withdrawn when the state is left.
struct TaskTemplate {
  std::string key;
  Part part = Part::kOwner;
  std::string command;                ///< kebab-case: submit-draft; complete-task for tasks with outcomes.
  std::vector<std::string> outcomes;  ///< complete-task raises the event `task.<key>.<outcome>`.
  std::string term;                   ///< Key of the term of the same state that bounds it; empty: none.
  std::string on;                     ///< Event that opens it; empty: entering the state.
};

/// What one state asks of people and clocks.
struct StateDuties {
  std::vector<TaskTemplate> tasks;
  std::vector<TermTemplate> terms;
};

/// A definition ready to run: immutable, shared by every case that is pinned to its hash.
struct Definition {
  std::string name;  ///< need, act, amendment: the `name` of <scxml>.
  std::string hash;  ///< SHA-256 of the file's bytes, 32 bytes.
  v1::CaseKind kind = v1::CASE_KIND_UNSPECIFIED;
  std::shared_ptr<const statechart::Chart> chart;
  std::map<std::string, StateDuties, std::less<>> duties;  ///< By state id; states without duties are absent.
};

/// Where decide finds definitions. Implemented by workflows; immutable while a decision runs.
class DefinitionSource {
 public:
  DefinitionSource() = default;
  DefinitionSource(const DefinitionSource&) = delete;
  DefinitionSource& operator=(const DefinitionSource&) = delete;
  virtual ~DefinitionSource() = default;

  /// The newest definition of the kind; new cases take it. Never null for need, act and amendment.
  virtual const Definition* newest(v1::CaseKind kind) const = 0;

  /// The definition a running case is pinned to, or null.
  virtual const Definition* by_hash(std::string_view hash) const = 0;

  /// Reads a document that is handed in and checks it as cases need it.
  /// Errors: limit_exceeded, definition_invalid with "line:column: message" of the first fault.
  [[nodiscard]] virtual Result<Definition> read(std::string_view document) const = 0;
};

}  // namespace norma::acts
