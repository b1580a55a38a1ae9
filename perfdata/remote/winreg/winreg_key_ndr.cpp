#include <perfdata/base/utf16.hpp>
#include <perfdata/remote/winreg/winreg_key_ndr.hpp>
#include <perfdata/remote/winreg/winreg_value_ndr.hpp>

namespace perfdata::winreg {
namespace {

// A class is 32,767 units at most; nobody asked for one.
constexpr std::uint32_t class_limit = 32'767;

}  // namespace

result<byte_buffer> encode_open_subkey(const context_handle& key, std::string_view path) {
  byte_buffer name = to_utf16le(path);
  name.resize(name.size() + 2);
  if (name.size() > 0xFFFE)
    return failure({.code = errc::invalid_argument,
                    .message = "the path of the key is longer than 32,766 characters",
                    .advice = "open it in steps"});
  ndr_writer out;
  out.bytes(key);
  out.text(name);
  out.u32(0);  // dwOptions
  out.u32(key_read);
  return out.take();
}

byte_buffer encode_enum_key(const context_handle& key, std::uint32_t index) {
  ndr_writer out;
  out.bytes(key);
  out.u32(index);
  out.room_for_text(key_name_room);
  out.pointer();  // lpClassIn: smbd takes a NULL here for an invalid parameter
  out.no_text();
  out.pointer();  // lpftLastWriteTime
  out.u32(0);
  out.u32(0);
  return out.take();
}

byte_buffer encode_enum_value(const context_handle& key, std::uint32_t index, std::uint32_t capacity) {
  ndr_writer out;
  out.bytes(key);
  out.u32(index);
  out.room_for_text(value_name_room);
  write_room_for_value(out, capacity);
  return out.take();
}

byte_buffer encode_query_info(const context_handle& key) {
  ndr_writer out;
  out.bytes(key);
  out.no_text();
  return out.take();
}

result<subkey_reply> decode_enum_key(byte_view reply) {
  ndr_reader in(reply);
  subkey_reply decoded;
  decoded.name = in.text(key_name_room);
  if (in.pointer()) (void)in.text(class_limit);
  if (in.pointer()) (void)in.filetime();
  decoded.status = in.u32();
  if (in.failed()) return failure(in.failure_of("BaseRegEnumKey reply"));
  return decoded;
}

result<named_value_reply> decode_enum_value(byte_view reply, std::uint32_t capacity) {
  ndr_reader in(reply);
  named_value_reply decoded;
  decoded.name = in.text(value_name_room);
  decoded.value = read_value(in, capacity);
  if (in.failed()) return failure(in.failure_of("BaseRegEnumValue reply"));
  return decoded;
}

result<info_reply> decode_query_info(byte_view reply) {
  ndr_reader in(reply);
  info_reply decoded;
  (void)in.text(class_limit);
  decoded.subkeys = in.u32();
  decoded.longest_subkey = in.u32();
  (void)in.u32();  // lpcbMaxClassLen
  decoded.values = in.u32();
  decoded.longest_value_name = in.u32();
  decoded.longest_value = in.u32();
  (void)in.u32();  // lpcbSecurityDescriptor
  decoded.last_write = in.filetime();
  decoded.status = in.u32();
  if (in.failed()) return failure(in.failure_of("BaseRegQueryInfoKey reply"));
  return decoded;
}

}  // namespace perfdata::winreg
