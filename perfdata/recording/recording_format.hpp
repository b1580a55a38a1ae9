// The frame of a recording: its signature, its entry headers, its checksum. FORMAT.md describes the file.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include <perfdata/base/bytes.hpp>

namespace perfdata {

/// What a recording begins with; 32 bytes. The line end shows a file that was passed on as text.
inline constexpr std::string_view recording_signature = "perfdata recording, version 1.\r\n";

/// Where the first entry stands.
inline constexpr std::uint64_t first_entry = recording_signature.size();

/// What every entry begins with.
inline constexpr std::size_t entry_header_size = 32;

/// No block is larger, neither in the file nor decoded.
inline constexpr std::size_t recorded_block_ceiling = std::size_t{64} << 20U;

/// No payload is larger; a block that does not compress grows a little.
inline constexpr std::size_t entry_payload_ceiling = std::size_t{65} << 20U;

/// What an entry holds. A reader skips the kinds that it does not know.
enum class entry_kind : std::uint8_t {
  stream = 1,  ///< a host and what it is asked for
  titles = 2,  ///< a title table of a stream's host
  block = 3,   ///< what a query answered
  gap = 4,     ///< why a query was not answered
  index = 5,   ///< where the entries are that a reader cannot do without
  note = 6,    ///< what the recorder wants remembered, e.g. that a command started
};

enum class entry_encoding : std::uint8_t { plain = 0, zstd = 1 };

/// An entry's header in this machine's terms. A value.
struct entry_header {
  entry_kind kind{};
  entry_encoding encoding{};
  std::uint16_t stream = 0;
  std::uint32_t size = 0;       ///< of the payload, in bytes
  std::uint32_t checksum = 0;   ///< CRC-32C of the payload
  std::uint32_t reference = 0;  ///< bytes back to the entry that this one builds on; 0: none
  std::int64_t time = 0;        ///< FILETIME: when the answer arrived
};

using entry_header_bytes = std::array<std::byte, entry_header_size>;

/// CRC-32C (Castagnoli, reflected, as in iSCSI). Linear.
[[nodiscard]] std::uint32_t crc32c(byte_view bytes) noexcept;

[[nodiscard]] entry_header_bytes encode_header(const entry_header& header) noexcept;

/// Nothing unless the bytes are a header: the mark, its checksum, and a size within the ceiling.
[[nodiscard]] std::optional<entry_header> decode_header(
    std::span<const std::byte, entry_header_size> bytes) noexcept;

/// The first place at or behind `from` where an entry's mark stands, or bytes.size().
[[nodiscard]] std::size_t find_entry_mark(byte_view bytes, std::size_t from) noexcept;

/// The bytes of an entry's mark.
inline constexpr std::size_t entry_mark_size = 4;

}  // namespace perfdata
