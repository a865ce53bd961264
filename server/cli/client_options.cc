#include "server/cli/client_options.h"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <cstdlib>
#include <fstream>
#include <iterator>

namespace norma::server::cli {
namespace {

constexpr std::size_t kMaxTokenFileBytes = 1 << 20;

std::string trimmed(std::string text) {
  constexpr const char* kBlank = " \t\r\n";
  const std::size_t last = text.find_last_not_of(kBlank);
  text.erase(last == std::string::npos ? 0 : last + 1);
  text.erase(0, text.find_first_not_of(kBlank));
  return text;
}

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

std::string language_of(const ClientOptions& options) {
  if (!options.language.empty()) return options.language;
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const std::string locale = environment(name);
    if (!locale.empty()) return locale.starts_with("en") ? "en" : "lv";
  }
  return "lv";
}

}  // namespace

Outcome<std::string> read_token_file(const std::filesystem::path& file, const std::string& name) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return failure(ExitStatus::kUsage, "cannot read the token file " + file.string());
  std::string content((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  if (content.size() > kMaxTokenFileBytes) return failure(ExitStatus::kUsage, "the token file is too large");
  content = trimmed(std::move(content));
  if (!content.starts_with('{')) return content;
  boost::system::error_code error;
  const boost::json::value parsed = boost::json::parse(content, error);
  if (error || !parsed.is_object()) {
    return failure(ExitStatus::kUsage, file.string() + " is neither a token nor a JSON object of tokens");
  }
  const boost::json::value* token = parsed.get_object().if_contains(name);
  if (token != nullptr && token->is_string()) return std::string(token->get_string());
  std::string names;
  for (const auto& entry : parsed.get_object()) names += " " + std::string(entry.key());
  return failure(ExitStatus::kUsage, "name one of the tokens of " + file.string() + " with --as:" + names);
}

Outcome<std::string> find_token(const ClientOptions& options) {
  if (!options.token_file.empty()) return read_token_file(options.token_file, options.as);
  std::string token = environment("NORMA_TOKEN");
  if (token.empty()) return failure(ExitStatus::kUsage, "no token: set NORMA_TOKEN or give --token-file");
  return token;
}

Outcome<ApiClient> make_client(const ClientOptions& options) {
  const Outcome<Endpoint> server = parse_endpoint(options.server);
  if (!server) return tl::unexpected(server.error());
  Outcome<std::string> token = find_token(options);
  if (!token) return tl::unexpected(token.error());
  return ApiClient(*server, std::move(*token), language_of(options));
}

}  // namespace norma::server::cli
