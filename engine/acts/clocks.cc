#include "engine/acts/clocks.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/acts/terms.h"

namespace norma::acts {
namespace {

constexpr int kMostClocks = 1000;
constexpr std::size_t kMostIdBytes = 32;

constexpr std::array kEffects = {clock_effect::kDeemedAgreed, clock_effect::kDeemedNoObjection, clock_effect::kMayClose,
                                 clock_effect::kOverdue,      clock_effect::kLapsed,            clock_effect::kTask};

tl::unexpected<Error> invalid(const std::string& what) { return fail(Reason::kClockInvalid, what); }

/// T9, T4.sector: what a definition writes in an attribute.
bool is_clock_id(std::string_view id) {
  return !id.empty() && id.size() <= kMostIdBytes && id.front() == 'T' &&
         std::all_of(id.begin(), id.end(), [](char c) {
           return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_';
         });
}

Result<void> check_words(const v1::Clock& clock) {
  if (!is_clock_id(clock.id())) return invalid("an id begins with T and is made of letters, digits, dots: " + clock.id());
  const bool complete = !clock.lv().empty() && !clock.en().empty() && !clock.rule().empty() &&
                        !clock.source().empty() && !clock.starts().empty();
  if (!complete) return invalid(clock.id() + " needs lv, en, rule, source and starts");
  if (std::find(kEffects.begin(), kEffects.end(), clock.effect()) == kEffects.end()) {
    return invalid(clock.id() + ": unknown effect " + clock.effect());
  }
  return {};
}

Result<void> check_length(const v1::Clock& clock) {
  if (clock.duration().empty() == clock.until().empty()) return invalid(clock.id() + " needs either duration or until");
  if (!clock.duration().empty() && !parse_duration(clock.duration())) {
    return invalid(clock.id() + ": unknown duration " + clock.duration());
  }
  if (!clock.until().empty() && clock.until() != "commences_on" && clock.until() != "evaluate_on") {
    return invalid(clock.id() + ": until is commences_on or evaluate_on, not " + clock.until());
  }
  if (!clock.verified() && !clock.configurable()) return invalid(clock.id() + " is neither verified nor configurable");
  return {};
}

Result<void> check_references(const v1::Clock& clock, const std::map<std::string, const v1::Clock*>& by_id) {
  for (const std::string& other : {clock.within(), clock.urgent()}) {
    if (other.empty()) continue;
    const auto found = by_id.find(other);
    if (found == by_id.end()) return invalid(clock.id() + ": there is no clock " + other);
    const v1::Clock& target = *found->second;
    if (clock.duration().empty() || target.duration().empty()) {
      return invalid(clock.id() + " and " + other + " both need a duration");
    }
    if (!target.within().empty() || !target.urgent().empty()) return invalid(other + " refers to a clock itself");
  }
  if (!clock.urgent().empty() && !clock.configurable()) return invalid(clock.id() + " is fixed by law: never urgent");
  return {};
}

}  // namespace

void Clocks::put(v1::ClockVersion version) {
  std::string id = version.clock().id();
  by_id_.insert_or_assign(std::move(id), std::move(version));
}

const v1::ClockVersion* Clocks::find(std::string_view id) const {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? nullptr : &found->second;
}

Result<void> check_clock_catalogue(const v1::ClockCatalogue& catalogue) {
  if (catalogue.version().empty()) return invalid("version is empty");
  if (catalogue.clocks().empty() || catalogue.clocks_size() > kMostClocks) return invalid("number of clocks");
  std::map<std::string, const v1::Clock*> by_id;
  for (const v1::Clock& clock : catalogue.clocks()) {
    if (const Result<void> checked = check_words(clock); !checked) return checked;
    if (const Result<void> checked = check_length(clock); !checked) return checked;
    if (!by_id.emplace(clock.id(), &clock).second) return invalid(clock.id() + " is there twice");
  }
  for (const v1::Clock& clock : catalogue.clocks()) {
    if (const Result<void> checked = check_references(clock, by_id); !checked) return checked;
  }
  return {};
}

std::string clock_version_name(const v1::ClockVersion& version) {
  if (version.revision() == 0) return version.catalogue();
  return version.catalogue() + "#" + std::to_string(version.revision());
}

}  // namespace norma::acts
