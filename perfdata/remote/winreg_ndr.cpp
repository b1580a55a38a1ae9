#include <algorithm>
#include <fmt/format.h>

#include <perfdata/base/utf16.hpp>
#include <perfdata/remote/winreg_ndr.hpp>

namespace perfdata::winreg {
namespace {

class ndr_writer {
 public:
  void u16(std::uint32_t value) { put(value, 2); }
  void u32(std::uint32_t value) {
    align();
    put(value, 4);
  }
  /// A pointer that is not NULL: any number that is unique within the call.
  void pointer() { u32(next_pointer_ += 4); }
  void bytes(byte_view value) { out_.insert(out_.end(), value.begin(), value.end()); }
  byte_buffer take() { return std::move(out_); }

 private:
  void align() { out_.resize((out_.size() + 3) & ~std::size_t{3}); }
  void put(std::uint32_t value, int size) {
    for (int i = 0; i < size; ++i) out_.push_back(static_cast<std::byte>(value >> (8 * i) & 0xFFU));
  }

  byte_buffer out_;
  std::uint32_t next_pointer_ = 0x00020000;
};

/// Reads stop at the first problem and give zeros from then on, so that a decoder is a straight line with one
/// check at its end.
class ndr_reader {
 public:
  explicit ndr_reader(byte_view bytes) : bytes_(bytes) {}

  std::uint32_t u32() {
    align();
    const byte_view field = take(4);
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < field.size(); ++i)
      value |= std::to_integer<std::uint32_t>(field[i]) << (8 * i);
    return value;
  }

  bool pointer() { return u32() != 0; }

  byte_view take(std::size_t size) {
    if (problem_ != nullptr) return {};
    if (!fits(offset_, size, bytes_.size())) {
      refuse("the reply ends early");
      return {};
    }
    const byte_view taken = bytes_.subspan(offset_, size);
    offset_ += size;
    return taken;
  }

  /// A conformant varying array of bytes.
  byte_view array(std::uint32_t limit) {
    const std::uint32_t maximum = u32();
    const std::uint32_t first = u32();
    const std::uint32_t count = u32();
    if (first != 0) refuse("an array does not start at 0");
    if (count > maximum) refuse("an array is longer than its maximum");
    if (count > limit) refuse("more bytes came than were asked for");
    return take(count);
  }

  void refuse(const char* why) {
    if (problem_ == nullptr) problem_ = why;
  }

  [[nodiscard]] bool failed() const { return problem_ != nullptr; }
  [[nodiscard]] error failure_of(std::string_view what) const {
    return {.code = errc::malformed_data,
            .message = fmt::format("{} at {:#x}: {}", what, offset_, problem_),
            .advice = "the other side does not speak MS-RRP as documented; check what answers on that port"};
  }

 private:
  void align() { offset_ = std::min((offset_ + 3) & ~std::size_t{3}, bytes_.size()); }

  byte_view bytes_;
  std::size_t offset_ = 0;
  const char* problem_ = nullptr;
};

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
  if (in.failed()) return failure(in.failure_of("registry key reply"));
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
  if (in.failed()) return failure(in.failure_of("BaseRegQueryValue reply"));
  return decoded;
}

}  // namespace perfdata::winreg
