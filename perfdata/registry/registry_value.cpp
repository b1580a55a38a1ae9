#include <algorithm>
#include <fmt/format.h>

#include <perfdata/base/utf16.hpp>
#include <perfdata/registry/registry_value.hpp>

namespace perfdata {
namespace {

error malformed(const registry_value& value, std::string_view why) {
  return {.code = errc::malformed_data,
          .message = fmt::format("the value \"{}\" is a {} of {} bytes: {}", value.name,
                                 to_string(value.type), value.data.size(), why),
          .advice = "read its bytes as they are; whoever wrote it gave it a wrong type"};
}

result<registry_meaning> decode_number(const registry_value& value, std::size_t size, bool big_endian) {
  if (value.data.size() != size) return failure(malformed(value, fmt::format("it needs {}", size)));
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < size; ++i)
    number = number << 8U | std::to_integer<std::uint64_t>(value.data[big_endian ? i : size - 1 - i]);
  return number;
}

result<registry_meaning> decode_text(const registry_value& value) {
  if (value.data.size() % 2 != 0) return failure(malformed(value, "text has two bytes a unit"));
  return to_utf8(utf16_view(value.data).until_nul());
}

result<registry_meaning> decode_list(const registry_value& value) {
  if (value.data.size() % 2 != 0) return failure(malformed(value, "text has two bytes a unit"));
  std::vector<std::string> list;
  for (byte_view rest = value.data; !rest.empty();) {
    const utf16_view item = utf16_view(rest).until_nul();
    if (item.empty()) break;
    list.push_back(to_utf8(item));
    rest = rest.subspan(std::min(rest.size(), 2 * item.size() + 2));
  }
  return list;
}

}  // namespace

std::string to_string(registry_type type) {
  switch (type) {
    case registry_type::none: return "REG_NONE";
    case registry_type::sz: return "REG_SZ";
    case registry_type::expand_sz: return "REG_EXPAND_SZ";
    case registry_type::binary: return "REG_BINARY";
    case registry_type::dword: return "REG_DWORD";
    case registry_type::dword_big_endian: return "REG_DWORD_BIG_ENDIAN";
    case registry_type::link: return "REG_LINK";
    case registry_type::multi_sz: return "REG_MULTI_SZ";
    case registry_type::resource_list: return "REG_RESOURCE_LIST";
    case registry_type::full_resource_descriptor: return "REG_FULL_RESOURCE_DESCRIPTOR";
    case registry_type::resource_requirements_list: return "REG_RESOURCE_REQUIREMENTS_LIST";
    case registry_type::qword: return "REG_QWORD";
  }
  return fmt::format("type {}", static_cast<std::uint32_t>(type));
}

result<registry_meaning> registry_value::decode() const {
  switch (type) {
    case registry_type::sz:
    case registry_type::expand_sz:
    case registry_type::link: return decode_text(*this);
    case registry_type::multi_sz: return decode_list(*this);
    case registry_type::dword: return decode_number(*this, 4, false);
    case registry_type::dword_big_endian: return decode_number(*this, 4, true);
    case registry_type::qword: return decode_number(*this, 8, false);
    default: return data;
  }
}

}  // namespace perfdata
