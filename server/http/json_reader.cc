#include "server/http/json_reader.h"

#include <google/protobuf/descriptor.h>

#include <boost/json/monotonic_resource.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <charconv>
#include <limits>
#include <optional>
#include <string>

#include "engine/utf8.h"

namespace norma::server {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

tl::unexpected<Error> wrong(const FieldDescriptor& field, std::string_view why) {
  return fail(Reason::kMalformedRequest, field.json_name() + ": " + std::string(why));
}

std::optional<std::uint64_t> unsigned_of(const boost::json::value& value) {
  if (value.is_uint64()) return value.get_uint64();
  if (value.is_int64()) {
    return value.get_int64() < 0 ? std::nullopt : std::optional(static_cast<std::uint64_t>(value.get_int64()));
  }
  if (!value.is_string()) return std::nullopt;
  const auto& text = value.get_string();
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<int> enumerator_of(const FieldDescriptor& field, const boost::json::value& value) {
  if (value.is_string()) {
    const auto& text = value.get_string();
    const auto* known = field.enum_type()->FindValueByName(std::string(text.data(), text.size()));
    return known == nullptr ? std::nullopt : std::optional(known->number());
  }
  if (!value.is_int64() || value.get_int64() < std::numeric_limits<int>::min()) return std::nullopt;
  if (value.get_int64() > std::numeric_limits<int>::max()) return std::nullopt;
  return static_cast<int>(value.get_int64());
}

Result<void> read_object(const boost::json::object& object, Message& message);

/// Sets, or adds to a repeated field, one value.
Result<void> read_value(const boost::json::value& value, Message& message, const FieldDescriptor& field) {
  const auto& reflection = *message.GetReflection();
  const bool add = field.is_repeated();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING: {
      if (!value.is_string()) return wrong(field, "a string is expected");
      std::string text(value.get_string().data(), value.get_string().size());
      add ? reflection.AddString(&message, &field, std::move(text))
          : reflection.SetString(&message, &field, std::move(text));
      return {};
    }
    case FieldDescriptor::CPPTYPE_ENUM: {
      const std::optional<int> number = enumerator_of(field, value);
      if (!number) return wrong(field, "no such value");
      add ? reflection.AddEnumValue(&message, &field, *number) : reflection.SetEnumValue(&message, &field, *number);
      return {};
    }
    case FieldDescriptor::CPPTYPE_UINT32: {
      const std::optional<std::uint64_t> number = unsigned_of(value);
      if (!number || *number > std::numeric_limits<std::uint32_t>::max()) return wrong(field, "a number is expected");
      const auto small = static_cast<std::uint32_t>(*number);
      add ? reflection.AddUInt32(&message, &field, small) : reflection.SetUInt32(&message, &field, small);
      return {};
    }
    case FieldDescriptor::CPPTYPE_INT32: {
      if (!value.is_int64() || value.get_int64() < std::numeric_limits<std::int32_t>::min() ||
          value.get_int64() > std::numeric_limits<std::int32_t>::max()) {
        return wrong(field, "a number is expected");
      }
      const auto small = static_cast<std::int32_t>(value.get_int64());
      add ? reflection.AddInt32(&message, &field, small) : reflection.SetInt32(&message, &field, small);
      return {};
    }
    case FieldDescriptor::CPPTYPE_UINT64: {
      const std::optional<std::uint64_t> number = unsigned_of(value);
      if (!number) return wrong(field, "a number is expected");
      add ? reflection.AddUInt64(&message, &field, *number) : reflection.SetUInt64(&message, &field, *number);
      return {};
    }
    case FieldDescriptor::CPPTYPE_BOOL:
      if (!value.is_bool()) return wrong(field, "true or false is expected");
      add ? reflection.AddBool(&message, &field, value.get_bool())
          : reflection.SetBool(&message, &field, value.get_bool());
      return {};
    case FieldDescriptor::CPPTYPE_MESSAGE:
      if (!value.is_object()) return wrong(field, "an object is expected");
      return read_object(value.get_object(),
                         *(add ? reflection.AddMessage(&message, &field) : reflection.MutableMessage(&message, &field)));
    default:
      return wrong(field, "this kind of field is not read here");
  }
}

const FieldDescriptor* field_named(const google::protobuf::Descriptor& descriptor, std::string_view name) {
  for (int i = 0; i < descriptor.field_count(); ++i) {
    const FieldDescriptor& field = *descriptor.field(i);
    if (field.json_name() == name || field.name() == name) return &field;
  }
  return nullptr;
}

Result<void> read_object(const boost::json::object& object, Message& message) {
  for (const auto& member : object) {
    const std::string_view name(member.key().data(), member.key().size());
    const FieldDescriptor* field = field_named(*message.GetDescriptor(), name);
    if (field == nullptr) return fail(Reason::kMalformedRequest, "unknown field " + std::string(name));
    if (member.value().is_null()) continue;
    if (!field->is_repeated()) {
      if (const Result<void> read = read_value(member.value(), message, *field); !read) return read;
      continue;
    }
    if (!member.value().is_array()) return wrong(*field, "an array is expected");
    for (const boost::json::value& element : member.value().get_array()) {
      if (const Result<void> read = read_value(element, message, *field); !read) return read;
    }
  }
  return {};
}

}  // namespace

Result<void> read_json(std::string_view json, Message& message) {
  if (!is_utf8(json)) return fail(Reason::kTextNotUtf8);
  unsigned char arena[4096];
  boost::json::monotonic_resource memory(arena, sizeof(arena));
  boost::system::error_code error;
  const boost::json::value value =
      boost::json::parse(boost::json::string_view(json.data(), json.size()), error, &memory);
  if (error) return fail(Reason::kMalformedRequest, error.message());
  if (!value.is_object()) return fail(Reason::kMalformedRequest, "an object is expected");
  return read_object(value.get_object(), message);
}

}  // namespace norma::server
