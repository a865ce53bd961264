#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "workflows/rehearsal/script.h"

namespace norma::conformance {

/// A document of W3C's suite and the form it is passed in.
struct W3cDocument {
  enum class Kind { kMandatory, kOptional, kManual, kRejected };
  std::filesystem::path file;
  Kind kind = Kind::kMandatory;
  std::string assertion;  ///< What it shows.
};

/// The automated documents, the manual ones that have an automated form, and 301, which has to be refused.
[[nodiscard]] std::vector<W3cDocument> w3c_documents(const std::filesystem::path& suites);

/// A case of SCION's suite.
struct ScionCase {
  std::string name;
  std::filesystem::path document;
  std::filesystem::path script;
  /// Which block of the script is SCXML 1.0's. Some files keep what an older SCION did as `legacySemantics`; two of them
  /// are the other way round, because there the newer one takes a parallel as the domain of a transition (3.13: it is a
  /// compound state).
  bool by_legacy_block = false;

  [[nodiscard]] workflows::ScriptBlock block() const;
};

[[nodiscard]] std::vector<ScionCase> scion_cases(const std::filesystem::path& suites);

/// Tries a document or a case; gives why it fails, or nothing. Rejected documents have to be refused as invalid.
using TryW3c = std::function<std::string(const W3cDocument&)>;
using TryScion = std::function<std::string(const ScionCase&)>;

/// Tries each, up to `at_a_time` together, fails the test for each that fails, and prints and checks the counts:
/// `w3c DOOR: mandatory=160/160 optional=33/33 manual=5/5 rejected=1/1` and `scion DOOR: 127/127`.
/// Skips the test, with a message, when the suites are absent.
void expect_w3c_passes(const std::string& door, const TryW3c& attempt, unsigned at_a_time = 1);
void expect_scion_passes(const std::string& door, const TryScion& attempt, unsigned at_a_time = 1);

}  // namespace norma::conformance
