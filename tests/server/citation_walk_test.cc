#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <condition_variable>
#include <mutex>
#include <string>
#include <vector>

#include "engine/acts/tables.h"
#include "norma/v1/alignment.pb.h"
#include "server/runtime/head.h"
#include "server/runtime/suspects.h"
#include "storage/memory/memory_storage.h"

namespace norma::server {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr Position kRevision = 42;
constexpr PartitionId kCases{1};

/// What some acts cite, in a store.
class Citations {
 public:
  void add(const std::string& act, const std::string& paragraph, const std::string& version_on = "2017-07-04",
           Position suspect = 0, const std::string& general_act = "MK-399") {
    v1::CitationRow row;
    row.set_target_version(version_on);
    row.set_suspect(suspect);
    writes_.push_back({family_of(acts::Table::kCitation), acts::citation_key(kCases, general_act, paragraph, act),
                       row.SerializeAsString()});
  }

  /// Everything that comes, so many acts in a step.
  std::vector<std::vector<std::string>> walk(const std::vector<std::string>& changed, bool unmarked_only,
                                             std::size_t most) {
    commit();
    acts::GeneralActVersion version;
    version.version_on = "2026-05-01";
    version.revision = kRevision;
    version.changed = changed;
    std::vector<std::vector<std::string>> steps;
    CitationWalk walk;
    while (!walk.ended) {
      steps.push_back(
          next_citing_acts(*storage_.snapshot(), "MK-399", version, unmarked_only, most, walk).value());
    }
    return steps;
  }

 private:
  void commit() {
    storage::Batch batch;
    batch.partition = kCases;
    batch.first = 1;
    batch.turns.push_back("a turn");
    batch.writes = std::exchange(writes_, {});
    bool done = false;
    storage_.append(std::move(batch), [&](const Result<void>& appended) {
      EXPECT_TRUE(appended);
      const std::lock_guard lock(mutex_);
      done = true;
      changed_.notify_all();
    });
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return done; });
  }

  storage::MemoryStorage storage_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<storage::Write> writes_;
};

TEST(CitationWalk, PassesOverWhatDidNotChangeAndOtherGeneralActs) {
  Citations citations;
  citations.add("act_1", "p1");
  citations.add("act_1", "p12");
  citations.add("act_2", "p12.3");
  citations.add("act_3", "p120");
  citations.add("act_4", "p13");
  citations.add("act_5", "p12", "2017-07-04", 0, "MK-402");
  citations.add("act_6", "p12", "2017-07-04", 0, "MK-3999");
  EXPECT_THAT(citations.walk({"p12/*"}, true, 100), ElementsAre(ElementsAre("act_1", "act_2")));
}

TEST(CitationWalk, LeavesOutWhatIsMarkedOrWasCheckedSince) {
  Citations citations;
  citations.add("act_1", "p12", "2017-07-04", kRevision);
  citations.add("act_2", "p12", "2026-05-01");
  citations.add("act_3", "p12", "2017-07-04", kRevision - 1);
  EXPECT_THAT(citations.walk({"*"}, true, 100), ElementsAre(ElementsAre("act_3")));
}

TEST(CitationWalk, CountsThoseToo) {
  Citations citations;
  citations.add("act_1", "p12", "2017-07-04", kRevision);
  citations.add("act_2", "p12", "2026-05-01");
  EXPECT_THAT(citations.walk({"*"}, false, 100), ElementsAre(ElementsAre("act_1", "act_2")));
}

TEST(CitationWalk, GoesOnWhereItStopped) {
  Citations citations;
  for (const char* paragraph : {"p1", "p2", "p3"}) {
    for (const char* act : {"act_1", "act_2", "act_3"}) citations.add(act, paragraph);
  }
  EXPECT_THAT(citations.walk({"p1", "p3"}, true, 2),
              ElementsAre(ElementsAre("act_1", "act_2"), ElementsAre("act_3", "act_1"), ElementsAre("act_2", "act_3"),
                          IsEmpty()));
}

TEST(CitationWalk, EndsWhereNothingIsCited) {
  Citations citations;
  EXPECT_THAT(citations.walk({"*"}, true, 2), ElementsAre(IsEmpty()));
}

}  // namespace
}  // namespace norma::server
