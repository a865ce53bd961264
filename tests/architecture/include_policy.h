#pragma once

#include <cstddef>
#include <istream>
#include <map>
#include <optional>
#include <regex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace norma::architecture {

/// What one folder may include.
struct FolderPolicy {
  std::vector<std::string> own;
  std::set<std::string> third_parties;
};

struct ForbiddenText {
  std::string folder;
  std::regex pattern;
  std::string why;
};

/// The rules of include_policy.txt, as they stand there.
struct IncludePolicy {
  std::map<std::string, FolderPolicy> folders;
  std::map<std::string, std::string> generated;
  std::map<std::string, std::vector<std::string>> third_parties;
  std::map<std::string, std::set<std::string>> forbidden_includes;
  std::vector<ForbiddenText> forbidden_texts;
  std::set<std::string> forbidden_names;
  std::map<std::string, std::size_t> limits;
  std::map<std::pair<std::string, std::string>, std::size_t> exceptions;  ///< by rule and file

  /// Throws std::runtime_error with the line's number when a line is not understood.
  static IncludePolicy read(std::istream& text);

  /// The name of the most specific folder with a line that holds `directory`; empty when there is none.
  std::string folder_of(std::string_view directory) const;

  /// The third party an include in angle brackets or quotes belongs to; empty when it is none known.
  std::string third_party_of(std::string_view include) const;

  /// The limit of `rule` for `file`; none when the policy names none.
  std::optional<std::size_t> limit_of(const std::string& rule, const std::string& file) const;
};

/// Whether `path` is `folder` or lies below it.
bool lies_in(std::string_view path, std::string_view folder);

/// Whether an entry of FolderPolicy::own covers the file `path`.
bool covers(std::string_view own, std::string_view path);

}  // namespace norma::architecture
