#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/architecture/include_policy.h"
#include "tests/architecture/source_text.h"

namespace norma::architecture {

/// The folders of sources the policy speaks of.
inline const std::vector<std::string> kSourceFolders{"proto", "engine", "workflows", "storage", "server"};

struct SourceFile {
  std::string path;  ///< from the root, with forward slashes
  std::string text;

  std::string directory() const;
  bool is_header() const { return path.ends_with(".h"); }
};

/// Top-level folder -> top-level folders it depends on.
using FolderGraph = std::map<std::string, std::set<std::string>>;

/// The .h, .cc and .def files below the source folders of `root`, sorted by path.
std::vector<SourceFile> read_sources(const std::filesystem::path& root);

// Each check returns one message per violation, `file:line: what` where there is a line.

/// Includes that the policy does not allow, are relative, or belong to no one known; folders without a line of their own.
std::vector<std::string> check_includes(const IncludePolicy& policy, const std::vector<SourceFile>& sources);

/// Includes and text that are forbidden below a folder whatever its line allows.
std::vector<std::string> check_forbidden(const IncludePolicy& policy, const std::vector<SourceFile>& sources);

/// Files and functions beyond their limit, and exceptions for files that are not there.
std::vector<std::string> check_sizes(const IncludePolicy& policy, const std::vector<SourceFile>& sources);

/// Files and folders with a forbidden name.
std::vector<std::string> check_names(const IncludePolicy& policy, const std::vector<SourceFile>& sources);

/// Folders in the root that the design has no room for; what begins with a dot, build and var are not looked at.
std::vector<std::string> check_root(const std::filesystem::path& root);

FolderGraph included_folders(const IncludePolicy& policy, const std::vector<SourceFile>& sources);
FolderGraph allowed_folders(const IncludePolicy& policy);

/// The folders left over when the graph is sorted topologically: those on cycles or dependent on them. Empty is good.
std::set<std::string> folders_on_cycles(FolderGraph graph);

}  // namespace norma::architecture
