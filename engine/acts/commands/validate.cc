#include "engine/acts/commands/validate.h"

#include <google/protobuf/descriptor.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "engine/acts/commands/catalogue.h"
#include "engine/instant.h"

namespace norma::acts {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

constexpr std::array<std::string_view, 17> kTextFields = {
    "text", "problem", "reason", "note",  "ground",  "title",         "display_name", "legal_basis",  "document",
    "plan", "gap",     "words",  "quote", "wording", "needed_change", "alternatives", "wanted_effect"};
/// Lists as long as an act has paragraphs.
constexpr std::array<std::string_view, 4> kParagraphLists = {"instructions", "requirements", "dropped", "changed"};

bool is_text(const FieldDescriptor& field) {
  return std::find(kTextFields.begin(), kTextFields.end(), field.name()) != kTextFields.end();
}

bool is_label(const FieldDescriptor& field) {
  const std::string_view name = field.name();
  return name == "name_lv" || name == "name_en" || name == "note_lv" || name == "note_en";
}

bool is_date(const FieldDescriptor& field) {
  const std::string_view name = field.name();
  return name.ends_with("_on") || name.starts_with("valid_") || name == "target_version";
}

Result<void> check_string(const FieldDescriptor& field, const std::string& value, const CommandLimits& limits) {
  const std::size_t limit = is_text(field)    ? limits.text_bytes
                            : is_label(field) ? limits.label_bytes
                                              : limits.word_bytes;
  if (value.size() > limit) return fail(Reason::kLimitExceeded, field.name(), std::to_string(limit));
  if (is_text(field) || value.empty()) return {};
  const bool control = std::any_of(value.begin(), value.end(), [](unsigned char c) { return c < 0x20 || c == 0x7F; });
  if (control) return fail(Reason::kInvalidField, field.name(), "control character");
  if (is_date(field) && !parse_date(value)) return fail(Reason::kInvalidField, field.name(), value);
  return {};
}

Result<void> check_message(const Message& message, const CommandLimits& limits);

Result<void> check_value(const Message& message, const FieldDescriptor& field, int index,
                         const CommandLimits& limits) {
  const Reflection& reflection = *message.GetReflection();
  const bool repeated = index >= 0;
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return check_string(field,
                          repeated ? reflection.GetRepeatedString(message, &field, index)
                                   : reflection.GetString(message, &field),
                          limits);
    case FieldDescriptor::CPPTYPE_ENUM: {
      const int number = repeated ? reflection.GetRepeatedEnumValue(message, &field, index)
                                  : reflection.GetEnumValue(message, &field);
      if (field.enum_type()->FindValueByNumber(number) != nullptr) return {};
      return fail(Reason::kInvalidField, field.name(), std::to_string(number));
    }
    case FieldDescriptor::CPPTYPE_MESSAGE:
      if (!repeated && !reflection.HasField(message, &field)) return {};
      return check_message(repeated ? reflection.GetRepeatedMessage(message, &field, index)
                                    : reflection.GetMessage(message, &field),
                           limits);
    default:
      return {};
  }
}

Result<void> check_message(const Message& message, const CommandLimits& limits) {
  const Reflection& reflection = *message.GetReflection();
  const auto& descriptor = *message.GetDescriptor();
  for (int i = 0; i < descriptor.field_count(); ++i) {
    const FieldDescriptor& field = *descriptor.field(i);
    if (!field.is_repeated()) {
      if (const Result<void> checked = check_value(message, field, -1, limits); !checked) return checked;
      continue;
    }
    const int size = reflection.FieldSize(message, &field);
    const bool by_paragraph =
        std::find(kParagraphLists.begin(), kParagraphLists.end(), field.name()) != kParagraphLists.end();
    const int most = by_paragraph ? limits.instructions : limits.repeated;
    if (size > most) return fail(Reason::kLimitExceeded, field.name(), std::to_string(most));
    for (int element = 0; element < size; ++element) {
      if (const Result<void> checked = check_value(message, field, element, limits); !checked) return checked;
    }
  }
  return {};
}

bool is_empty(const Message& message, const FieldDescriptor& field) {
  const Reflection& reflection = *message.GetReflection();
  if (field.is_repeated()) return reflection.FieldSize(message, &field) == 0;
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_ENUM) return reflection.GetEnumValue(message, &field) == 0;
  return !reflection.HasField(message, &field);
}

}  // namespace

Result<void> validate_command(const v1::CommandBody& body, const CommandLimits& limits) {
  const CommandRow* row = find_command(body.kind_case());
  if (row == nullptr) return fail(Reason::kUnknownCommand, "");
  const FieldDescriptor* kind = body.GetDescriptor()->FindFieldByNumber(static_cast<int>(body.kind_case()));
  const Message& command = body.GetReflection()->GetMessage(body, kind);
  for (const std::string_view name : row->required) {
    const FieldDescriptor* field = command.GetDescriptor()->FindFieldByName(std::string(name));
    if (is_empty(command, *field)) return fail(Reason::kMissingField, name);
  }
  const bool one_is_there = std::any_of(row->required_one.begin(), row->required_one.end(), [&](std::string_view name) {
    return !is_empty(command, *command.GetDescriptor()->FindFieldByName(std::string(name)));
  });
  if (!row->required_one.empty() && !one_is_there) return fail(Reason::kMissingField, row->required_one.front());
  return check_message(command, limits);
}

}  // namespace norma::acts
