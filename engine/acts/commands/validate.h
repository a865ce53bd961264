#pragma once

#include <cstddef>

#include "engine/result.h"
#include "norma/v1/command.pb.h"

namespace norma::acts {

/// Bounds of what a command may carry.
struct CommandLimits {
  std::size_t text_bytes = 1 << 20;   ///< Fields that become blobs: text, problem, document, plan …
  std::size_t label_bytes = 1000;     ///< Names and notes of registers and reference data.
  std::size_t word_bytes = 200;       ///< Every other string.
  int repeated = 200;                 ///< Elements of one list.
  int instructions = 2000;            ///< Instructions of one draft; paragraphs of one general act.
};

/// Checks the form of a command before it is given to anyone: it depends on nothing but the command.
///
/// Errors, in this order: unknown_command (none set), then field by field in the order of the schema:
/// missing_field, invalid_field (a date that does not exist, an enumerator without a name, control characters),
/// limit_exceeded.
Result<void> validate_command(const v1::CommandBody& body, const CommandLimits& limits = {});

}  // namespace norma::acts
