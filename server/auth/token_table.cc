#include "server/auth/token_table.h"

#include <fcntl.h>
#include <openssl/rand.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "engine/hex.h"
#include "storage/merkle/sha256.h"

namespace norma::server {
namespace {

constexpr std::string_view kBase64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::size_t kTokenBytes = 32;

}  // namespace

std::string random_bytes(std::size_t count) {
  std::string bytes(count, '\0');
  if (RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(count)) != 1) std::abort();
  return bytes;
}

std::string base64url(std::string_view bytes) {
  std::string text;
  std::uint32_t bits = 0;
  int held = 0;
  for (const unsigned char byte : bytes) {
    bits = (bits << 8) | byte;
    held += 8;
    while (held >= 6) {
      held -= 6;
      text += kBase64[(bits >> held) & 63];
    }
  }
  if (held > 0) text += kBase64[(bits << (6 - held)) & 63];
  return text;
}

std::optional<std::string> from_base64url(std::string_view text) {
  std::string bytes;
  std::uint32_t bits = 0;
  int held = 0;
  for (const char c : text) {
    const std::size_t digit = kBase64.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    bits = (bits << 6) | static_cast<std::uint32_t>(digit);
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes += static_cast<char>((bits >> held) & 0xFF);
  }
  return bytes;
}

std::string TokenTable::issue(const PersonId& person) {
  std::string token = base64url(random_bytes(kTokenBytes));
  by_hash_[storage::sha256(token)] = person;
  return token;
}

Result<void> TokenTable::load(const std::filesystem::path& file) {
  std::ifstream in(file);
  if (!in) return fail(Reason::kNotFound, file.string());
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    std::istringstream words(line.substr(0, line.find('#')));
    std::string hash;
    std::string person;
    if (!(words >> hash)) continue;
    const std::optional<std::string> bytes = from_hex(hash);
    if (!(words >> person) || !bytes || bytes->size() != 32) {
      return fail(Reason::kMalformedRequest, file.string() + ":" + std::to_string(number));
    }
    by_hash_[*bytes] = PersonId(person);
  }
  return {};
}

std::optional<PersonId> TokenTable::person_of(std::string_view authorization) const {
  constexpr std::string_view kScheme = "Bearer ";
  if (!authorization.starts_with(kScheme)) return std::nullopt;
  // Looked up by its hash, so the time it takes says nothing of how much of a guess was right.
  const auto found = by_hash_.find(storage::sha256(authorization.substr(kScheme.size())));
  if (found == by_hash_.end()) return std::nullopt;
  return found->second;
}

Result<void> write_private_file(const std::filesystem::path& file, std::string_view content) {
  const std::filesystem::path next = file.string() + ".new";
  const int descriptor = ::open(next.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (descriptor < 0) return fail(Reason::kStorageUnavailable, file.string());
  const ssize_t written = ::write(descriptor, content.data(), content.size());
  const bool kept = written == static_cast<ssize_t>(content.size()) && ::fsync(descriptor) == 0;
  ::close(descriptor);
  std::error_code error;
  if (kept) std::filesystem::rename(next, file, error);
  if (!kept || error) return fail(Reason::kStorageUnavailable, file.string());
  return {};
}

}  // namespace norma::server
