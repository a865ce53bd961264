#include <CLI/CLI.hpp>
#include <array>
#include <iostream>
#include <memory>

#include "server/cli/file_text.h"
#include "server/cli/workflow_commands.h"
#include "storage/merkle/sha256.h"
#include "workflows/finding.h"
#include "workflows/views/bpmn.h"
#include "workflows/views/layout.h"
#include "workflows/views/mermaid.h"
#include "workflows/views/outline.h"
#include "workflows/views/responsibility.h"

namespace norma::server::cli {
namespace {

namespace views = workflows::views;

struct ViewOptions {
  std::string file;
  std::string as = "table";
  std::string language = "lv";
};

struct View {
  const char* name;
  Result<std::string> (*write)(const views::Outline&, Language);
};

using LayoutWriter = std::string (*)(const views::Outline&, const views::Layout&, Language);

template <LayoutWriter kWrite>
Result<std::string> drawn(const views::Outline& outline, Language language) {
  const Result<views::Layout> layout = views::lay_out(outline, language);
  if (!layout) return tl::unexpected(layout.error());
  return kWrite(outline, *layout, language);
}

template <std::string (*kWrite)(const views::Outline&, Language)>
Result<std::string> written(const views::Outline& outline, Language language) {
  return kWrite(outline, language);
}

constexpr std::array<View, 6> kViews = {{
    {"table", written<views::responsibility_markdown>},
    {"table-json", written<views::responsibility_json>},
    {"mermaid", written<views::mermaid>},
    {"layout", drawn<views::layout_json>},
    {"svg", drawn<views::layout_svg>},
    {"bpmn", views::bpmn},
}};

int refuse(const std::string& file, const Error& error) {
  return report(Failure{ExitStatus::kError, file + ":" + workflows::format_finding(workflows::finding_of(error)), {}});
}

int view_file(const ViewOptions& options) {
  const Outcome<std::string> bytes = read_text(options.file);
  if (!bytes) return report(bytes.error());
  const Result<views::Outline> outline = views::read_outline(*bytes, storage::sha256(*bytes));
  if (!outline) return refuse(options.file, outline.error());
  for (const View& view : kViews) {
    if (options.as != view.name) continue;
    const Result<std::string> text = view.write(*outline, options.language == "en" ? Language::kEn : Language::kLv);
    if (!text) return refuse(options.file, text.error());
    std::cout << *text;
  }
  std::cout.flush();
  return static_cast<int>(std::cout ? ExitStatus::kOk : ExitStatus::kError);
}

}  // namespace

void add_workflow_view(CLI::App& workflow, ChosenCommand& chosen) {
  CLI::App* view = workflow.add_subcommand("view", "Show a definition (SCXML) as a table or a diagram, on standard output");
  const auto options = std::make_shared<ViewOptions>();
  view->add_option("FILE", options->file, "the definition")->required();
  std::vector<std::string> names;
  for (const View& one : kViews) names.emplace_back(one.name);
  view->add_option("--as", options->as, "the view")->check(CLI::IsMember(names))->capture_default_str();
  view->add_option("--lang", options->language, "language of its texts: lv or en")
      ->check(CLI::IsMember({"lv", "en"}))
      ->capture_default_str();
  view->callback([options, &chosen] { chosen = [options] { return view_file(*options); }; });
}

}  // namespace norma::server::cli
