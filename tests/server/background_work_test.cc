#include "server/runtime/background_work.h"

#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "storage/memory/memory_storage.h"
#include "storage/merkle/sha256.h"
#include "workflows/clocks.h"
#include "workflows/registry.h"

namespace norma::server {
namespace {

class StandingClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override { return Instant(std::chrono::microseconds(1'800'000'000'000'000)); }
};

/// The registry's sequencer over a journal in memory, whose answers wait until the test lets them go.
class HeldAnswers {
 public:
  explicit HeldAnswers(bool hold) : hold_(hold) {
    RegistryAt registry;
    registry.legal_time = std::make_shared<const acts::LegalTime>(workflows::built_in_legal_time().value());
    registry.definitions = std::make_shared<const workflows::Registry>(storage::sha256);
    board_.post(std::move(registry));
    const Sequencer::Ports ports{storage_, storage_, clock_, board_};
    sequencer_.emplace(kRegistryPartition, ports, [this](CommittedGroup group) { deliver(std::move(group)); }, 0,
                       Instant{}, SequencerLimits{}, 1);
  }

  Sequencer& sequencer() { return *sequencer_; }

  /// Waits until so many answers are held.
  void await_held(std::size_t count) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return held_.size() >= count; });
  }
  std::size_t held() {
    const std::lock_guard lock(mutex_);
    return held_.size();
  }
  /// Answers everything held, and holds nothing from now on.
  void let_go() {
    std::vector<PendingReply> replies;
    {
      const std::lock_guard lock(mutex_);
      hold_ = false;
      replies = std::exchange(held_, {});
    }
    for (PendingReply& reply : replies) reply.handler(std::move(reply.outcome));
  }

 private:
  void deliver(CommittedGroup group) {
    for (PendingReply& reply : group.replies) {
      std::unique_lock lock(mutex_);
      if (hold_) {
        held_.push_back(std::move(reply));
        changed_.notify_all();
        continue;
      }
      lock.unlock();
      reply.handler(std::move(reply.outcome));
    }
  }

  storage::MemoryStorage storage_;
  StandingClock clock_;
  RegistryBoard board_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool hold_;
  std::vector<PendingReply> held_;
  std::optional<Sequencer> sequencer_;
};

acts::Command registration(const std::string& person) {
  acts::Command command = command_by_service("register:" + person);
  command.body.mutable_register_person()->set_person(person);
  return command;
}

/// One that the registry refuses: nobody knows the object.
acts::Command refused() {
  acts::Command command = command_by_service("reviews:none");
  command.body.mutable_complete_reviews()->set_object("nowhere");
  return command;
}

/// Waits for a number that another thread raises.
void await(const std::atomic<int>& number, int at_least) {
  while (number.load() < at_least) std::this_thread::yield();
}

TEST(BackgroundWork, LooksOnceAtTheStartAndAgainWhenItIsKicked) {
  std::atomic<int> looks = 0;
  BackgroundWork work(
      [&](BackgroundWork&) {
        ++looks;
        return true;
      },
      4);
  await(looks, 1);
  work.kick();
  await(looks, 2);
  work.stop();
  EXPECT_EQ(looks.load(), 2) << "nothing was left, so nothing was tried again";
}

TEST(BackgroundWork, TriesAgainWhatWasRefused) {
  HeldAnswers answers(false);
  std::atomic<int> looks = 0;
  std::atomic<int> done = 0;
  BackgroundWork work(
      [&](BackgroundWork& self) {
        acts::Command command = ++looks == 1 ? refused() : registration("anna");
        if (!self.submit(answers.sequencer(), std::move(command)) || !self.settle()) return false;
        ++done;
        return true;
      },
      4);
  await(done, 1);
  work.stop();
  EXPECT_EQ(looks.load(), 2);
}

TEST(BackgroundWork, LetsTheWorkJudgeWhichRefusalsLeaveNothingToDo) {
  HeldAnswers answers(false);
  std::atomic<int> looks = 0;
  std::atomic<int> done = 0;
  BackgroundWork work(
      [&](BackgroundWork& self) {
        ++looks;
        const auto judge = [](const Outcome& outcome) {
          return outcome.result || outcome.result.error().reason == Reason::kObjectUnknown;
        };
        if (!self.submit(answers.sequencer(), refused(), judge) || !self.settle()) return false;
        ++done;
        return true;
      },
      4);
  await(done, 1);
  work.stop();
  EXPECT_EQ(looks.load(), 1);
}

TEST(BackgroundWork, HasNoMoreUnansweredThanItMay) {
  // given answers that do not come yet
  HeldAnswers answers(true);
  std::atomic<int> given = 0;
  std::atomic<int> done = 0;
  BackgroundWork work(
      [&](BackgroundWork& self) {
        for (int i = 0; i < 5; ++i) {
          if (!self.submit(answers.sequencer(), registration("person-" + std::to_string(i)))) return false;
          ++given;
        }
        if (!self.settle()) return false;
        ++done;
        return true;
      },
      2);
  // when as many are given as may be
  answers.await_held(2);
  EXPECT_EQ(given.load(), 2);
  EXPECT_EQ(answers.held(), 2U);
  // then the others follow their answers
  answers.let_go();
  await(done, 1);
  EXPECT_EQ(given.load(), 5);
}

TEST(BackgroundWork, WaitsForItsAnswersBeforeItStops) {
  // given three commands that are not answered
  HeldAnswers answers(true);
  std::atomic<int> given = 0;
  std::atomic<int> answered = 0;
  std::atomic<int> refused_more = 0;
  BackgroundWork work(
      [&](BackgroundWork& self) {
        const auto judge = [&](const Outcome&) {
          ++answered;
          return true;
        };
        while (self.submit(answers.sequencer(), registration("person-" + std::to_string(given.load())), judge)) ++given;
        ++refused_more;
        return false;
      },
      3);
  answers.await_held(3);
  // when it is stopped, and the work has noticed
  std::atomic<bool> stopped = false;
  std::thread stops([&] {
    work.stop();
    stopped = true;
  });
  await(refused_more, 1);
  // then it is not over while they are unanswered
  for (int i = 0; i < 10'000 && !stopped.load(); ++i) std::this_thread::yield();
  EXPECT_FALSE(stopped.load());
  answers.let_go();
  stops.join();
  EXPECT_EQ(given.load(), 3);
  EXPECT_EQ(answered.load(), 3);
}

}  // namespace
}  // namespace norma::server
