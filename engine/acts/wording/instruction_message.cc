#include "engine/acts/wording/instruction_message.h"

#include "engine/acts/wording/apply_instructions.h"

namespace norma::acts {
namespace {

TextInstruction from_message(const v1::Instruction& message) {
  TextInstruction instruction;
  instruction.kind = static_cast<InstructionKind>(static_cast<int>(message.kind()) - 1);
  instruction.paragraph = message.paragraph();
  instruction.scope =
      message.scope() == v1::Instruction::ITSELF ? InstructionScope::kItself : InstructionScope::kWithParts;
  instruction.inserted = message.inserted();
  instruction.text = message.text();
  if (message.has_gap()) instruction.gap = message.gap();
  instruction.words = message.words();
  instruction.number = message.number();
  instruction.commences_on = message.commences_on();
  return instruction;
}

}  // namespace

Result<TextInstructions> from_messages(const google::protobuf::RepeatedPtrField<v1::Instruction>& messages) {
  if (static_cast<std::size_t>(messages.size()) > kMostInstructions) {
    return fail(Reason::kLimitExceeded, "instructions", std::to_string(kMostInstructions));
  }
  TextInstructions instructions;
  instructions.reserve(static_cast<std::size_t>(messages.size()));
  for (const v1::Instruction& message : messages) {
    if (message.kind() == v1::Instruction::KIND_UNSPECIFIED) return fail(Reason::kMissingField, "instructions.kind");
    instructions.push_back(from_message(message));
    const Result<void> checked = check_instruction(instructions.back());
    if (!checked) return tl::unexpected(checked.error());
  }
  return instructions;
}

v1::Instruction to_message(const TextInstruction& instruction) {
  v1::Instruction message;
  message.set_kind(static_cast<v1::Instruction::Kind>(static_cast<int>(instruction.kind) + 1));
  message.set_paragraph(instruction.paragraph);
  message.set_scope(instruction.scope == InstructionScope::kItself ? v1::Instruction::ITSELF
                                                                  : v1::Instruction::WITH_PARTS);
  message.set_inserted(instruction.inserted);
  message.set_text(instruction.text);
  if (instruction.gap) message.set_gap(*instruction.gap);
  message.set_words(instruction.words);
  message.set_number(instruction.number);
  message.set_commences_on(instruction.commences_on);
  return message;
}

}  // namespace norma::acts
