#include <iostream>

#include "norma/v1/wording_api.pb.h"
#include "server/cli/commands.h"
#include "server/cli/json_messages.h"
#include "server/cli/table.h"

namespace norma::server::cli {
namespace {

std::string with_query(std::string target, const std::vector<std::pair<std::string, std::string>>& parameters) {
  char separator = '?';
  for (const auto& [name, value] : parameters) {
    if (value.empty()) continue;
    target += separator + name + "=" + encode_query(value);
    separator = '&';
  }
  return target;
}

/// Words that were removed stand as [-so-], added ones as {+so+}.
std::string marked(const v1::ParagraphChange& change) {
  std::string text;
  for (const v1::WordChange& word : change.words()) {
    switch (word.kind()) {
      case v1::WordChange::REMOVED:
        text += "[-" + word.text() + "-]";
        break;
      case v1::WordChange::ADDED:
        text += "{+" + word.text() + "+}";
        break;
      default:
        text += word.text();
    }
  }
  return text;
}

void print_changes(const v1::WordingDiff& diff) {
  for (const v1::ParagraphChange& change : diff.changes()) {
    const char* sign = change.kind() == v1::ParagraphChange::ADDED     ? "+ "
                       : change.kind() == v1::ParagraphChange::REMOVED ? "- "
                                                                       : "~ ";
    std::cout << sign << change.paragraph() << '\n' << marked(change) << "\n\n";
  }
  std::cout << diff.changes_size() << " changed, " << diff.same_paragraphs() << " the same\n";
  if (diff.coarse()) std::cout << "Very different texts: some stretches are shown as replaced whole.\n";
  if (diff.truncated()) std::cout << "There are more changes than are shown.\n";
}

}  // namespace

Outcome<void> print_diff(const ClientOptions& options, const std::string& case_id, const std::string& from,
                         const std::string& to, const std::string& on) {
  Outcome<ApiClient> client = make_client(options);
  if (!client) return tl::unexpected(client.error());
  const Outcome<std::string> path = path_of_case(case_id);
  if (!path) return tl::unexpected(path.error());
  v1::WordingDiff diff;
  const Outcome<HttpResponse> response =
      client->get(with_query(*path + "/diff", {{"from", from}, {"to", to}, {"on", on}}), diff);
  if (!response) return tl::unexpected(response.error());
  if (options.json()) {
    std::cout << response->body << '\n';
  } else {
    print_changes(diff);
  }
  return {};
}

Outcome<void> print_preview(const ClientOptions& options, const std::string& amendment, const std::string& on) {
  Outcome<ApiClient> client = make_client(options);
  if (!client) return tl::unexpected(client.error());
  const Outcome<std::string> path = path_of_case(amendment);
  if (!path) return tl::unexpected(path.error());
  const Outcome<HttpResponse> response = client->get(with_query(*path + "/preview", {{"on", on}}));
  if (!response) return tl::unexpected(response.error());
  std::cout << response->body;
  return {};
}

Outcome<void> print_instructions(const ClientOptions& options, const std::string& amendment,
                                 const std::string& version) {
  Outcome<ApiClient> client = make_client(options);
  if (!client) return tl::unexpected(client.error());
  const Outcome<std::string> path = path_of_case(amendment);
  if (!path) return tl::unexpected(path.error());
  v1::InstructionList list;
  const Outcome<HttpResponse> response =
      client->get(with_query(*path + "/instructions", {{"version", version}}), list);
  if (!response) return tl::unexpected(response.error());
  std::cout << (options.json() ? response->body + "\n" : list.amending_act());
  return {};
}

Outcome<void> print_paragraphs(const ClientOptions& options, const std::string& act, const std::string& as_of) {
  Outcome<ApiClient> client = make_client(options);
  if (!client) return tl::unexpected(client.error());
  const Outcome<std::string> path = path_of_case(act);
  if (!path) return tl::unexpected(path.error());
  v1::ParagraphList list;
  const Outcome<HttpResponse> response = client->get(with_query(*path + "/paragraphs", {{"as_of", as_of}}), list);
  if (!response) return tl::unexpected(response.error());
  if (options.json()) {
    std::cout << response->body << '\n';
    return {};
  }
  Table table({"PARAGRAPH", "PART OF", "NUMBER", "BYTES", "BEGINS"});
  for (const v1::ParagraphView& paragraph : list.paragraphs()) {
    const std::string line = paragraph.opening().substr(0, paragraph.opening().find('\n'));
    table.add({paragraph.id(), paragraph.parent(), paragraph.number(), std::to_string(paragraph.size_bytes()), line});
  }
  std::cout << table.str();
  return {};
}

}  // namespace norma::server::cli
