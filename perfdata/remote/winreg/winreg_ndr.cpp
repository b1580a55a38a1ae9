#include <algorithm>
#include <fmt/format.h>

#include <perfdata/base/utf16.hpp>
#include <perfdata/remote/winreg/winreg_ndr.hpp>
#include <perfdata/remote/winreg/winreg_value_ndr.hpp>

namespace perfdata::winreg {
namespace {

error bad_request(std::string why) {
  return {.code = errc::invalid_argument, .message = std::move(why)};
}

}  // namespace

std::string_view to_string(method which) noexcept {
  switch (which) {
    case method::open_local_machine: return "OpenLocalMachine";
    case method::open_performance_data: return "OpenPerformanceData";
    case method::open_users: return "OpenUsers";
    case method::close_key: return "BaseRegCloseKey";
    case method::enum_key: return "BaseRegEnumKey";
    case method::enum_value: return "BaseRegEnumValue";
    case method::open_key: return "BaseRegOpenKey";
    case method::query_info_key: return "BaseRegQueryInfoKey";
    case method::query_value: return "BaseRegQueryValue";
    case method::open_performance_text: return "OpenPerformanceText";
    case method::open_performance_nls_text: return "OpenPerformanceNlsText";
  }
  return "winreg";
}

method method_that_opens(predefined_key key) noexcept {
  switch (key) {
    case predefined_key::local_machine: return method::open_local_machine;
    case predefined_key::users: return method::open_users;
    case predefined_key::performance_text: return method::open_performance_text;
    case predefined_key::performance_nls_text: return method::open_performance_nls_text;
    default: return method::open_performance_data;
  }
}

byte_buffer encode_open_key(std::uint32_t access) {
  ndr_writer out;
  out.u32(0);
  out.u32(access);
  return out.take();
}

result<byte_buffer> encode_query_value(const context_handle& key, std::string_view value_name,
                                       std::uint32_t capacity) {
  byte_buffer name = to_utf16le(value_name);
  name.resize(name.size() + 2);
  if (name.size() > 0xFFFE) return failure(bad_request("the value name is longer than 32,766 characters"));
  if (capacity > max_value_size)
    return failure(bad_request(fmt::format("{} bytes is more than a registry value can have", capacity)));
  ndr_writer out;
  out.bytes(key);
  out.text(name);
  write_room_for_value(out, capacity);
  return out.take();
}

byte_buffer encode_close_key(const context_handle& key) {
  return {key.begin(), key.end()};
}

result<key_reply> decode_key_reply(byte_view reply) {
  ndr_reader in(reply);
  key_reply decoded;
  std::ranges::copy(in.take(decoded.key.size()), decoded.key.begin());
  decoded.status = in.u32();
  if (in.failed()) return failure(in.failure_of("registry key reply"));
  return decoded;
}

result<value_reply> decode_value_reply(byte_view reply, std::uint32_t capacity) {
  ndr_reader in(reply);
  const value_reply decoded = read_value(in, capacity);
  if (in.failed()) return failure(in.failure_of("BaseRegQueryValue reply"));
  return decoded;
}

}  // namespace perfdata::winreg
