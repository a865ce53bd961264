#include "engine/acts/commands/deciders.h"

namespace norma::acts {
namespace {

bool is_own(const std::string& act) { return act.starts_with("act_"); }

/// Acts of this service that rows or the duplication check name must be there.
Result<void> check_act(Deliberation& deliberation, const std::string& act) {
  if (!is_own(act)) return {};
  const Result<const v1::CaseState*> found = deliberation.find(act);
  if (!found) return tl::unexpected(found.error());
  return (*found)->kind() == v1::ACT ? Result<void>{} : fail(Reason::kWrongCaseKind, act);
}

Result<void> check_rows(const v1::RecordInventory& command, Deliberation& deliberation) {
  for (const v1::InventoryRow& row : command.rows()) {
    if (row.act().empty()) return fail(Reason::kMissingField, "rows.act");
    if (row.verdict() == v1::INVENTORY_VERDICT_UNSPECIFIED) return fail(Reason::kMissingField, "rows.verdict");
    if (const Result<void> act = check_act(deliberation, row.act()); !act) return act;
  }
  return {};
}

Result<void> check_duplication(const v1::DuplicationCheck& check, Deliberation& deliberation) {
  if (check.result() == v1::DUPLICATION_RESULT_UNSPECIFIED) return fail(Reason::kMissingField, "duplication.result");
  const bool duplicates = check.result() == v1::DUPLICATES_AN_ACT;
  if (duplicates && check.acts().empty()) return fail(Reason::kMissingField, "duplication.acts");
  for (const std::string& act : check.acts()) {
    if (const Result<void> found = check_act(deliberation, act); !found) return found;
  }
  return {};
}

v1::InventoryEntry entry_of(const v1::InventoryRow& row, TextVault& texts) {
  v1::InventoryEntry entry;
  entry.set_act(row.act());
  entry.set_verdict(row.verdict());
  entry.set_issuer(row.issuer());
  entry.set_kind(row.kind());
  entry.set_status(row.status());
  entry.set_status_on(row.status_on());
  *entry.mutable_paragraphs() = row.paragraphs();
  if (!row.needed_change().empty()) *entry.mutable_needed_change() = texts.seal(row.needed_change());
  entry.set_outside(!is_own(row.act()));
  return entry;
}

}  // namespace

/// Attaches the inventory of existing acts, own and outside (pu2-6.md 3.1, action B2), and what the duplication check
/// found (MK 108 p.3). Without rows it says that there are none.
///
/// Errors, in this order: row by row missing_field (act, verdict), case_not_found, wrong_case_kind; of the duplication
/// check, if given: missing_field (result, acts), case_not_found, wrong_case_kind.
Result<std::string> decide_record_inventory(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::RecordInventory& command = body.record_inventory();
  if (const Result<void> rows = check_rows(command, deliberation); !rows) return tl::unexpected(rows.error());
  if (command.has_duplication()) {
    const Result<void> duplication = check_duplication(command.duplication(), deliberation);
    if (!duplication) return tl::unexpected(duplication.error());
  }
  TextVault& texts = deliberation.context().texts;
  v1::Event event;
  v1::InventoryRecorded& recorded = *event.mutable_inventory_recorded();
  for (const v1::InventoryRow& row : command.rows()) {
    v1::InventoryRow& kept = *recorded.add_rows();
    kept.set_act(row.act());
    kept.set_verdict(row.verdict());
    *recorded.add_entries() = entry_of(row, texts);
  }
  if (command.has_duplication()) {
    v1::DuplicationChecked& checked = *recorded.mutable_duplication();
    checked.set_result(command.duplication().result());
    *checked.mutable_acts() = command.duplication().acts();
    *checked.mutable_ground() = texts.seal(command.duplication().ground());
  }
  deliberation.emit(command.need(), std::move(event));
  return finish_step(deliberation, command.need(), "record-inventory");
}

}  // namespace norma::acts
