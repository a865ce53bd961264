#include "storage/merkle/sha256.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <cstddef>
#include <cstdlib>
#include <memory>

namespace norma::storage {
namespace {

// A digest that cannot be computed leaves nothing that could be trusted: no caller can go on.
void require(bool computed) {
  if (!computed) std::abort();
}

struct FreeOpenssl {
  void operator()(EVP_MD* method) const { EVP_MD_free(method); }
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
  void operator()(EVP_MAC* method) const { EVP_MAC_free(method); }
  void operator()(EVP_MAC_CTX* context) const { EVP_MAC_CTX_free(context); }
};

// Fetched once: an implicit fetch and a new context cost more than hashing a turn.
class Hasher {
 public:
  Hasher() : method_(EVP_MD_fetch(nullptr, "SHA256", nullptr)), context_(EVP_MD_CTX_new()) {
    require(method_ && context_);
  }
  void begin() { require(EVP_DigestInit_ex2(context_.get(), method_.get(), nullptr) == 1); }
  void add(std::string_view bytes) {
    require(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) == 1);
  }
  Digest finish() {
    Digest digest{};
    require(EVP_DigestFinal_ex(context_.get(), digest.data(), nullptr) == 1);
    return digest;
  }

 private:
  std::unique_ptr<EVP_MD, FreeOpenssl> method_;
  std::unique_ptr<EVP_MD_CTX, FreeOpenssl> context_;
};

Hasher& hasher() {
  thread_local Hasher instance;
  return instance;
}

EVP_MAC_CTX* mac_context() {
  thread_local const std::unique_ptr<EVP_MAC, FreeOpenssl> method(EVP_MAC_fetch(nullptr, "HMAC", nullptr));
  thread_local const std::unique_ptr<EVP_MAC_CTX, FreeOpenssl> context(EVP_MAC_CTX_new(method.get()));
  require(context != nullptr);
  return context.get();
}

const unsigned char* octets(std::string_view bytes) {
  // A null key would mean "the key set before" to OpenSSL.
  static constexpr unsigned char kNone = 0;
  return bytes.empty() ? &kNone : static_cast<const unsigned char*>(static_cast<const void*>(bytes.data()));
}

std::string raw(const Digest& digest) { return {digest.begin(), digest.end()}; }

}  // namespace

Digest sha256_digest(std::string_view bytes) {
  Hasher& instance = hasher();
  instance.begin();
  instance.add(bytes);
  return instance.finish();
}

Digest sha256_digest(std::string_view first, std::string_view second) {
  Hasher& instance = hasher();
  instance.begin();
  instance.add(first);
  instance.add(second);
  return instance.finish();
}

std::string sha256(std::string_view bytes) { return raw(sha256_digest(bytes)); }

std::string sha256_concat(std::string_view first, std::string_view second) {
  return raw(sha256_digest(first, second));
}

std::string hmac_sha256(std::string_view key, std::string_view message) {
  char name[] = "SHA256";
  const OSSL_PARAM parameters[] = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, name, 0),
                                   OSSL_PARAM_construct_end()};
  EVP_MAC_CTX* context = mac_context();
  require(EVP_MAC_init(context, octets(key), key.size(), parameters) == 1);
  require(EVP_MAC_update(context, octets(message), message.size()) == 1);
  Digest code{};
  std::size_t written = 0;
  require(EVP_MAC_final(context, code.data(), &written, code.size()) == 1 && written == code.size());
  return raw(code);
}

}  // namespace norma::storage
