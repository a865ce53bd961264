#pragma once

#include <memory>
#include <mutex>

#include "engine/acts/authority.h"
#include "engine/acts/legal_time.h"
#include "engine/ids.h"

namespace norma::server {

/// Authority and legal time as far as the registry's journal is durable, with the position they stand at.
struct AuthorityAt {
  std::shared_ptr<const acts::Authority> authority;
  std::shared_ptr<const acts::LegalTime> legal_time;
  Position position = 0;
};

/// Where the registry's sequencer posts what it holds and everyone reads it. Thread rule: any thread.
class AuthorityBoard {
 public:
  [[nodiscard]] AuthorityAt read() const {
    const std::lock_guard lock(mutex_);
    return current_;
  }

  void post(AuthorityAt next) {
    const std::lock_guard lock(mutex_);
    current_ = std::move(next);
  }

 private:
  mutable std::mutex mutex_;
  AuthorityAt current_{std::make_shared<const acts::Authority>(), nullptr, 0};
};

}  // namespace norma::server
