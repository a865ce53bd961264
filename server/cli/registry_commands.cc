#include <algorithm>
#include <cctype>
#include <iostream>

#include "norma/v1/registry_api.pb.h"
#include "server/cli/commands.h"
#include "server/cli/json_messages.h"
#include "server/cli/table.h"
#include "server/cli/turn_lines.h"

namespace norma::server::cli {
namespace {

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

std::string facts_of(const v1::ReferenceItemView& item) {
  std::string facts;
  const auto add = [&](const std::string& name, const std::string& value) {
    facts += (facts.empty() ? "" : " ") + name + "=" + value;
  };
  for (const v1::ReferenceAttribute& attribute : item.attributes()) add(attribute.name(), attribute.value());
  for (const v1::ReferenceFlagView& flag : item.flags()) add(flag.name(), flag.value());
  if (item.retired()) add("retired", "yes");
  return facts;
}

Outcome<void> print_items(ApiClient& client, const std::string& target, bool json) {
  v1::ReferenceList list;
  const Outcome<HttpResponse> response = client.get(target, list);
  if (!response) return tl::unexpected(response.error());
  if (json) {
    std::cout << response->body << '\n';
    return {};
  }
  Table table({"CODE", "VERSION", "SOURCE", "NAME", "FACTS"});
  for (const v1::ReferenceItemView& item : list.items()) {
    table.add({item.code(), std::to_string(item.version()), item.source(), item.label(), facts_of(item)});
  }
  std::cout << table.str();
  return {};
}

/// A query of those parts that are not empty.
std::string query_of(const std::vector<std::pair<std::string, std::string>>& parts) {
  std::string query;
  for (const auto& [name, value] : parts) {
    if (!value.empty()) query += (query.empty() ? "?" : "&") + name + "=" + encode_query(value);
  }
  return query;
}

}  // namespace

Outcome<void> list_reference(const ClientOptions& options, const std::string& kind, const std::string& as_of) {
  Outcome<ApiClient> client = make_client(options);
  if (!client) return tl::unexpected(client.error());
  if (!kind.empty()) {
    return print_items(*client, "/v1/reference/" + encode_query(kind) + query_of({{"as_of", as_of}}), options.json());
  }
  v1::ReferenceKindList list;
  const Outcome<HttpResponse> response = client->get("/v1/reference", list);
  if (!response) return tl::unexpected(response.error());
  if (options.json()) {
    std::cout << response->body << '\n';
    return {};
  }
  Table table({"KIND", "ITEMS", "RETIRED"});
  for (const v1::ReferenceKindView& one : list.kinds()) {
    table.add({one.kind(), std::to_string(one.items()), std::to_string(one.retired())});
  }
  std::cout << "catalogue " << list.catalogue_version() << "\n\n" << table.str();
  return {};
}

Outcome<void> show_reference(const ClientOptions& options, const std::string& kind, const std::string& code) {
  Outcome<ApiClient> client = make_client(options);
  if (!client) return tl::unexpected(client.error());
  return print_items(*client, "/v1/reference/" + encode_query(kind) + "/" + encode_query(code), options.json());
}

Outcome<void> print_authority(const ClientOptions& options, const AuthorityQuestion& question) {
  const bool of_role = !question.role.empty() && !question.object.empty();
  if (question.person.empty() != of_role) {
    return failure(ExitStatus::kUsage, "ask about --person, or about --role at --object");
  }
  Outcome<ApiClient> client = make_client(options);
  if (!client) return tl::unexpected(client.error());
  v1::AuthorityView view;
  const Outcome<HttpResponse> response =
      client->get("/v1/authority" + query_of({{"person", question.person},
                                              {"role", question.role},
                                              {"object", question.object},
                                              {"at", question.at},
                                              {"recorded_at", question.recorded_at}}),
                  view);
  if (!response) return tl::unexpected(response.error());
  if (options.json()) {
    std::cout << response->body << '\n';
    return {};
  }
  std::cout << "at " << local_time(view.at()) << ", as recorded at position " << view.registry_position() << "\n\n";
  Table table({"PERSON", "ROLE", "OBJECT", "FROM", "UNTIL", "FOR"});
  for (const v1::HoldingView& holding : view.holdings()) {
    table.add({holding.person(), lower(v1::Role_Name(holding.role())), holding.object(),
               local_time(holding.valid_from()), local_time(holding.valid_until()), holding.acting_for()});
  }
  std::cout << (table.empty() ? std::string("nobody\n") : table.str());
  for (const v1::SubstitutionState& one : view.substitutions()) {
    std::cout << one.substitution() << ": " << one.substitute() << " stands in for " << one.person() << " until "
              << local_time(one.valid_until()) << '\n';
  }
  return {};
}

}  // namespace norma::server::cli
