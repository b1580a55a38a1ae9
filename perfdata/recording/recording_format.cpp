#include <algorithm>
#include <bit>
#include <boost/crc.hpp>
#include <boost/endian/buffers.hpp>

#include <perfdata/recording/recording_format.hpp>

namespace perfdata {
namespace {

namespace be = boost::endian;

static_assert(recording_signature.size() == 32);

// No UTF-8 text and no compressed frame begins like this.
constexpr std::array<std::byte, entry_mark_size> mark{std::byte{0xF5}, std::byte{'P'}, std::byte{'d'},
                                                      std::byte{0xFA}};

struct header_record {
  std::array<std::byte, entry_mark_size> mark;
  be::little_uint32_buf_t header_checksum;  // of the bytes behind it
  be::little_uint32_buf_t payload_checksum;
  be::little_uint32_buf_t payload_size;
  be::little_int64_buf_t time;
  be::little_uint32_buf_t reference;
  be::little_uint16_buf_t stream;
  be::little_uint8_buf_t kind;
  be::little_uint8_buf_t encoding;
};
static_assert(sizeof(header_record) == entry_header_size);

constexpr std::size_t checked_from = 8;

std::uint32_t header_checksum(std::span<const std::byte, entry_header_size> bytes) noexcept {
  return crc32c(bytes.subspan(checked_from));
}

}  // namespace

std::uint32_t crc32c(byte_view bytes) noexcept {
  boost::crc_optimal<32, 0x1EDC6F41, 0xFFFFFFFF, 0xFFFFFFFF, true, true> sum;
  sum.process_bytes(bytes.data(), bytes.size());
  return sum.checksum();
}

entry_header_bytes encode_header(const entry_header& header) noexcept {
  header_record record{};
  record.mark = mark;
  record.payload_checksum = header.checksum;
  record.payload_size = header.size;
  record.time = header.time;
  record.reference = header.reference;
  record.stream = header.stream;
  record.kind = static_cast<std::uint8_t>(header.kind);
  record.encoding = static_cast<std::uint8_t>(header.encoding);
  record.header_checksum = header_checksum(std::bit_cast<entry_header_bytes>(record));
  return std::bit_cast<entry_header_bytes>(record);
}

std::optional<entry_header> decode_header(std::span<const std::byte, entry_header_size> bytes) noexcept {
  if (!std::equal(mark.begin(), mark.end(), bytes.begin())) return std::nullopt;
  entry_header_bytes copy{};
  std::copy(bytes.begin(), bytes.end(), copy.begin());
  const auto record = std::bit_cast<header_record>(copy);
  if (record.header_checksum.value() != header_checksum(bytes)) return std::nullopt;
  if (record.payload_size.value() > entry_payload_ceiling) return std::nullopt;
  return entry_header{.kind = static_cast<entry_kind>(record.kind.value()),
                      .encoding = static_cast<entry_encoding>(record.encoding.value()),
                      .stream = record.stream.value(),
                      .size = record.payload_size.value(),
                      .checksum = record.payload_checksum.value(),
                      .reference = record.reference.value(),
                      .time = record.time.value()};
}

std::size_t find_entry_mark(byte_view bytes, std::size_t from) noexcept {
  if (from >= bytes.size()) return bytes.size();
  const auto found =
      std::search(bytes.begin() + static_cast<std::ptrdiff_t>(from), bytes.end(), mark.begin(), mark.end());
  return static_cast<std::size_t>(found - bytes.begin());
}

}  // namespace perfdata
