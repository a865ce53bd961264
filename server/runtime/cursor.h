#pragma once

#include <string>
#include <string_view>

#include "engine/ids.h"
#include "engine/result.h"
#include "server/runtime/publisher.h"

namespace norma::server {

/// Makes and reads the stream's cursors: where a person's stream stands, sealed so that it cannot be made up.
///
/// base64url of: CursorBody (protobuf) ‖ first 16 bytes of HMAC-SHA256(key, CursorBody).
/// Immutable. Thread rule: any thread.
class CursorSeal {
 public:
  CursorSeal(std::string key, std::string epoch) : key_(std::move(key)), epoch_(std::move(epoch)) {}

  [[nodiscard]] std::string seal(const PersonId& person, const StreamPositions& positions) const;

  /// Errors: cursor_invalid (form, seal, another person's, another history's).
  Result<StreamPositions> open(std::string_view cursor, const PersonId& person) const;

 private:
  std::string key_;
  std::string epoch_;
};

}  // namespace norma::server
