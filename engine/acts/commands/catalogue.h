#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/acts/definition.h"
#include "engine/acts/deliberation.h"
#include "engine/acts/object_register.h"
#include "engine/result.h"
#include "norma/v1/command.pb.h"

namespace norma::acts {

/// Everything about a command that is not its own logic: one row per command.
///
/// The command's own function emits its events and returns the id of the case the reply names.
struct CommandRow {
  using Kind = v1::CommandBody::KindCase;
  using Decide = Result<std::string> (*)(const v1::CommandBody&, Deliberation&);
  using CaseOf = std::string (*)(const v1::CommandBody&);
  using InstitutionOf = std::string (*)(const v1::CommandBody&, const ObjectRegister&);

  Kind kind = v1::CommandBody::KIND_NOT_SET;
  std::string_view name;                       ///< Path under /v1/commands/, and event of the chart: submit-draft.
  std::vector<v1::CaseKind> works_on_kinds;    ///< Kinds of case it may address.
  std::vector<Part> parts;                     ///< Who may give it, besides assignees of tasks it completes.
  std::vector<std::string_view> required;      ///< Fields that must not be empty.
  std::vector<std::string_view> required_one;  ///< Fields of which one must not be empty; none: no such rule.
  bool in_chart = true;                        ///< The case's machine must accept the event of its name.
  bool registry = false;                       ///< Changes the registry, not a case.
  bool by_task = false;                        ///< Authorised by the task it names.
  bool by_set_owner = false;                   ///< Registry: owners of a service or resource set may give it as well.
  bool by_administrator = false;               ///< The administrator of the case's institution may give it as well.
  bool external = true;                        ///< People may give it; otherwise only the service itself.
  CaseOf case_of = nullptr;                    ///< The case it addresses; empty when it opens one.
  InstitutionOf institution_of = nullptr;      ///< Registry: whose administrator gives it; null: any institution's.
  Decide decide = nullptr;

  [[nodiscard]] bool works_on(v1::CaseKind kind) const;
};

/// All commands, in the order of the schema.
[[nodiscard]] std::span<const CommandRow> all_commands();

/// The row of a command, or null.
[[nodiscard]] const CommandRow* find_command(CommandRow::Kind kind);
[[nodiscard]] const CommandRow* find_command(std::string_view name);

}  // namespace norma::acts
