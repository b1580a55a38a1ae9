#include <algorithm>
#include <fmt/format.h>

#include <perfdata/base/utf16.hpp>
#include <perfdata/remote/ndr_stream.hpp>
#include <perfdata/remote/winreg_ndr.hpp>

namespace perfdata::winreg {
namespace {

void put_name(ndr_writer& out, byte_view name) {
  const auto units = static_cast<std::uint32_t>(name.size() / 2);
  out.u16(units * 2);  // Length counts the NUL, unlike a UNICODE_STRING's
  out.u16(units * 2);
  out.pointer();
  out.u32(units);
  out.u32(0);
  out.u32(units);
  out.bytes(name);
}

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
    case method::query_value: return "BaseRegQueryValue";
    case method::open_performance_text: return "OpenPerformanceText";
    case method::open_performance_nls_text: return "OpenPerformanceNlsText";
  }
  return "winreg";
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
  put_name(out, name);
  out.pointer();  // lpType
  out.u32(0);
  out.pointer();  // lpData: room for `capacity`, nothing in it
  out.u32(capacity);
  out.u32(0);
  out.u32(0);
  out.pointer();  // lpcbData
  out.u32(capacity);
  out.pointer();  // lpcbLen
  out.u32(0);
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
  if (in.failed()) return failure(in.failure_of("MS-RRP", "registry key reply"));
  return decoded;
}

result<value_reply> decode_value_reply(byte_view reply, std::uint32_t capacity) {
  ndr_reader in(reply);
  value_reply decoded;
  if (in.pointer()) decoded.type = in.u32();
  if (in.pointer()) decoded.data = in.array(capacity);
  if (in.pointer()) decoded.stated_size = in.u32();
  if (in.pointer()) (void)in.u32();  // lpcbLen repeats the array's count
  decoded.status = in.u32();
  if (in.failed()) return failure(in.failure_of("MS-RRP", "BaseRegQueryValue reply"));
  return decoded;
}

}  // namespace perfdata::winreg
