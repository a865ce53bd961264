#include "tests/conformance/suites.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <iostream>
#include <map>
#include <thread>

#include "tests/conformance/suite_files.h"

namespace norma::conformance {
namespace {

/// What each attempt said, in the order of the items.
template <class Item>
std::vector<std::string> try_all(const std::vector<Item>& items, const std::function<std::string(const Item&)>& attempt,
                                 unsigned at_a_time) {
  std::vector<std::string> faults(items.size());
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t i = next++; i < items.size(); i = next++) faults[i] = attempt(items[i]);
  };
  std::vector<std::thread> others;
  for (unsigned i = 1; i < at_a_time; ++i) others.emplace_back(work);
  work();
  for (std::thread& other : others) other.join();
  return faults;
}

std::string share(const std::map<W3cDocument::Kind, std::pair<int, int>>& counts, W3cDocument::Kind kind) {
  const auto found = counts.find(kind);
  if (found == counts.end()) return "0/0";
  return std::to_string(found->second.first) + "/" + std::to_string(found->second.second);
}

}  // namespace

std::vector<W3cDocument> w3c_documents(const std::filesystem::path& suites) {
  const std::filesystem::path folder = suites / "scxml-w3c";
  std::vector<W3cDocument> documents;
  for (const auto& row : read_table(folder / "manifest.tsv")) {
    const std::filesystem::path file = folder / (row.at("datamodel") == "null" ? "null" : "ecma") / row.at("file");
    const bool is_optional = row.at("conformance") == "optional";
    if (row.at("mode") == "automated") {
      documents.push_back({file, is_optional ? W3cDocument::Kind::kOptional : W3cDocument::Kind::kMandatory, row.at("assertion")});
    } else if (row.at("id") == "301") {
      documents.push_back({file, W3cDocument::Kind::kRejected, row.at("assertion")});
    }
  }
  for (const auto& entry : std::filesystem::directory_iterator(folder / "manual-as-auto")) {
    documents.push_back({entry.path(), W3cDocument::Kind::kManual, entry.path().stem().string()});
  }
  return documents;
}

workflows::ScriptBlock ScionCase::block() const {
  const Result<workflows::RehearsalScript> read = workflows::read_script(read_file(script));
  if (!read) throw std::runtime_error(script.string() + ": " + read.error().details.front());
  return by_legacy_block ? read->legacy.value() : read->expectations;
}

std::vector<ScionCase> scion_cases(const std::filesystem::path& suites) {
  const std::filesystem::path folder = suites / "scxml-scion";
  std::vector<ScionCase> cases;
  for (const auto& row : read_table(folder / "manifest.tsv")) {
    const std::string& name = row.at("case");
    const bool by_legacy_block = name == "more-parallel/test10" || name == "more-parallel/test10b";
    cases.push_back({name, folder / (name + ".scxml"), folder / (name + ".json"), by_legacy_block});
  }
  return cases;
}

void expect_w3c_passes(const std::string& door, const TryW3c& attempt, unsigned at_a_time) {
  const std::optional<std::filesystem::path> suites = suites_folder();
  if (!suites) GTEST_SKIP() << "the external suites are not here; set NORMA_SUITES";
  const std::vector<W3cDocument> documents = w3c_documents(*suites);
  const std::vector<std::string> faults = try_all<W3cDocument>(documents, attempt, at_a_time);
  std::map<W3cDocument::Kind, std::pair<int, int>> counts;
  for (std::size_t i = 0; i < documents.size(); ++i) {
    auto& [passed, all] = counts[documents[i].kind];
    ++all;
    if (faults[i].empty()) ++passed;
    EXPECT_EQ(faults[i], "") << documents[i].file << ": " << documents[i].assertion.substr(0, 160);
  }
  const std::string line = "mandatory=" + share(counts, W3cDocument::Kind::kMandatory) +
                           " optional=" + share(counts, W3cDocument::Kind::kOptional) +
                           " manual=" + share(counts, W3cDocument::Kind::kManual) +
                           " rejected=" + share(counts, W3cDocument::Kind::kRejected);
  std::cout << "w3c " << door << ": " << line << std::endl;
  EXPECT_EQ(line, "mandatory=160/160 optional=33/33 manual=5/5 rejected=1/1");
}

void expect_scion_passes(const std::string& door, const TryScion& attempt, unsigned at_a_time) {
  const std::optional<std::filesystem::path> suites = suites_folder();
  if (!suites) GTEST_SKIP() << "the external suites are not here; set NORMA_SUITES";
  const std::vector<ScionCase> cases = scion_cases(*suites);
  const std::vector<std::string> faults = try_all<ScionCase>(cases, attempt, at_a_time);
  const auto passed = std::count(faults.begin(), faults.end(), "");
  for (std::size_t i = 0; i < cases.size(); ++i) EXPECT_EQ(faults[i], "") << cases[i].name;
  std::cout << "scion " << door << ": " << passed << "/" << cases.size() << std::endl;
  EXPECT_EQ(passed, 127);
}

}  // namespace norma::conformance
