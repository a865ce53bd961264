#pragma once

#include <filesystem>
#include <string>

#include "server/cli/api_client.h"
#include "server/cli/outcome.h"

namespace norma::server::cli {

/// How a client command reaches its server, as whom, and how it prints.
struct ClientOptions {
  std::string server = "http://127.0.0.1:8080";
  std::filesystem::path token_file;  ///< A token, or a JSON object of tokens by name; empty: NORMA_TOKEN.
  std::string as;                    ///< Which name of a JSON token file.
  std::string output = "table";      ///< table or json.
  std::string language;              ///< Of the server's messages: lv or en; empty: by the locale.

  [[nodiscard]] bool json() const { return output == "json"; }
};

/// The token the options lead to. Fails with kUsage.
Outcome<std::string> find_token(const ClientOptions& options);

/// One entry of a token file. Fails with kUsage.
Outcome<std::string> read_token_file(const std::filesystem::path& file, const std::string& name);

/// A client for the options. Fails with kUsage.
Outcome<ApiClient> make_client(const ClientOptions& options);

}  // namespace norma::server::cli
