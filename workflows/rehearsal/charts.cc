#include "workflows/rehearsal/charts.h"

#include <utility>

#include "engine/statechart/compile.h"
#include "workflows/reader.h"

namespace norma::workflows {
namespace {

using ChartResult = Result<std::shared_ptr<const statechart::Chart>>;

ChartResult compile_text(const std::string& text, const ReadResource& read) {
  const Result<statechart::Element> root = read_xml(text);
  if (!root) return tl::unexpected(root.error());
  statechart::CompileLimits limits;
  limits.resource = read;
  limits.xml = [](std::string_view xml) { return read_xml(xml); };
  return statechart::compile(*root, limits);
}

}  // namespace

Result<v1::RehearsalDocument> RehearsalCharts::read(const std::string& text, const ReadResource& read) {
  v1::RehearsalDocument document;
  document.set_text(text);
  const ChartResult chart = compile_text(text, [&](std::string_view uri) -> Result<std::string> {
    Result<std::string> found = read(uri.starts_with("file:") ? uri.substr(5) : uri);
    if (!found) return found;
    v1::RehearsalResource& noted = *document.add_resources();
    noted.set_uri(std::string(uri));
    noted.set_text(*found);
    return found;
  });
  if (!chart) return tl::unexpected(chart.error());
  return document;
}

ChartResult RehearsalCharts::compiled(const v1::RehearsalDocument& document) {
  std::string key = document.SerializeAsString();
  if (const auto found = kept_.find(key); found != kept_.end()) return found->second;
  ChartResult chart = compile_text(document.text(), [&](std::string_view uri) -> Result<std::string> {
    for (const v1::RehearsalResource& one : document.resources()) {
      if (one.uri() == uri) return one.text();
    }
    return fail(Reason::kNotFound, uri);
  });
  if (!chart) return chart;
  if (kept_.size() >= kKeptCharts) kept_.clear();
  kept_.emplace(std::move(key), *chart);
  return chart;
}

ChartResult RehearsalCharts::chart(const v1::RehearsalState& rehearsal, const v1::RehearsalChart& place) {
  const auto nowhere = [] { return fail(Reason::kStorageCorrupt, "the chart of a rehearsal"); };
  if (place.document() >= static_cast<std::uint32_t>(rehearsal.documents_size())) return nowhere();
  ChartResult chart = compiled(rehearsal.documents(static_cast<int>(place.document())));
  if (!chart) return chart;
  for (const v1::RehearsalInvoke& inside : place.within()) {
    const std::optional<statechart::StateIndex> state = (*chart)->find(inside.state());
    if (!state || inside.position() >= (*chart)->state(*state).invokes.size()) return nowhere();
    std::shared_ptr<const statechart::Chart> inner = (*chart)->state(*state).invokes[inside.position()].child;
    if (inner == nullptr) return nowhere();
    chart = std::move(inner);
  }
  return chart;
}

v1::RehearsalInvoke place_of(const statechart::Chart& outer, const statechart::Chart& inner) {
  v1::RehearsalInvoke place;
  for (std::size_t index = 0; index < outer.state_count(); ++index) {
    const statechart::State& state = outer.state(static_cast<statechart::StateIndex>(index));
    for (std::size_t position = 0; position < state.invokes.size(); ++position) {
      if (state.invokes[position].child.get() != &inner) continue;
      place.set_state(state.id);
      place.set_position(static_cast<std::uint32_t>(position));
    }
  }
  return place;
}

}  // namespace norma::workflows
