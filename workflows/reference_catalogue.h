#pragma once

#include <string_view>

#include "engine/result.h"
#include "norma/v1/registry.pb.h"

namespace norma::workflows {

/// Reads a catalogue of reference data into the command that takes it into the registry.
///
/// The document is one JSON object (catalogue/pu2-6.json):
///
///     {"version": "pu2-6-2026.1", "source": "the publication all of it comes from",
///      "kinds": [
///        {"kind": "conditions",                  a name of acts::reference_kind_name; each at most once
///         "source": "PU2-6, p. 5",               where the items stand, unless an item says otherwise
///         "flags": ["depends_on_pu2_6"],         marks that each item has, unset
///         "items": [
///           {"code": "N6-1", "lv": "Vienkāršība un ērtība saņēmējiem", "en": "simplicity and convenience ...",
///            "note_lv": "...", "note_en": "...",                         both or none
///            "variants": [{"code": "sectors", "lv": "Nozaru", "en": "sectors"}],
///            "attributes": {"group": "N6"},      facts that are codes
///            "flags": {"depends_on_pu2_6": "yes"},                       yes or no, where the mark is known
///            "source": "PU2-6, p. 5"}]}]}
///
/// Only `code`, `lv` and `en` are required of an item. Checked besides the form: no code twice in a kind, and what
/// attributes refer to is there (group of a condition, level and scale of a role, role of a duty or named person).
/// Errors: definition_invalid, with the place.
[[nodiscard]] Result<v1::ImportCatalogue> load_catalogue(std::string_view json);

}  // namespace norma::workflows
