#include "tests/architecture/checks.h"

#include <algorithm>
#include <fstream>
#include <sstream>

namespace norma::architecture {
namespace {

namespace fs = std::filesystem;

std::string at(const SourceFile& file, std::size_t line) { return file.path + ":" + std::to_string(line) + ": "; }

std::string top_of(std::string_view path) { return std::string(path.substr(0, path.find('/'))); }

// The path from the root an include means; empty when it is not one of ours.
std::string own_path(const IncludePolicy& policy, const std::string& include) {
  for (const auto& [prefix, folder] : policy.generated) {
    if (lies_in(include, prefix)) return folder + "/" + include;
  }
  const bool is_own = std::find(kSourceFolders.begin(), kSourceFolders.end(), top_of(include)) != kSourceFolders.end();
  const bool is_other_own = include.starts_with("tests/") || include.starts_with("deploy/");
  return is_own || is_other_own ? include : "";
}

bool is_relative(const Include& include) {
  return include.path.starts_with('.') || include.path.find("/.") != std::string::npos;
}

std::string judge(const IncludePolicy& policy, const FolderPolicy& allowed, const Include& include) {
  if (is_relative(include)) return "relative include " + include.path;
  if (const auto own = own_path(policy, include.path); !own.empty()) {
    if (!include.is_quoted) return "our own " + include.path + " belongs in quotes";
    const bool is_allowed = std::any_of(allowed.own.begin(), allowed.own.end(),
                                        [&](const auto& entry) { return covers(entry, own); });
    return is_allowed ? "" : "may not include " + include.path;
  }
  const auto third_party = policy.third_party_of(include.path);
  if (third_party.empty() || (third_party == "std" && include.is_quoted)) {
    return (include.is_quoted ? "not written from the root: " : "of no known third party: ") + include.path;
  }
  return allowed.third_parties.contains(third_party) ? "" : "has no room for " + third_party + ": " + include.path;
}

// A folder directly below a top-level folder needs a line of its own; deeper ones follow it.
bool has_own_line(const IncludePolicy& policy, const std::string& directory) {
  const auto folder = policy.folder_of(directory);
  return folder == directory || folder.find('/') != std::string::npos || top_of(directory) == "proto";
}

std::string stem_of(const std::string& component) { return component.substr(0, component.find('.')); }

void check_limit(const IncludePolicy& policy, const SourceFile& file, const std::string& rule, std::size_t line,
                 std::size_t size, std::vector<std::string>& found) {
  const auto limit = policy.limit_of(rule, file.path);
  if (limit && size > *limit) {
    found.push_back(at(file, line) + std::to_string(size) + " lines, " + rule + " is " + std::to_string(*limit));
  }
}

}  // namespace

std::string SourceFile::directory() const { return path.substr(0, path.rfind('/')); }

std::vector<SourceFile> read_sources(const fs::path& root) {
  static const std::set<std::string> kKinds{".h", ".cc", ".def"};
  std::vector<SourceFile> sources;
  for (const auto& folder : kSourceFolders) {
    if (!fs::is_directory(root / folder)) continue;
    for (auto entry = fs::recursive_directory_iterator(root / folder); entry != fs::recursive_directory_iterator(); ++entry) {
      if (entry->is_directory() && entry->path().filename() == "node_modules") entry.disable_recursion_pending();
      if (!entry->is_regular_file() || !kKinds.contains(entry->path().extension())) continue;
      std::ostringstream text;
      if (entry->file_size() > 0) text << std::ifstream(entry->path(), std::ios::binary).rdbuf();
      sources.push_back({entry->path().lexically_relative(root).generic_string(), text.str()});
    }
  }
  std::sort(sources.begin(), sources.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
  return sources;
}

std::vector<std::string> check_includes(const IncludePolicy& policy, const std::vector<SourceFile>& sources) {
  std::vector<std::string> found;
  for (const auto& file : sources) {
    const auto folder = policy.folder_of(file.directory());
    if (folder.empty() || !has_own_line(policy, file.directory())) {
      found.push_back(file.path + ": the folder " + file.directory() + " has no line in the policy");
      continue;
    }
    for (const auto& include : includes_of(file.text)) {
      const auto verdict = judge(policy, policy.folders.at(folder), include);
      if (!verdict.empty()) found.push_back(at(file, include.line) + folder + " " + verdict);
    }
  }
  return found;
}

std::vector<std::string> check_forbidden(const IncludePolicy& policy, const std::vector<SourceFile>& sources) {
  std::vector<std::string> found;
  for (const auto& file : sources) {
    for (const auto& [folder, names] : policy.forbidden_includes) {
      if (!lies_in(file.path, folder)) continue;
      for (const auto& include : includes_of(file.text)) {
        if (names.contains(include.path)) found.push_back(at(file, include.line) + "forbidden include " + include.path);
      }
    }
    std::istringstream code(code_of(file.text));
    std::string line;
    for (std::size_t number = 1; std::getline(code, line); ++number) {
      for (const auto& rule : policy.forbidden_texts) {
        if (!lies_in(file.path, rule.folder) || line.find('(') == std::string::npos) continue;
        if (std::regex_search(line, rule.pattern)) found.push_back(at(file, number) + rule.why);
      }
    }
  }
  return found;
}

std::vector<std::string> check_sizes(const IncludePolicy& policy, const std::vector<SourceFile>& sources) {
  std::vector<std::string> found;
  std::set<std::string> paths;
  for (const auto& file : sources) {
    paths.insert(file.path);
    if (file.path.ends_with(".def")) continue;
    const auto lines = count_lines(file.text);
    check_limit(policy, file, file.is_header() ? "header_lines" : "source_lines", lines, lines, found);
    for (const auto& function : functions_of(code_of(file.text))) {
      check_limit(policy, file, "function_lines", function.first_line, function.last_line - function.first_line + 1, found);
    }
  }
  for (const auto& [exception, limit] : policy.exceptions) {
    if (!paths.contains(exception.second)) found.push_back(exception.second + ": an exception for a file that is not there");
  }
  return found;
}

std::vector<std::string> check_names(const IncludePolicy& policy, const std::vector<SourceFile>& sources) {
  std::vector<std::string> found;
  for (const auto& file : sources) {
    std::istringstream components(file.path);
    for (std::string component; std::getline(components, component, '/');) {
      if (policy.forbidden_names.contains(stem_of(component))) found.push_back(file.path + ": '" + component + "' says nothing");
    }
  }
  return found;
}

std::vector<std::string> check_root(const fs::path& root) {
  std::set<std::string> known{"tests", "deploy", "build", "var"};
  known.insert(kSourceFolders.begin(), kSourceFolders.end());
  std::vector<std::string> found;
  for (const auto& entry : fs::directory_iterator(root)) {
    const auto name = entry.path().filename().string();
    if (entry.is_directory() && !name.starts_with('.') && !known.contains(name)) found.push_back(name + ": no such room");
  }
  return found;
}

FolderGraph included_folders(const IncludePolicy& policy, const std::vector<SourceFile>& sources) {
  FolderGraph graph;
  for (const auto& file : sources) {
    const auto from = top_of(file.path);
    auto& targets = graph[from];
    for (const auto& include : includes_of(file.text)) {
      const auto own = own_path(policy, include.path);
      if (!own.empty() && top_of(own) != from) targets.insert(top_of(own));
    }
  }
  return graph;
}

FolderGraph allowed_folders(const IncludePolicy& policy) {
  FolderGraph graph;
  for (const auto& [folder, allowed] : policy.folders) {
    const auto from = top_of(folder);
    auto& targets = graph[from];
    for (const auto& own : allowed.own) {
      if (top_of(own) != from) targets.insert(top_of(own));
    }
  }
  return graph;
}

std::set<std::string> folders_on_cycles(FolderGraph graph) {
  for (const auto& targets : FolderGraph(graph)) {
    for (const auto& target : targets.second) graph.try_emplace(target);
  }
  for (;;) {
    const auto done = std::find_if(graph.begin(), graph.end(), [](const auto& node) { return node.second.empty(); });
    if (done == graph.end()) break;
    const auto name = done->first;
    graph.erase(done);
    for (auto& [folder, targets] : graph) targets.erase(name);
  }
  std::set<std::string> left;
  for (const auto& [folder, targets] : graph) left.insert(folder);
  return left;
}

}  // namespace norma::architecture
