#include "engine/acts/general_acts.h"

#include <algorithm>

namespace norma::acts {
namespace {

bool is_below(std::string_view paragraph, std::string_view above) {
  return paragraph.size() > above.size() && paragraph.starts_with(above) &&
         (paragraph[above.size()] == '.' || paragraph[above.size()] == '/');
}

GeneralActVersion version_of(const v1::GeneralActVersionRegistered& registered, Position position, Instant time) {
  GeneralActVersion version;
  version.version_on = registered.version_on();
  version.previous_on = registered.previous_on();
  version.requirements.assign(registered.requirements().begin(), registered.requirements().end());
  version.changed.assign(registered.changed().begin(), registered.changed().end());
  for (const int scale : registered.scales()) version.scales.push_back(static_cast<v1::Scale>(scale));
  version.published_in = registered.published_in();
  version.revision = position;
  version.recorded_at = time;
  return version;
}

}  // namespace

bool concerns_paragraph(std::string_view changed, std::string_view cited) {
  if (changed == "*") return true;
  const bool with_parts = changed.ends_with("/*");
  if (with_parts) changed.remove_suffix(2);
  return changed == cited || is_below(changed, cited) || (with_parts && is_below(cited, changed));
}

bool GeneralActVersion::binds(v1::Scale scale) const {
  return scales.empty() || std::find(scales.begin(), scales.end(), scale) != scales.end();
}

bool GeneralActVersion::has_requirement(std::string_view paragraph) const {
  const auto place = std::lower_bound(
      requirements.begin(), requirements.end(), paragraph,
      [](const v1::GeneralActRequirementRecorded& one, std::string_view id) { return one.paragraph() < id; });
  return place != requirements.end() && place->paragraph() == paragraph;
}

bool GeneralActVersion::changes(std::string_view paragraph) const {
  return std::any_of(changed.begin(), changed.end(),
                     [&](const std::string& one) { return concerns_paragraph(one, paragraph); });
}

const GeneralActVersion* GeneralAct::on(std::string_view date) const {
  const GeneralActVersion* best = nullptr;
  for (const GeneralActVersion& version : versions) {
    if (version.version_on <= date) best = &version;
  }
  return best;
}

const GeneralActVersion* GeneralAct::find(std::string_view version_on) const {
  const auto found = std::find_if(versions.begin(), versions.end(), [&](const GeneralActVersion& version) {
    return version.version_on == version_on;
  });
  return found == versions.end() ? nullptr : &*found;
}

void GeneralActs::apply(const v1::Event& event, Position position, Instant time) {
  if (event.has_general_act_version_registered()) {
    const v1::GeneralActVersionRegistered& registered = event.general_act_version_registered();
    const GeneralAct* earlier = find(registered.general_act());
    GeneralAct act = earlier == nullptr ? GeneralAct{registered.general_act(), {}} : *earlier;
    act.versions.push_back(version_of(registered, position, time));
    if (registered.changed_size() > 0) {
      std::vector<Revision> awaiting = *awaiting_;
      awaiting.push_back({act.code, registered.version_on(), position});
      awaiting_ = std::make_shared<const std::vector<Revision>>(std::move(awaiting));
    }
    put(std::move(act));
  } else if (event.has_suspects_completed()) {
    const v1::SuspectsCompleted& completed = event.suspects_completed();
    const GeneralAct* earlier = find(completed.general_act());
    if (earlier == nullptr) return;
    GeneralAct act = *earlier;
    for (GeneralActVersion& version : act.versions) {
      if (version.revision != completed.revision()) continue;
      version.suspects_completed = true;
      version.marked = completed.acts();
      version.unwatched = completed.unwatched();
    }
    std::vector<Revision> awaiting = *awaiting_;
    std::erase_if(awaiting, [&](const Revision& one) { return one.revision == completed.revision(); });
    awaiting_ = std::make_shared<const std::vector<Revision>>(std::move(awaiting));
    put(std::move(act));
  }
}

void GeneralActs::put(GeneralAct act) {
  const std::string code = act.code;
  if (acts_.find(code) == nullptr) {
    std::vector<std::string> codes = *codes_;
    codes.insert(std::lower_bound(codes.begin(), codes.end(), code), code);
    codes_ = std::make_shared<const std::vector<std::string>>(std::move(codes));
  }
  acts_.set(code, std::make_shared<const GeneralAct>(std::move(act)));
}

const GeneralAct* GeneralActs::find(std::string_view code) const {
  const auto* found = acts_.find(code);
  return found == nullptr ? nullptr : found->get();
}

std::vector<const GeneralAct*> GeneralActs::list() const {
  std::vector<const GeneralAct*> acts;
  for (const std::string& code : *codes_) acts.push_back(find(code));
  return acts;
}

}  // namespace norma::acts
