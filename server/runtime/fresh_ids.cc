#include "server/runtime/fresh_ids.h"

namespace norma::server {
namespace {

constexpr std::string_view kBase32 = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::size_t kSaltBytes = 16;

}  // namespace

std::string FreshIds::fresh(std::string_view prefix) {
  const auto milliseconds = static_cast<std::uint64_t>(
      std::chrono::duration_cast<std::chrono::milliseconds>(clock_.now().time_since_epoch()).count());
  constexpr std::uint64_t kVersion7 = 0x7000;
  constexpr std::uint64_t kVariant = std::uint64_t{2} << 62;
  const std::uint64_t high = (milliseconds << 16) | kVersion7 | (random_() & 0x0FFF);
  const std::uint64_t low = kVariant | (random_() >> 2);
  // 130 bits as 26 digits: the first digit carries only the three top bits.
  std::string id(prefix);
  id += '_';
  for (int digit = 25; digit >= 0; --digit) {
    const int shift = digit * 5;
    std::uint64_t bits = 0;
    if (shift >= 64) {
      bits = high >> (shift - 64);
    } else if (shift + 5 > 64) {
      bits = (low >> shift) | (high << (64 - shift));
    } else {
      bits = low >> shift;
    }
    id += kBase32[bits & 31];
  }
  return id;
}

std::string FreshIds::salt() {
  std::string bytes;
  while (bytes.size() < kSaltBytes) {
    std::uint64_t word = random_();
    for (int i = 0; i < 8; ++i, word >>= 8) bytes += static_cast<char>(word & 0xFF);
  }
  return bytes;
}

std::uint64_t entropy_seed() {
  std::random_device device;
  return (std::uint64_t{device()} << 32) | device();
}

}  // namespace norma::server
