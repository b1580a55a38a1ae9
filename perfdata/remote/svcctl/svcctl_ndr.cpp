#include <fmt/format.h>

#include <perfdata/base/utf16.hpp>
#include <perfdata/remote/dcerpc/ndr_stream.hpp>
#include <perfdata/remote/svcctl/svcctl_ndr.hpp>

namespace perfdata::svcctl {
namespace {

using winreg::ndr_reader;
using winreg::ndr_writer;

constexpr std::size_t most_name_units = 256;

void put_text(ndr_writer& out, byte_view text) {
  const auto units = static_cast<std::uint32_t>(text.size() / 2);
  out.u32(units);
  out.u32(0);
  out.u32(units);
  out.bytes(text);
}

/// A string of UTF-16 units; the array is counted in them.
void skip_text(ndr_reader& in) {
  (void)in.array(max_config_size, 2);
}

}  // namespace

std::string_view to_string(method which) noexcept {
  switch (which) {
    case method::close_handle: return "CloseServiceHandle";
    case method::query_status: return "QueryServiceStatus";
    case method::open_manager: return "OpenSCManagerW";
    case method::open_service: return "OpenServiceW";
    case method::query_config: return "QueryServiceConfigW";
    case method::start_service: return "StartServiceW";
  }
  return "svcctl";
}

byte_buffer encode_open_manager(std::uint32_t access) {
  ndr_writer out;
  out.u32(0);  // lpMachineName
  out.u32(0);  // lpDatabaseName
  out.u32(access);
  return out.take();
}

result<byte_buffer> encode_open_service(const context_handle& manager, std::string_view name,
                                        std::uint32_t access) {
  byte_buffer text = to_utf16le(name);
  if (text.size() / 2 > most_name_units)
    return failure({.code = errc::invalid_argument,
                    .message = fmt::format("a service's name has {} characters at most", most_name_units)});
  text.resize(text.size() + 2);
  ndr_writer out;
  out.bytes(manager);
  put_text(out, text);
  out.u32(access);
  return out.take();
}

byte_buffer encode_handle(const context_handle& handle) {
  return {handle.begin(), handle.end()};
}

byte_buffer encode_query_config(const context_handle& service) {
  ndr_writer out;
  out.bytes(service);
  out.u32(max_config_size);
  return out.take();
}

byte_buffer encode_start_service(const context_handle& service) {
  ndr_writer out;
  out.bytes(service);
  out.u32(0);  // argc
  out.u32(0);  // argv
  return out.take();
}

result<handle_reply> decode_handle_reply(byte_view reply) {
  ndr_reader in(reply);
  handle_reply decoded;
  std::ranges::copy(in.take(decoded.handle.size()), decoded.handle.begin());
  decoded.status = in.u32();
  if (in.failed()) return failure(in.failure_of("service handle reply"));
  return decoded;
}

result<status_reply> decode_status_reply(byte_view reply) {
  ndr_reader in(reply);
  status_reply decoded;
  (void)in.u32();  // dwServiceType
  decoded.state = static_cast<service_state>(in.u32());
  for (int rest = 0; rest < 5; ++rest) (void)in.u32();
  decoded.status = in.u32();
  if (in.failed()) return failure(in.failure_of("QueryServiceStatus reply"));
  return decoded;
}

result<config_reply> decode_config_reply(byte_view reply) {
  ndr_reader in(reply);
  config_reply decoded;
  (void)in.u32();  // dwServiceType
  decoded.start = static_cast<start_type>(in.u32());
  (void)in.u32();                                     // dwErrorControl
  int texts = in.pointer();                           // lpBinaryPathName
  texts += in.pointer();                              // lpLoadOrderGroup
  (void)in.u32();                                     // dwTagId
  for (int i = 0; i < 3; ++i) texts += in.pointer();  // lpDependencies, lpServiceStartName, lpDisplayName
  for (int i = 0; i < texts; ++i) skip_text(in);
  (void)in.u32();  // pcbBytesNeeded
  decoded.status = in.u32();
  if (in.failed()) return failure(in.failure_of("QueryServiceConfigW reply"));
  return decoded;
}

result<std::uint32_t> decode_code_reply(byte_view reply) {
  ndr_reader in(reply);
  const std::uint32_t code = in.u32();
  if (in.failed()) return failure(in.failure_of("StartServiceW reply"));
  return code;
}

}  // namespace perfdata::svcctl
