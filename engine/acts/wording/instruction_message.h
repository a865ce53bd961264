#pragma once

#include <google/protobuf/repeated_ptr_field.h>

#include "engine/acts/wording/instruction.h"
#include "engine/result.h"
#include "norma/v1/wording.pb.h"

namespace norma::acts {

/// Instructions as people give them, checked one by one.
///
/// Errors, in this order: limit_exceeded (instructions), missing_field (instructions.kind), those of
/// check_instruction().
Result<TextInstructions> from_messages(const google::protobuf::RepeatedPtrField<v1::Instruction>& messages);

/// An instruction as the API shows it.
[[nodiscard]] v1::Instruction to_message(const TextInstruction& instruction);

}  // namespace norma::acts
