#include "storage/merkle/sha256.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <thread>

namespace norma::storage {
namespace {

std::string hex(std::string_view bytes) {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (const char byte : bytes) {
    const auto value = static_cast<unsigned char>(byte);
    text += kDigits[value >> 4U];
    text += kDigits[value & 15U];
  }
  return text;
}

TEST(Sha256, GivesThePublishedValues) {
  EXPECT_EQ(hex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(hex(sha256(std::string(1'000'000, 'a'))),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, OfTwoPartsIsThatOfTheWhole) {
  EXPECT_EQ(sha256_concat("a", "bc"), sha256("abc"));
  EXPECT_EQ(sha256_concat("", "abc"), sha256("abc"));
  EXPECT_EQ(sha256_digest("ab", "c"), sha256_digest("abc"));
}

TEST(Sha256, IsTheSameOnEveryThread) {
  std::string other;
  std::thread([&other] { other = sha256("abc"); }).join();
  EXPECT_EQ(other, sha256("abc"));
}

// RFC 4231, test cases 1, 2 and 6.
TEST(HmacSha256, GivesThePublishedValues) {
  EXPECT_EQ(hex(hmac_sha256(std::string(20, '\x0b'), "Hi There")),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  EXPECT_EQ(hex(hmac_sha256("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(hex(hmac_sha256(std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First")),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST(HmacSha256, TakesAnEmptyKeyAndForgetsTheKeyBefore) {
  (void)hmac_sha256("another key", "");
  EXPECT_EQ(hex(hmac_sha256("", "")), "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
}

}  // namespace
}  // namespace norma::storage
