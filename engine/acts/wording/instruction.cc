#include "engine/acts/wording/instruction.h"

#include <array>
#include <charconv>

namespace norma::acts {
namespace {

constexpr std::string_view kFirstLine = "norma-instructions 1\n";
constexpr std::array<std::string_view, 4> kKinds = {"insert", "substitute", "repeal", "renumber"};

void write_field(std::string& stored, std::string_view name, std::string_view value) {
  stored.append(name).append(" ").append(std::to_string(value.size())).append("\n").append(value).append("\n");
}

void write_words(std::string& stored, std::string_view name, std::string_view value) {
  if (!value.empty()) write_field(stored, name, value);
}

tl::unexpected<Error> misread(std::string_view what) {
  return fail(Reason::kStorageCorrupt, "instructions: " + std::string(what));
}

/// Takes a line off the front; nothing when there is none.
std::optional<std::string_view> take_line(std::string_view& stored) {
  const std::size_t end = stored.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view line = stored.substr(0, end);
  stored.remove_prefix(end + 1);
  return line;
}

bool set_field(TextInstruction& instruction, std::string_view name, std::string value) {
  if (name == "paragraph") instruction.paragraph = std::move(value);
  else if (name == "scope") instruction.scope = InstructionScope::kItself;
  else if (name == "inserted") instruction.inserted = std::move(value);
  else if (name == "text") instruction.text = std::move(value);
  else if (name == "gap") instruction.gap = std::move(value);
  else if (name == "words") instruction.words = std::move(value);
  else if (name == "number") instruction.number = std::move(value);
  else if (name == "commences-on") instruction.commences_on = std::move(value);
  else return false;
  return true;
}

Result<void> read_fields(std::string_view& stored, TextInstruction& instruction) {
  while (true) {
    const std::optional<std::string_view> line = take_line(stored);
    if (!line) return misread("unfinished");
    if (*line == ".") return {};
    const std::size_t space = line->find(' ');
    if (space == std::string_view::npos) return misread("field");
    const std::string_view digits = line->substr(space + 1);
    std::size_t size = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), size);
    if (error != std::errc{} || end != digits.data() + digits.size()) return misread("size");
    if (size >= stored.size() || stored[size] != '\n') return misread("value");
    if (!set_field(instruction, line->substr(0, space), std::string(stored.substr(0, size)))) return misread("name");
    stored.remove_prefix(size + 1);
  }
}

}  // namespace

std::string write_instructions(const TextInstructions& instructions) {
  std::string stored(kFirstLine);
  for (const TextInstruction& instruction : instructions) {
    stored.append(kKinds.at(static_cast<std::size_t>(instruction.kind))).append("\n");
    write_words(stored, "paragraph", instruction.paragraph);
    if (instruction.scope == InstructionScope::kItself) write_field(stored, "scope", "itself");
    write_words(stored, "inserted", instruction.inserted);
    write_words(stored, "text", instruction.text);
    if (instruction.gap) write_field(stored, "gap", *instruction.gap);
    write_words(stored, "words", instruction.words);
    write_words(stored, "number", instruction.number);
    write_words(stored, "commences-on", instruction.commences_on);
    stored += ".\n";
  }
  return stored;
}

Result<TextInstructions> read_instructions(std::string_view stored) {
  if (!stored.starts_with(kFirstLine)) return misread("version");
  stored.remove_prefix(kFirstLine.size());
  TextInstructions instructions;
  while (!stored.empty()) {
    const std::optional<std::string_view> line = take_line(stored);
    TextInstruction instruction;
    std::size_t kind = 0;
    while (line && kind < kKinds.size() && kKinds.at(kind) != *line) ++kind;
    if (!line || kind == kKinds.size()) return misread("kind");
    instruction.kind = static_cast<InstructionKind>(kind);
    if (const Result<void> fields = read_fields(stored, instruction); !fields) return tl::unexpected(fields.error());
    instructions.push_back(std::move(instruction));
    if (instructions.size() > kMostInstructions) return misread("too many");
  }
  return instructions;
}

}  // namespace norma::acts
