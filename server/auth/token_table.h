#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "engine/ids.h"
#include "engine/result.h"

namespace norma::server {

/// Bearer tokens and whose they are; only their hashes are kept in memory.
///
/// Immutable once the server listens. Thread rule: any thread may read.
class TokenTable {
 public:
  /// Makes a token nobody can guess (256 bits, base64url) and remembers its hash for the person.
  std::string issue(const PersonId& person);

  /// Reads a file of lines "<sha256 hex of the token> <person>"; # begins a comment.
  /// Errors: malformed_request (with the line), not_found.
  Result<void> load(const std::filesystem::path& file);

  /// The person behind the value of an Authorization header (RFC 6750), if the token is known.
  [[nodiscard]] std::optional<PersonId> person_of(std::string_view authorization) const;

 private:
  std::map<std::string, PersonId, std::less<>> by_hash_;
};

/// Writes a file that only its owner can read (mode 0600), replacing an older one. Errors: storage_unavailable.
Result<void> write_private_file(const std::filesystem::path& file, std::string_view content);

/// Cryptographically random bytes. Errors are broken invariants: there is no service without them.
[[nodiscard]] std::string random_bytes(std::size_t count);

/// Base64 for URLs without padding (RFC 4648 section 5).
[[nodiscard]] std::string base64url(std::string_view bytes);
[[nodiscard]] std::optional<std::string> from_base64url(std::string_view text);

}  // namespace norma::server
