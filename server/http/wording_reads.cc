#include "engine/acts/policy.h"
#include "engine/acts/tables.h"
#include "engine/acts/wording/amending_act.h"
#include "engine/acts/wording/instruction_message.h"
#include "engine/acts/wording/timeline.h"
#include "engine/hex.h"
#include "server/auth/token_table.h"
#include "server/http/case_query.h"
#include "server/http/json.h"
#include "server/http/reads.h"
#include "server/http/wording_sides.h"
#include "server/http/wording_views.h"
#include "server/runtime/text_vault.h"
#include "storage/merkle/sha256.h"

namespace norma::server {
namespace {

/// The case asked about, which the person may read, with its act.
Result<WordingCases> wording_cases(const Service& service, const storage::Snapshot& snapshot, const Request& request) {
  WordingCases cases;
  Result<v1::CaseState> state = readable_case(service, snapshot, request.argument("id"), request.person);
  if (!state) return tl::unexpected(state.error());
  cases.state = std::move(*state);
  if (cases.state.kind() == v1::ACT) {
    cases.act = cases.state;
    return cases;
  }
  if (cases.state.kind() != v1::AMENDMENT) return fail(Reason::kWrongCaseKind, request.argument("id"));
  // Who works on an amendment has to see what it amends.
  Result<v1::CaseState> act = committed_case(snapshot, cases.state.amendment().act());
  if (!act) return tl::unexpected(act.error());
  cases.act = std::move(*act);
  return cases;
}

/// A day of legal time: the parameter, or today.
Result<std::string> asked_day(Service& service, const Request& request, std::string_view name) {
  const std::string text = request.parameter(name);
  if (text.empty()) return format_date(riga_date(service.clock().now()));
  if (!parse_date(text)) return fail(Reason::kInvalidField, std::string(name), text);
  return text;
}

const v1::DraftState* asked_draft(const v1::CaseState& state, const std::string& version) {
  const auto& drafts = state.preparation().drafts();
  if (version.empty()) return drafts.empty() ? nullptr : &drafts[drafts.size() - 1];
  for (const v1::DraftState& draft : drafts) {
    if (std::to_string(draft.version()) == version) return &draft;
  }
  return nullptr;
}

}  // namespace

Result<Response> get_paragraphs(Service& service, const Request& request) {
  const Result<std::string> day = asked_day(service, request, "as_of");
  if (!day) return tl::unexpected(day.error());
  const std::unique_ptr<storage::Snapshot> snapshot = service.store().snapshot();
  const Result<WordingCases> cases = wording_cases(service, *snapshot, request);
  if (!cases) return tl::unexpected(cases.error());
  SnapshotTexts texts(*snapshot);
  const Result<acts::Paragraphs> wording = named_wording(*cases, "as_of", "base", *day, texts);
  if (!wording) return tl::unexpected(wording.error());
  return json_response(paragraph_list(*wording));
}

Result<Response> get_diff(Service& service, const Request& request) {
  const Result<std::string> day = asked_day(service, request, "on");
  if (!day) return tl::unexpected(day.error());
  const std::unique_ptr<storage::Snapshot> snapshot = service.store().snapshot();
  const Result<WordingCases> cases = wording_cases(service, *snapshot, request);
  if (!cases) return tl::unexpected(cases.error());
  std::string from = request.parameter("from");
  std::string to = request.parameter("to");
  const v1::DraftState* draft = asked_draft(cases->state, {});
  if (cases->state.kind() == v1::AMENDMENT && draft != nullptr) {
    if (from.empty()) from = "base";
    if (to.empty()) to = "draft-" + std::to_string(draft->version());
  }
  SnapshotTexts texts(*snapshot);
  const Result<acts::Paragraphs> before = named_wording(*cases, "from", from, *day, texts);
  if (!before) return tl::unexpected(before.error());
  const Result<acts::Paragraphs> after = named_wording(*cases, "to", to, *day, texts);
  if (!after) return tl::unexpected(after.error());
  v1::WordingDiff diff = wording_diff(*before, *after);
  diff.set_from(from);
  diff.set_to(to);
  return json_response(diff);
}

Result<Response> get_preview(Service& service, const Request& request) {
  const Result<std::string> day = asked_day(service, request, "on");
  if (!day) return tl::unexpected(day.error());
  const std::unique_ptr<storage::Snapshot> snapshot = service.store().snapshot();
  const Result<WordingCases> cases = wording_cases(service, *snapshot, request);
  if (!cases) return tl::unexpected(cases.error());
  SnapshotTexts texts(*snapshot);
  const Result<acts::Paragraphs> wording = preview_wording(*cases, *day, texts);
  if (!wording) return tl::unexpected(wording.error());
  Response response;
  response.content_type = "text/plain; charset=utf-8";
  response.body = acts::wording_text(*wording);
  response.headers.emplace_back("ETag", "\"" + to_hex(storage::sha256(response.body)) + "\"");
  return response;
}

Result<Response> get_instructions(Service& service, const Request& request) {
  const Result<std::string> day = asked_day(service, request, "on");
  if (!day) return tl::unexpected(day.error());
  const std::unique_ptr<storage::Snapshot> snapshot = service.store().snapshot();
  const Result<WordingCases> cases = wording_cases(service, *snapshot, request);
  if (!cases) return tl::unexpected(cases.error());
  const std::string version = request.parameter("version");
  const v1::DraftState* draft = asked_draft(cases->state, version);
  if (draft == nullptr) return version.empty() ? fail(Reason::kDraftMissing) : fail(Reason::kDraftVersionUnknown, version);
  v1::InstructionList list;
  list.set_version(draft->version());
  if (!draft->has_instructions()) return json_response(list);
  SnapshotTexts texts(*snapshot);
  const Result<std::string> stored = texts.read(draft->instructions(), acts::TimelineBounds{}.instruction_bytes);
  if (!stored) return tl::unexpected(stored.error());
  const Result<acts::TextInstructions> instructions = acts::read_instructions(*stored);
  if (!instructions) return tl::unexpected(instructions.error());
  for (const acts::TextInstruction& instruction : *instructions) {
    *list.add_instructions() = acts::to_message(instruction);
  }
  const Result<acts::Paragraphs> base = named_wording(*cases, "on", "base", *day, texts);
  list.set_amending_act(acts::amending_act(*instructions, base ? *base : acts::Paragraphs{}));
  return json_response(list);
}

Result<Response> get_annotations(Service& service, const Request& request) {
  const Result<std::string> day = asked_day(service, request, "on");
  if (!day) return tl::unexpected(day.error());
  const std::unique_ptr<storage::Snapshot> snapshot = service.store().snapshot();
  const Result<WordingCases> cases = wording_cases(service, *snapshot, request);
  if (!cases) return tl::unexpected(cases.error());
  SnapshotTexts texts(*snapshot);
  const v1::DraftState* draft = asked_draft(cases->state, {});
  Result<acts::Paragraphs> latest;
  if (draft != nullptr) {
    latest = named_wording(*cases, "on", "draft-" + std::to_string(draft->version()), *day, texts);
  }
  v1::AnnotationList list;
  // What no longer fits is left out here and can be had by its hash.
  std::size_t room = DiffViewLimits{}.text_bytes;
  const auto text_of = [&texts, &room](const v1::TextRef& reference) {
    std::string text = texts.read(reference, room).value_or(std::string());
    room -= text.size();
    return text;
  };
  for (const v1::AnnotationState& annotation : cases->state.preparation().annotations()) {
    v1::AnnotationView& view = *list.add_annotations();
    *view.mutable_annotation() = annotation;
    view.set_quote(text_of(annotation.quote()));
    view.set_text(text_of(annotation.text()));
    view.set_wording(text_of(annotation.wording()));
    for (const v1::AnnotationReply& reply : annotation.replies()) view.add_replies(text_of(reply.text()));
    if (!latest) continue;
    for (const acts::Paragraph& paragraph : *latest) {
      const bool here = paragraph.id == annotation.paragraph() && paragraph.text.find(view.quote()) != std::string::npos;
      if (here) view.set_anchored(true);
    }
  }
  return json_response(list);
}

}  // namespace norma::server
