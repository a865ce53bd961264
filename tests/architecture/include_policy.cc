#include "tests/architecture/include_policy.h"

#include <algorithm>
#include <sstream>
#include <stdexcept>

namespace norma::architecture {
namespace {

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(" \t\r") - first + 1));
}

std::vector<std::string> words_of(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

std::pair<std::string, std::string> split_at(const std::string& text, std::string_view separator) {
  const auto at = text.find(separator);
  if (at == std::string::npos) throw std::runtime_error("no '" + trimmed(separator) + "'");
  return {trimmed(std::string_view(text).substr(0, at)), trimmed(std::string_view(text).substr(at + separator.size()))};
}

void require(bool holds, const char* what) {
  if (!holds) throw std::runtime_error(what);
}

void read_folder(IncludePolicy& policy, const std::string& line) {
  const auto [folder, rest] = split_at(line, " : ");
  const auto [own, third_parties] = split_at(rest, "|");
  const auto names = words_of(third_parties);
  const bool is_new = policy.folders.emplace(folder, FolderPolicy{words_of(own), {names.begin(), names.end()}}).second;
  require(is_new, "the folder has two lines");
}

void read_exception(IncludePolicy& policy, const std::string& rest) {
  const auto [head, why] = split_at(rest, " : ");
  const auto words = words_of(head);
  require(words.size() == 3 && !why.empty(), "expected RULE FILE LINES : WHY");
  policy.exceptions[{words[0], words[1]}] = std::stoul(words[2]);
}

void read_directive(IncludePolicy& policy, const std::string& line) {
  const auto [directive, rest] = split_at(line, " ");
  if (directive == "@third_party") {
    const auto [name, prefixes] = split_at(rest, " : ");
    policy.third_parties[name] = words_of(prefixes);
  } else if (directive == "@forbid_include") {
    const auto [folder, names] = split_at(rest, " : ");
    for (const auto& name : words_of(names)) policy.forbidden_includes[folder].insert(name);
  } else if (directive == "@forbid_text") {
    const auto [folder, rule] = split_at(rest, " : ");
    const auto [pattern, why] = split_at(rule, " : ");
    policy.forbidden_texts.push_back({folder, std::regex(pattern), why});
  } else if (directive == "@forbid_name") {
    for (const auto& name : words_of(rest)) policy.forbidden_names.insert(name);
  } else if (directive == "@exception") {
    read_exception(policy, rest);
  } else {
    const auto words = words_of(rest);
    require(words.size() == 2, "expected two words");
    if (directive == "@generated") {
      policy.generated[words[0]] = words[1];
    } else if (directive == "@limit") {
      policy.limits[words[0]] = std::stoul(words[1]);
    } else {
      throw std::runtime_error("unknown directive " + directive);
    }
  }
}

void require_known_third_parties(const IncludePolicy& policy) {
  for (const auto& [folder, allowed] : policy.folders) {
    for (const auto& name : allowed.third_parties) {
      if (name != "std" && !policy.third_parties.contains(name)) {
        throw std::runtime_error("policy: " + folder + " names the unknown third party " + name);
      }
    }
  }
}

}  // namespace

IncludePolicy IncludePolicy::read(std::istream& text) {
  IncludePolicy policy;
  std::string raw;
  for (std::size_t number = 1; std::getline(text, raw); ++number) {
    const auto line = trimmed(raw);
    if (line.empty() || line.front() == '#') continue;
    try {
      line.front() == '@' ? read_directive(policy, line) : read_folder(policy, line);
    } catch (const std::exception& error) {
      throw std::runtime_error("policy line " + std::to_string(number) + ": " + error.what());
    }
  }
  require_known_third_parties(policy);
  return policy;
}

std::string IncludePolicy::folder_of(std::string_view directory) const {
  std::string best;
  for (const auto& [folder, allowed] : folders) {
    if (lies_in(directory, folder) && folder.size() > best.size()) best = folder;
  }
  return best;
}

std::string IncludePolicy::third_party_of(std::string_view include) const {
  for (const auto& [name, prefixes] : third_parties) {
    if (std::any_of(prefixes.begin(), prefixes.end(), [&](const auto& prefix) { return include.starts_with(prefix); })) {
      return name;
    }
  }
  return include.find_first_of("./") == std::string_view::npos ? "std" : "";
}

std::optional<std::size_t> IncludePolicy::limit_of(const std::string& rule, const std::string& file) const {
  if (const auto exception = exceptions.find({rule, file}); exception != exceptions.end()) return exception->second;
  if (const auto limit = limits.find(rule); limit != limits.end()) return limit->second;
  return std::nullopt;
}

bool lies_in(std::string_view path, std::string_view folder) {
  return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

bool covers(std::string_view own, std::string_view path) {
  if (!own.ends_with("/*")) return lies_in(path, own);
  const auto folder = own.substr(0, own.size() - 2);
  return lies_in(path, folder) && path.find('/', folder.size() + 1) == std::string_view::npos;
}

}  // namespace norma::architecture
