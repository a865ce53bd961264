#include "server/runtime/reviews.h"

#include <chrono>
#include <utility>

#include "engine/acts/tables.h"
#include "server/runtime/head.h"

namespace norma::server {
namespace {

constexpr PartitionId kCases{1};
constexpr std::size_t kMostInFlight = 64;
constexpr std::chrono::milliseconds kTryAgainAfter{500};

bool is_of(const v1::CaseState& act, const acts::RegisteredObject& object) {
  return object.kind == v1::INSTITUTION_OBJECT ? act.institution() == object.id : act.object() == object.id;
}

/// Acts that can still apply: neither withdrawn nor repealed.
bool is_alive(const v1::CaseState& act) {
  for (const std::string& state : act.configuration()) {
    if (state == "withdrawn" || state == "repealed") return false;
  }
  return true;
}

/// Every act at the object, by a scan of the cases: an object ends seldom, and nobody waits for it.
std::vector<std::string> acts_at(const storage::Store& store, const acts::RegisteredObject& object) {
  std::vector<std::string> acts;
  const std::unique_ptr<storage::Snapshot> snapshot = store.snapshot();
  // An unreadable row is met again by the state check, which names it.
  [[maybe_unused]] const Result<void> scanned = snapshot->scan(
      family_of(acts::Table::kCaseList), acts::case_list_prefix(kCases, v1::ACT), {},
      [&](std::string_view key, std::string_view) {
        const std::string id(acts::case_of_case_list_key(key));
        const Result<std::optional<std::string>> stored =
            snapshot->get(family_of(acts::Table::kCase), acts::case_key(kCases, id));
        v1::CaseState act;
        if (!stored || !stored->has_value() || !act.ParseFromString(**stored)) return true;
        if (is_of(act, object) && is_alive(act)) acts.push_back(id);
        return true;
      });
  return acts;
}

acts::Command by_service(std::string key) {
  acts::Command command;
  command.actor = PersonId("system");
  command.internal = true;
  command.id = key;
  command.cause = key;
  command.payload_fingerprint = key;
  command.idempotency_key = std::move(key);
  return command;
}

}  // namespace

Reviews::Reviews(const RegistryBoard& registry, const storage::Store& store, Sequencer& registry_sequencer,
                 Sequencer& cases_sequencer)
    : registry_(registry),
      store_(store),
      registry_sequencer_(registry_sequencer),
      cases_sequencer_(cases_sequencer),
      thread_([this] { run(); }) {}

Reviews::~Reviews() { stop(); }

void Reviews::kick() {
  const std::lock_guard lock(mutex_);
  kicked_ = true;
  changed_.notify_all();
}

void Reviews::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    changed_.notify_all();
  }
  if (thread_.joinable()) thread_.join();
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return in_flight_ == 0; });
}

void Reviews::run() {
  std::unique_lock lock(mutex_);
  bool undone = false;
  while (!stopping_) {
    const auto woken = [this] { return stopping_ || kicked_; };
    if (undone) {
      changed_.wait_for(lock, kTryAgainAfter, woken);
    } else {
      changed_.wait(lock, woken);
    }
    if (stopping_) return;
    kicked_ = false;
    lock.unlock();
    const RegistryAt at = registry_.read();
    undone = false;
    for (const acts::RegisteredObject* object : at.registers->objects.awaiting_reviews()) {
      if (!review(*object)) undone = true;
    }
    lock.lock();
  }
}

bool Reviews::review(const acts::RegisteredObject& object) {
  // What an attempt before this left behind.
  if (!settle()) return false;
  const std::string ending = std::to_string(object.ended_position);
  const std::vector<std::string> acts = acts_at(store_, object);
  for (const std::string& act : acts) {
    acts::Command command = by_service("review:" + ending + ":" + act);
    v1::RaiseReviewNeed& raise = *command.body.mutable_raise_review_need();
    raise.set_act(act);
    raise.set_object(object.id);
    raise.set_cause(object.kind == v1::INSTITUTION_OBJECT ? v1::INSTITUTION_REORGANISED : v1::OBJECT_LIQUIDATED);
    raise.set_ended_on(object.ended_on);
    if (!submit(cases_sequencer_, std::move(command))) return false;
  }
  if (!settle()) return false;
  acts::Command complete = by_service("reviews:" + ending);
  complete.body.mutable_complete_reviews()->set_object(object.id);
  complete.body.mutable_complete_reviews()->set_acts(static_cast<std::uint32_t>(acts.size()));
  return submit(registry_sequencer_, std::move(complete)) && settle();
}

bool Reviews::submit(Sequencer& sequencer, acts::Command command) {
  {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return stopping_ || in_flight_ < kMostInFlight; });
    if (stopping_ || refused_) return false;
    ++in_flight_;
  }
  sequencer.submit(std::move(command), [this](const Outcome& outcome) {
    const std::lock_guard lock(mutex_);
    --in_flight_;
    refused_ = refused_ || !outcome.result;
    changed_.notify_all();
  });
  return true;
}

bool Reviews::settle() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return in_flight_ == 0; });
  return !std::exchange(refused_, false) && !stopping_;
}

}  // namespace norma::server
