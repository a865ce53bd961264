#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/ids.h"
#include "engine/instant.h"
#include "engine/persistent_map.h"
#include "norma/v1/alignment.pb.h"
#include "norma/v1/event.pb.h"
#include "norma/v1/values.pb.h"

namespace norma::acts {

/// A version of a general act as it was registered.
struct GeneralActVersion {
  std::string version_on;   ///< Date from which the act stands so.
  std::string previous_on;  ///< The version before it; empty: none.
  std::vector<v1::GeneralActRequirementRecorded> requirements;  ///< By paragraph.
  std::vector<std::string> changed;  ///< Paragraph ids; "id/*" with everything below it, "*" all of it.
  std::vector<v1::Scale> scales;     ///< Whose acts must align with it; empty: all.
  std::string published_in;
  Position revision = 0;  ///< Where it was registered.
  Instant recorded_at;
  bool suspects_completed = false;  ///< Every act that cites a changed paragraph has been marked.
  std::uint32_t marked = 0;
  std::uint32_t unwatched = 0;

  [[nodiscard]] bool binds(v1::Scale scale) const;
  [[nodiscard]] bool has_requirement(std::string_view paragraph) const;
  /// Whether what is asked by this paragraph may be another than in the version before.
  [[nodiscard]] bool changes(std::string_view paragraph) const;
};

/// A general act and its versions, by day; never empty.
struct GeneralAct {
  std::string code;
  std::vector<GeneralActVersion> versions;

  /// The version on a day: the last of those before or on it; null before all of them.
  [[nodiscard]] const GeneralActVersion* on(std::string_view date) const;
  [[nodiscard]] const GeneralActVersion* find(std::string_view version_on) const;
};

/// The versions of general acts: what special acts align with (pu2-6.md 1.11). Their names and marks are reference data.
///
/// A fold of the registry's events; a copy costs nothing (see Authority). Pointers are valid as long as any copy is.
class GeneralActs {
 public:
  /// Folds one event of the registry; others are ignored.
  void apply(const v1::Event& event, Position position, Instant time);

  /// The act, or null when no version of it was registered.
  [[nodiscard]] const GeneralAct* find(std::string_view code) const;

  /// Every act with a version, by code.
  [[nodiscard]] std::vector<const GeneralAct*> list() const;

  struct Revision {
    std::string code;
    std::string version_on;
    Position revision = 0;
  };
  /// Versions that changed something and whose citing acts are not all marked yet, in the order of record.
  [[nodiscard]] const std::vector<Revision>& awaiting_suspects() const { return *awaiting_; }

 private:
  void put(GeneralAct act);

  PersistentMap<std::shared_ptr<const GeneralAct>> acts_;
  std::shared_ptr<const std::vector<std::string>> codes_ = std::make_shared<const std::vector<std::string>>();
  std::shared_ptr<const std::vector<Revision>> awaiting_ = std::make_shared<const std::vector<Revision>>();
};

/// Whether a change of one paragraph concerns who cites another: the same, one below or above it in the numbering.
///
/// changed: an id, "id/*" with everything below it, or "*". For example a change of p12.1 concerns who cites p12.1 or
/// p12; one of p12/* also who cites p12.3.
[[nodiscard]] bool concerns_paragraph(std::string_view changed, std::string_view cited);

}  // namespace norma::acts
