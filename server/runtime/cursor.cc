#include "server/runtime/cursor.h"

#include "norma/v1/api.pb.h"
#include "server/auth/token_table.h"
#include "server/runtime/service.h"
#include "storage/merkle/sha256.h"

namespace norma::server {
namespace {

constexpr std::size_t kSealBytes = 16;
constexpr std::size_t kMaxCursorBytes = 1024;

bool equal_in_constant_time(std::string_view left, std::string_view right) {
  if (left.size() != right.size()) return false;
  unsigned char difference = 0;
  for (std::size_t i = 0; i < left.size(); ++i) {
    difference = static_cast<unsigned char>(difference | (left[i] ^ right[i]));
  }
  return difference == 0;
}

}  // namespace

std::string CursorSeal::seal(const PersonId& person, const StreamPositions& positions) const {
  v1::CursorBody body;
  body.set_epoch(epoch_);
  body.set_person(person.str());
  for (const Position position : positions) body.add_positions(position);
  const std::string bytes = body.SerializeAsString();
  return base64url(bytes + storage::hmac_sha256(key_, bytes).substr(0, kSealBytes));
}

Result<StreamPositions> CursorSeal::open(std::string_view cursor, const PersonId& person) const {
  if (cursor.size() > kMaxCursorBytes) return fail(Reason::kCursorInvalid, "too_long");
  const std::optional<std::string> sealed = from_base64url(cursor);
  if (!sealed || sealed->size() < kSealBytes) return fail(Reason::kCursorInvalid, "malformed");
  const std::string bytes = sealed->substr(0, sealed->size() - kSealBytes);
  const std::string expected = storage::hmac_sha256(key_, bytes).substr(0, kSealBytes);
  if (!equal_in_constant_time(expected, sealed->substr(bytes.size()))) {
    return fail(Reason::kCursorInvalid, "not_sealed_here");
  }
  v1::CursorBody body;
  if (!body.ParseFromString(bytes)) return fail(Reason::kCursorInvalid, "malformed");
  if (body.person() != person.str()) return fail(Reason::kCursorInvalid, "of_another_person");
  if (body.epoch() != epoch_ || body.positions_size() != static_cast<int>(kPartitions)) {
    return fail(Reason::kCursorInvalid, "epoch_changed");
  }
  return StreamPositions(body.positions().begin(), body.positions().end());
}

}  // namespace norma::server
