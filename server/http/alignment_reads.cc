#include "server/http/alignment_reads.h"

#include "engine/acts/alignment_facts.h"
#include "engine/acts/tables.h"
#include "engine/hex.h"
#include "norma/v1/alignment_api.pb.h"
#include "server/http/case_query.h"
#include "server/http/localised.h"
#include "server/http/recheck_progress.h"
#include "server/runtime/head.h"

namespace norma::server {
namespace {

constexpr int kPageRechecks = 100;
constexpr int kPageActs = 500;

v1::GeneralActVersionView version_view(const acts::GeneralActVersion& version, const storage::Snapshot& snapshot,
                                       bool whole) {
  v1::GeneralActVersionView view;
  view.set_version_on(version.version_on);
  view.set_previous_on(version.previous_on);
  for (const std::string& paragraph : version.changed) view.add_changed(paragraph);
  for (const v1::Scale scale : version.scales) view.add_scales(scale);
  view.set_published_in(version.published_in);
  *view.mutable_recorded_at() = to_timestamp(version.recorded_at);
  view.set_position(version.revision);
  if (!whole) return view;
  for (const v1::GeneralActRequirementRecorded& one : version.requirements) {
    v1::GeneralActRequirementView& requirement = *view.add_requirements();
    requirement.set_paragraph(one.paragraph());
    requirement.set_note(shown_text(snapshot, one.note()));
  }
  return view;
}

v1::GeneralActView act_view(const acts::ReferenceVersion& item, const acts::Registers& registers,
                            const storage::Snapshot& snapshot, Language language, bool whole) {
  v1::GeneralActView view;
  view.set_code(item.item.code());
  view.set_label(shown_text(snapshot, language == Language::kLv ? item.item.name_lv() : item.item.name_en()));
  view.set_under_revision(acts::is_under_revision(registers.reference, item.item.code()));
  view.set_retired(item.item.retired());
  const acts::GeneralAct* act = registers.general_acts.find(item.item.code());
  if (act == nullptr) return view;
  for (const acts::GeneralActVersion& version : act->versions) {
    *view.add_versions() = version_view(version, snapshot, whole);
  }
  return view;
}

/// What comes after the prefix of a table on an answer's pages, in hexadecimal.
Result<std::string> asked_page(const Request& request, const std::string& prefix) {
  const std::optional<std::string> after = from_hex(request.parameter("page"));
  if (!after) return fail(Reason::kInvalidField, "page", request.parameter("page"));
  return after->empty() ? std::string() : prefix + *after;
}

std::string today_of(Service& service) { return format_date(riga_date(service.clock().now())); }

v1::RecheckView recheck_view(const v1::RecheckRow& row, const std::string& today) {
  v1::RecheckView view;
  view.set_recheck(row.recheck());
  *view.mutable_owner() = row.owner();
  view.set_scale(row.scale());
  *view.mutable_progress() = row.progress();
  view.set_due_on(row.due_on());
  view.set_overdue(!row.due_on().empty() && row.due_on() < today);
  return view;
}

/// Adds the re-checks of a version that the person may read, a page of them.
Result<void> add_rechecks(Service& service, const storage::Snapshot& snapshot, const Request& request, Position revision,
                          v1::RecheckList& list) {
  const std::string prefix = acts::recheck_prefix(kCasesPartition, revision);
  const Result<std::string> after = asked_page(request, prefix);
  if (!after) return tl::unexpected(after.error());
  const std::string today = today_of(service);
  Result<void> read;
  const Result<void> scanned = snapshot.scan(
      family_of(acts::Table::kRecheck), prefix, *after, [&](std::string_view key, std::string_view value) {
        v1::RecheckRow row;
        if (!row.ParseFromArray(value.data(), static_cast<int>(value.size()))) return true;
        const Result<v1::CaseState> state = readable_case(service, snapshot, row.recheck(), request.person);
        if (!state && state.error().reason == Reason::kCaseNotFound) return true;
        if (!state) read = tl::unexpected(state.error());
        if (!state) return false;
        *list.add_rechecks() = recheck_view(row, today);
        if (list.rechecks_size() < kPageRechecks) return true;
        list.set_next_page(to_hex(key.substr(prefix.size())));
        return false;
      });
  return scanned ? read : scanned;
}

}  // namespace

Result<Response> list_general_acts(Service& service, const Request& request) {
  const RegistryAt registry = service.registry().read();
  const std::unique_ptr<storage::Snapshot> snapshot = service.store().snapshot();
  v1::GeneralActList list;
  for (const acts::ReferenceVersion* item :
       registry.registers->reference.list(v1::GENERAL_ACT_ITEM, service.clock().now())) {
    *list.add_general_acts() = act_view(*item, *registry.registers, *snapshot, request.language, false);
  }
  return localised_response(list, request);
}

Result<Response> get_general_act(Service& service, const Request& request) {
  const std::string& code = request.argument("code");
  const RegistryAt registry = service.registry().read();
  const acts::ReferenceVersion* item = registry.registers->reference.latest(v1::GENERAL_ACT_ITEM, code);
  if (item == nullptr) return fail(Reason::kNotFound, code);
  const std::unique_ptr<storage::Snapshot> snapshot = service.store().snapshot();
  v1::GeneralActView view = act_view(*item, *registry.registers, *snapshot, request.language, true);
  const acts::GeneralAct* act = registry.registers->general_acts.find(code);
  for (int i = 0; act != nullptr && i < view.versions_size(); ++i) {
    const acts::GeneralActVersion& version = act->versions[static_cast<std::size_t>(i)];
    if (version.changed.empty()) continue;
    Result<v1::RecheckProgress> progress = recheck_progress(*snapshot, code, version, today_of(service));
    if (!progress) return tl::unexpected(progress.error());
    *view.mutable_versions(i)->mutable_recheck() = std::move(*progress);
  }
  return localised_response(view, request);
}

Result<Response> list_rechecks(Service& service, const Request& request) {
  const std::string code = request.parameter("general_act");
  const std::string version_on = request.parameter("version");
  if (code.empty()) return fail(Reason::kMissingField, "general_act");
  if (version_on.empty()) return fail(Reason::kMissingField, "version");
  const RegistryAt registry = service.registry().read();
  const acts::GeneralAct* act = registry.registers->general_acts.find(code);
  const acts::GeneralActVersion* version = act == nullptr ? nullptr : act->find(version_on);
  if (version == nullptr) return fail(Reason::kNotFound, code + "@" + version_on);
  const std::unique_ptr<storage::Snapshot> snapshot = service.store().snapshot();
  v1::RecheckList list;
  list.set_general_act(code);
  list.set_version_on(version_on);
  Result<v1::RecheckProgress> progress = recheck_progress(*snapshot, code, *version, today_of(service));
  if (!progress) return tl::unexpected(progress.error());
  *list.mutable_progress() = std::move(*progress);
  const Result<void> added = add_rechecks(service, *snapshot, request, version->revision, list);
  if (!added) return tl::unexpected(added.error());
  return localised_response(list, request);
}

Result<Response> get_recheck_acts(Service& service, const Request& request) {
  const std::string& recheck = request.argument("id");
  const std::unique_ptr<storage::Snapshot> snapshot = service.store().snapshot();
  const Result<v1::CaseState> state = readable_case(service, *snapshot, recheck, request.person);
  if (!state) return tl::unexpected(state.error());
  const std::string prefix = acts::recheck_act_prefix(kCasesPartition, recheck);
  const Result<std::string> after = asked_page(request, prefix);
  if (!after) return tl::unexpected(after.error());
  v1::RecheckActList list;
  const Result<void> scanned =
      snapshot->scan(family_of(acts::Table::kRecheckAct), prefix, *after, [&](std::string_view key, std::string_view value) {
        v1::RecheckActRow row;
        if (!row.ParseFromArray(value.data(), static_cast<int>(value.size()))) return true;
        v1::RecheckActView& view = *list.add_acts();
        view.set_act(std::string(key.substr(prefix.size())));
        view.set_cleared(row.cleared());
        view.set_how(row.how());
        view.set_misaligned(row.misaligned());
        if (list.acts_size() < kPageActs) return true;
        list.set_next_page(to_hex(key.substr(prefix.size())));
        return false;
      });
  if (!scanned) return tl::unexpected(scanned.error());
  return localised_response(list, request);
}

}  // namespace norma::server
