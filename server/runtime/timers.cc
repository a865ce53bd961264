#include "server/runtime/timers.h"

#include <vector>

#include "engine/acts/tables.h"
#include "server/runtime/head.h"

namespace norma::server {
namespace {

constexpr std::size_t kDuePerRound = 256;
constexpr std::chrono::milliseconds kLookEvery{500};

struct DueTerm {
  std::string key;
  v1::TimerRow row;
};

std::vector<DueTerm> due_terms(const storage::Store& store, PartitionId partition, Instant now) {
  std::vector<DueTerm> due;
  const std::string prefix = acts::table_prefix(partition, acts::Table::kTimer);
  // An unreadable row stays where it is and is met again; the state check names it.
  [[maybe_unused]] const Result<void> scanned = store.snapshot()->scan(
      family_of(acts::Table::kTimer), prefix, {}, [&](std::string_view key, std::string_view value) {
        if (acts::due_of_timer_key(key) > now || due.size() == kDuePerRound) return false;
        DueTerm term;
        term.key = std::string(key);
        if (term.row.ParseFromArray(value.data(), static_cast<int>(value.size()))) due.push_back(std::move(term));
        return true;
      });
  return due;
}

}  // namespace

Timers::Timers(PartitionId partition, const storage::Store& store, Sequencer& sequencer, const Clock& clock)
    : partition_(partition), store_(store), sequencer_(sequencer), clock_(clock), thread_([this] { run(); }) {}

Timers::~Timers() { stop(); }

void Timers::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    changed_.notify_all();
  }
  if (thread_.joinable()) thread_.join();
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return submitted_.empty(); });
}

void Timers::kick() {
  const std::lock_guard lock(mutex_);
  kicked_ = true;
  changed_.notify_all();
}

bool Timers::settle(std::size_t limit) {
  for (std::size_t i = 0; i < limit; ++i) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return stopping_ || submitted_.empty(); });
    if (stopping_) return false;
    // A round that had begun before the clock moved does not count: two new ones are awaited.
    const std::uint64_t wanted = rounds_ + 2;
    while (rounds_ < wanted && !stopping_) {
      kicked_ = true;
      changed_.notify_all();
      changed_.wait(lock, [this, before = rounds_] { return stopping_ || rounds_ != before; });
    }
    changed_.wait(lock, [this] { return stopping_ || submitted_.empty(); });
    if (!stopping_ && left_ == 0) return true;
  }
  return false;
}

void Timers::run() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    changed_.wait_for(lock, kLookEvery, [this] { return stopping_ || kicked_; });
    if (stopping_) return;
    kicked_ = false;
    lock.unlock();
    const std::size_t found = elapse_due();
    lock.lock();
    left_ = found;
    ++rounds_;
    changed_.notify_all();
  }
}

std::size_t Timers::elapse_due() {
  const std::vector<DueTerm> due = due_terms(store_, partition_, clock_.now());
  for (const DueTerm& term : due) {
    {
      const std::lock_guard lock(mutex_);
      if (stopping_ || !submitted_.insert(term.key).second) continue;
    }
    acts::Command command;
    command.id = "term:" + term.row.case_id() + "." + std::to_string(term.row.term());
    command.actor = PersonId("system");
    command.cause = command.id;
    command.internal = true;
    command.body.mutable_elapse_term()->set_case_id(term.row.case_id());
    command.body.mutable_elapse_term()->set_term(term.row.term());
    sequencer_.submit(std::move(command), [this, key = term.key](const Outcome&) {
      const std::lock_guard lock(mutex_);
      submitted_.erase(key);
      changed_.notify_all();
    });
  }
  return due.size();
}

}  // namespace norma::server
