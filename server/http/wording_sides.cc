#include "server/http/wording_sides.h"

#include <algorithm>
#include <charconv>

#include "engine/acts/facts.h"
#include "engine/acts/wording/outline.h"
#include "engine/acts/wording/timeline.h"

namespace norma::server {
namespace {

Result<acts::Paragraphs> kept_wording(const v1::TextRef& text_ref, const v1::TextRef& outline_ref,
                                      acts::TextReader& texts) {
  const acts::WordingBounds bounds;
  const Result<std::string> text = texts.read(text_ref, bounds.text_bytes);
  if (!text) return tl::unexpected(text.error());
  const Result<std::string> outline = texts.read(outline_ref, bounds.text_bytes);
  if (!outline) return tl::unexpected(outline.error());
  return acts::read_wording(*text, *outline);
}

Result<acts::Paragraphs> wording_of_day(const v1::CaseState& act, const std::string& day, acts::TextReader& texts) {
  const std::optional<Date> date = parse_date(day);
  const v1::WordingState* wording = date ? acts::wording_in_force(act.act(), *date) : nullptr;
  if (wording == nullptr) return fail(Reason::kNoWordingInForce, day);
  return kept_wording(wording->text(), wording->outline(), texts);
}

/// The number behind a prefix: 3 of draft-3; 0 when it is none.
std::uint32_t number_after(std::string_view prefix, std::string_view word) {
  if (!word.starts_with(prefix)) return 0;
  word.remove_prefix(prefix.size());
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  return error == std::errc{} && end == word.data() + word.size() ? number : 0;
}

Result<acts::Paragraphs> with_draft(const WordingCases& cases, const v1::DraftState& draft, const std::string& day,
                                    acts::TextReader& texts) {
  const auto parts = acts::parts_of_draft(cases.state.case_id(), draft, day, day, texts);
  if (!parts) return tl::unexpected(parts.error());
  return acts::wording_on(cases.act.act(), *parts, day, texts);
}

}  // namespace

Result<acts::Paragraphs> named_wording(const WordingCases& cases, std::string_view field, const std::string& word,
                                       const std::string& day, acts::TextReader& texts) {
  if (word == "base") return wording_of_day(cases.act, day, texts);
  if (parse_date(word)) return wording_of_day(cases.act, word, texts);
  if (const std::uint32_t number = number_after("wording-", word); number != 0) {
    for (const v1::WordingState& wording : cases.act.act().wordings()) {
      if (wording.wording() == number) return kept_wording(wording.text(), wording.outline(), texts);
    }
    return fail(Reason::kNotFound, word);
  }
  const std::uint32_t version = number_after("draft-", word);
  if (version == 0) return fail(Reason::kInvalidField, std::string(field), word);
  for (const v1::DraftState& draft : cases.state.preparation().drafts()) {
    if (draft.version() != version) continue;
    return draft.has_instructions() ? with_draft(cases, draft, day, texts) : kept_wording(draft.text(), {}, texts);
  }
  return fail(Reason::kDraftVersionUnknown, std::to_string(version));
}

Result<acts::Paragraphs> preview_wording(const WordingCases& cases, const std::string& day, acts::TextReader& texts) {
  const auto& parts = cases.act.act().parts();
  const bool adopted = std::any_of(parts.begin(), parts.end(), [&](const v1::AmendmentPart& part) {
    return part.amendment() == cases.state.case_id();
  });
  if (adopted) return acts::wording_on(cases.act.act(), {}, day, texts);
  const auto& drafts = cases.state.preparation().drafts();
  if (drafts.empty()) return fail(Reason::kDraftMissing);
  return with_draft(cases, drafts[drafts.size() - 1], day, texts);
}

}  // namespace norma::server
