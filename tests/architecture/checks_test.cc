#include "tests/architecture/checks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>

namespace norma::architecture {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

constexpr const char* kPolicy = R"(# a policy for the trees below
@generated norma/v1 proto
@third_party rocksdb : rocksdb/
@third_party asio : boost/asio
proto : proto | std
engine : engine proto | std
engine/statechart : engine/statechart engine/* | std
storage : storage engine proto | std
storage/rocksdb : storage engine proto | std rocksdb
server : server storage engine proto | std rocksdb asio
@forbid_include engine : thread mutex
@forbid_text engine : (\w|>)\s*::\s*now\s*\( : time enters as data
@forbid_name utils
@limit header_lines 5
@limit source_lines 20
@limit function_lines 4
@exception source_lines engine/long_table.cc 30 : a table
)";

// A tree of sources in a folder of its own, removed at the end.
class Tree {
 public:
  Tree() {
    auto pattern = (std::filesystem::temp_directory_path() / "norma_architecture.XXXXXX").string();
    root_ = ::mkdtemp(pattern.data());
    add("engine/long_table.cc", std::string(25, '\n'));
  }
  ~Tree() { std::filesystem::remove_all(root_); }
  Tree(const Tree&) = delete;
  Tree& operator=(const Tree&) = delete;

  void add(const std::string& path, const std::string& text) {
    std::filesystem::create_directories((root_ / path).parent_path());
    std::ofstream(root_ / path) << text;
  }

  const std::filesystem::path& root() const { return root_; }
  std::vector<SourceFile> sources() const { return read_sources(root_); }

 private:
  std::filesystem::path root_;
};

IncludePolicy policy_of(const std::string& text) {
  std::istringstream stream(text);
  return IncludePolicy::read(stream);
}

class Checks : public testing::Test {
 protected:
  IncludePolicy policy_ = policy_of(kPolicy);
  Tree tree_;
};

TEST_F(Checks, FindNothingInATreeThatKeepsTheRules) {
  tree_.add("engine/ids.h", "#include <string>\n#include \"norma/v1/turn.pb.h\"\n");
  tree_.add("engine/statechart/chart.h", "#include \"engine/ids.h\"\n#include \"engine/statechart/set.h\"\n");
  tree_.add("storage/rocksdb/journal.cc", "#include <rocksdb/db.h>\n#include \"engine/ids.h\"\n");

  EXPECT_THAT(check_includes(policy_, tree_.sources()), IsEmpty());
  EXPECT_THAT(check_forbidden(policy_, tree_.sources()), IsEmpty());
  EXPECT_THAT(check_sizes(policy_, tree_.sources()), IsEmpty());
  EXPECT_THAT(check_names(policy_, tree_.sources()), IsEmpty());
  EXPECT_THAT(check_root(tree_.root()), IsEmpty());
  EXPECT_THAT(folders_on_cycles(included_folders(policy_, tree_.sources())), IsEmpty());
}

TEST_F(Checks, FindAnIncludeAgainstTheDirection) {
  tree_.add("engine/ids.h", "#pragma once\n#include \"storage/journal.h\"\n");

  EXPECT_THAT(check_includes(policy_, tree_.sources()), ElementsAre(StartsWith("engine/ids.h:2: ")));
}

TEST_F(Checks, LetTheMostSpecificFolderWin) {
  tree_.add("engine/statechart/chart.h", "#include \"engine/acts/state.h\"\n");
  tree_.add("engine/state.h", "#include \"engine/acts/state.h\"\n");

  EXPECT_THAT(check_includes(policy_, tree_.sources()), ElementsAre(StartsWith("engine/statechart/chart.h:1: ")));
}

TEST_F(Checks, FindAThirdPartyOutsideItsRoom) {
  tree_.add("storage/journal.h", "#include <rocksdb/db.h>\n");
  tree_.add("engine/ids.h", "#include <strange/thing.h>\n");

  EXPECT_THAT(check_includes(policy_, tree_.sources()),
              ElementsAre(HasSubstr("of no known third party: strange"), HasSubstr("has no room for rocksdb")));
}

TEST_F(Checks, FindIncludesNotWrittenFromTheRoot) {
  tree_.add("engine/a.h", "#include \"../engine/ids.h\"\n");
  tree_.add("engine/b.h", "#include \"ids.h\"\n");
  tree_.add("engine/c.h", "#include <engine/ids.h>\n");

  EXPECT_THAT(check_includes(policy_, tree_.sources()),
              ElementsAre(HasSubstr("relative"), HasSubstr("not written from the root"), HasSubstr("in quotes")));
}

TEST_F(Checks, FindFoldersUnknownToThePolicy) {
  tree_.add("server/attic/old.cc", "");
  tree_.add("workflows/reader.cc", "");
  tree_.add("lib/thing.h", "");

  EXPECT_THAT(check_includes(policy_, tree_.sources()),
              ElementsAre(HasSubstr("server/attic has no line"), HasSubstr("workflows has no line")));
  EXPECT_THAT(check_root(tree_.root()), ElementsAre(StartsWith("lib: ")));
}

TEST_F(Checks, FindWhatIsImpure) {
  tree_.add("engine/clock.cc", "#include <thread>\nauto t = Clock::now();\n// Clock::now() in words is fine\n");
  tree_.add("server/clock.cc", "#include <thread>\nauto t = Clock::now();\n");

  EXPECT_THAT(check_forbidden(policy_, tree_.sources()),
              ElementsAre("engine/clock.cc:1: forbidden include thread", "engine/clock.cc:2: time enters as data"));
}

TEST_F(Checks, FindFilesBeyondTheirSize) {
  tree_.add("engine/long.h", std::string(6, '\n'));
  tree_.add("engine/long.cc", std::string(21, '\n'));
  tree_.add("engine/long_table.cc", std::string(31, '\n'));

  EXPECT_THAT(check_sizes(policy_, tree_.sources()),
              ElementsAre(HasSubstr("source_lines is 20"), HasSubstr("header_lines is 5"), HasSubstr("source_lines is 30")));
}

TEST_F(Checks, FindExceptionsThatOutlivedTheirFile) {
  std::filesystem::remove(tree_.root() / "engine/long_table.cc");

  EXPECT_THAT(check_sizes(policy_, tree_.sources()), ElementsAre(StartsWith("engine/long_table.cc: an exception")));
}

TEST_F(Checks, FindLongFunctions) {
  tree_.add("engine/f.cc", "namespace norma {\nint short_one() {\n  return 1;\n}\nint long_one(int a) {\n\n\n\n  return a;\n}\n}\n");

  EXPECT_THAT(check_sizes(policy_, tree_.sources()), ElementsAre(StartsWith("engine/f.cc:5: 6 lines, function_lines")));
}

TEST_F(Checks, FindNamesThatSayNothing) {
  tree_.add("engine/utils.test.h", "");
  tree_.add("engine/utils/ids.h", "");

  EXPECT_THAT(check_names(policy_, tree_.sources()),
              ElementsAre(StartsWith("engine/utils.test.h: "), StartsWith("engine/utils/ids.h: ")));
}

TEST_F(Checks, FindCyclesAmongFolders) {
  tree_.add("engine/a.h", "#include \"storage/a.h\"\n");
  tree_.add("storage/a.h", "#include \"server/a.h\"\n");
  tree_.add("server/a.h", "#include \"engine/a.h\"\n#include \"norma/v1/turn.pb.h\"\n");

  EXPECT_THAT(folders_on_cycles(included_folders(policy_, tree_.sources())), ElementsAre("engine", "server", "storage"));
  EXPECT_THAT(folders_on_cycles(allowed_folders(policy_)), IsEmpty());
  EXPECT_THAT(folders_on_cycles(allowed_folders(policy_of("engine : storage | std\nstorage : engine | std\n"))),
              ElementsAre("engine", "storage"));
}

TEST(IncludePolicy, RefusesLinesItDoesNotUnderstand) {
  EXPECT_THROW(policy_of("engine engine | std\n"), std::runtime_error);
  EXPECT_THROW(policy_of("engine : engine std\n"), std::runtime_error);
  EXPECT_THROW(policy_of("engine : engine | boots\n"), std::runtime_error);
  EXPECT_THROW(policy_of("engine : engine | std\nengine : engine | std\n"), std::runtime_error);
  EXPECT_THROW(policy_of("@exception source_lines a.cc 500 : \n"), std::runtime_error);
  EXPECT_THROW(policy_of("@allow everything\n"), std::runtime_error);
}

std::vector<std::size_t> first_lines(std::string_view source) {
  std::vector<std::size_t> lines;
  for (const auto& function : functions_of(code_of(source))) lines.push_back(function.first_line);
  return lines;
}

TEST(FunctionsOf, SeesConstructorsMembersAndTemplates) {
  EXPECT_THAT(first_lines("A::A(int x)\n    : a_{x}, b_{x} {\n  run();\n}\nvoid A::run() const {}\n"), ElementsAre(1, 5));
  EXPECT_THAT(first_lines("class A {\n public:\n  int a() { return 1; }\n  int b{2};\n};\n"), ElementsAre(3));
  EXPECT_THAT(first_lines("template <class T>\nT twice(T t) { return t; }\n"), ElementsAre(1));
}

TEST(FunctionsOf, SeesNoFunctionInTypesAndTables) {
  EXPECT_THAT(first_lines("struct alignas(64) A {\n  int a;\n};\nenum class B { kOne };\n"), IsEmpty());
  EXPECT_THAT(first_lines("constexpr std::array kTable{\n  Row{1, 2},\n  Row{3, 4},\n};\nconst char* k[] = {\"{\", \"(\"};\n"), IsEmpty());
}

TEST(CodeOf, BlanksWhatIsNotCodeAndKeepsTheLines) {
  const auto code = code_of("a /* { */ b // {\n\"{\\\"\" R\"x({\")\")x\" '{' 1'000 {\n#define X {\nc\n");

  EXPECT_EQ(count_lines(code), 4U);
  EXPECT_EQ(std::count(code.begin(), code.end(), '{'), 1);
  EXPECT_THAT(code, HasSubstr("1'000"));
}

}  // namespace
}  // namespace norma::architecture
