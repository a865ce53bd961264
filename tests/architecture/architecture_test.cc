#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "tests/architecture/checks.h"

namespace norma::architecture {
namespace {

std::filesystem::path root() {
  const char* const given = std::getenv("NORMA_SOURCE_DIR");
  return given != nullptr ? given : ".";
}

class Architecture : public testing::Test {
 protected:
  void SetUp() override {
    std::ifstream text(root() / "tests/architecture/include_policy.txt");
    ASSERT_TRUE(text) << "set NORMA_SOURCE_DIR to the root of the sources";
    policy_ = IncludePolicy::read(text);
    sources_ = read_sources(root());
    ASSERT_FALSE(sources_.empty());
  }

  static void expect_none(const std::vector<std::string>& found) {
    for (const auto& violation : found) ADD_FAILURE() << violation;
  }

  IncludePolicy policy_;
  std::vector<SourceFile> sources_;
};

TEST_F(Architecture, FoldersIncludeOnlyWhatThePolicyAllows) { expect_none(check_includes(policy_, sources_)); }

TEST_F(Architecture, TheEngineStaysPure) { expect_none(check_forbidden(policy_, sources_)); }

TEST_F(Architecture, FilesAndFunctionsKeepTheirSize) { expect_none(check_sizes(policy_, sources_)); }

TEST_F(Architecture, NamesSayWhatIsInside) { expect_none(check_names(policy_, sources_)); }

TEST_F(Architecture, TheRootHasOnlyTheRoomsOfTheDesign) { expect_none(check_root(root())); }

TEST_F(Architecture, FoldersDependOnEachOtherWithoutCycles) {
  EXPECT_EQ(folders_on_cycles(included_folders(policy_, sources_)), std::set<std::string>{});
}

TEST_F(Architecture, ThePolicyAllowsNoCycle) {
  EXPECT_EQ(folders_on_cycles(allowed_folders(policy_)), std::set<std::string>{});
}

}  // namespace
}  // namespace norma::architecture
