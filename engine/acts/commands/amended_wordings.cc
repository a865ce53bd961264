#include "engine/acts/commands/amended_wordings.h"

#include <algorithm>

#include "engine/acts/commands/wording_schedule.h"

namespace norma::acts {
namespace {

/// Keeps the derived texts and gives them as an event carries them.
std::vector<v1::DerivedWording> keep(const std::vector<DerivedText>& texts, const v1::ActState& act,
                                     TextVault& vault) {
  std::vector<v1::DerivedWording> kept;
  v1::TextRef previous;
  for (const DerivedText& text : texts) {
    v1::DerivedWording& derived = kept.emplace_back();
    derived.set_commences_on(text.commences_on);
    derived.set_amendment(text.amendment);
    derived.set_adopted_on(text.adopted_on);
    derived.set_number(text.number);
    *derived.mutable_text() = text.whole.hash().empty() ? vault.seal(text.text) : text.whole;
    if (!text.outline.empty()) *derived.mutable_outline() = vault.seal(text.outline);
    *derived.mutable_base() = text.base.hash().empty() ? previous : text.base;
    for (const v1::WordingState& wording : act.wordings()) {
      const bool stands = wording.superseded_by() == 0 && wording.commences_on() == text.commences_on;
      if (stands) derived.set_supersedes(wording.wording());
    }
    previous = derived.text();
  }
  return kept;
}

/// Whether an amendment that has a part on the day is published.
bool is_published(const v1::ActState& act, const std::string& day) {
  return std::any_of(act.parts().begin(), act.parts().end(), [&](const v1::AmendmentPart& part) {
    return part.published() && part.commences_on() == day;
  });
}

}  // namespace

Result<Derivation> try_draft(Deliberation& deliberation, const std::string& amendment_id,
                             const std::string& commences_on) {
  const v1::CaseState& amendment = **deliberation.find(amendment_id);
  const Result<const v1::CaseState*> act = deliberation.find(amendment.amendment().act());
  if (!act) return tl::unexpected(act.error());
  const v1::PreparationState& preparation = amendment.preparation();
  TextVault& texts = deliberation.context().texts;
  const Result<std::vector<v1::AmendmentPart>> parts =
      parts_of_draft(amendment_id, preparation.drafts(preparation.drafts_size() - 1), commences_on, commences_on, texts);
  if (!parts) return tl::unexpected(parts.error());
  return derive_wordings((*act)->act(), *parts, texts);
}

Result<void> adopt_into_act(Deliberation& deliberation, const std::string& amendment_id) {
  const v1::CaseState& amendment = **deliberation.find(amendment_id);
  const std::string act_id = amendment.amendment().act();
  const Result<const v1::CaseState*> act = deliberation.find(act_id);
  if (!act) return tl::unexpected(act.error());
  const v1::PreparationState& preparation = amendment.preparation();
  TextVault& texts = deliberation.context().texts;
  Result<std::vector<v1::AmendmentPart>> parts =
      parts_of_draft(amendment_id, preparation.drafts(preparation.drafts_size() - 1), preparation.adopted_on(),
                     preparation.commences_on(), texts);
  if (!parts) return tl::unexpected(parts.error());
  if (!parts->empty() && parts->front().commences_on() < preparation.adopted_on()) {
    return fail(Reason::kCommencementBeforeAdoption);
  }
  for (v1::AmendmentPart& part : *parts) part.set_number(preparation.number());
  const Result<Derivation> derivation = derive_wordings((*act)->act(), *parts, texts);
  if (!derivation) return tl::unexpected(derivation.error());
  v1::Event event;
  v1::AmendmentAdopted& adopted = *event.mutable_amendment_adopted();
  adopted.set_amendment(amendment_id);
  for (v1::AmendmentPart& part : *parts) *adopted.add_parts() = std::move(part);
  for (v1::DerivedWording& derived : keep(derivation->wordings, (*act)->act(), texts)) {
    *adopted.add_derived() = std::move(derived);
  }
  deliberation.emit(act_id, std::move(event));
  return {};
}

Result<void> publish_into_act(Deliberation& deliberation, const std::string& amendment_id, const v1::TextRef& draft) {
  const v1::CaseState& amendment = **deliberation.find(amendment_id);
  const std::string act_id = amendment.amendment().act();
  const v1::TextRef sealed_draft = amendment.preparation().drafts(amendment.preparation().drafts_size() - 1).text();
  v1::Event event;
  event.mutable_amendment_published()->set_amendment(amendment_id);
  deliberation.emit(act_id, std::move(event));
  const v1::ActState act = (*deliberation.find(act_id))->act();
  TextVault& texts = deliberation.context().texts;
  for (const v1::DerivedWording& derived : act.derived()) {
    if (derived.wording() != 0 || !is_published(act, derived.commences_on())) continue;
    const bool is_draft = derived.text().hash() == sealed_draft.hash();
    const Result<v1::TextRef> text = is_draft ? draft : texts.publish(derived.text());
    if (!text) return tl::unexpected(text.error());
    v1::WordingScheduled scheduled;
    scheduled.set_commences_on(derived.commences_on());
    scheduled.set_adopted_on(derived.adopted_on());
    scheduled.set_number(derived.number());
    scheduled.set_amendment(derived.amendment());
    *scheduled.mutable_text() = *text;
    if (derived.has_outline()) {
      const Result<v1::TextRef> outline = texts.publish(derived.outline());
      if (!outline) return tl::unexpected(outline.error());
      *scheduled.mutable_outline() = *outline;
    }
    for (const v1::WordingState& wording : act.wordings()) {
      const bool stands = wording.superseded_by() == 0 && wording.commences_on() == derived.commences_on();
      if (stands) scheduled.add_supersedes(wording.wording());
    }
    if (const Result<void> done = schedule_wording(deliberation, act_id, std::move(scheduled)); !done) return done;
  }
  return {};
}

}  // namespace norma::acts
