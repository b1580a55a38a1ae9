// Whether a reply holds the whole block that it announces: a server may cut it and call that success.
#pragma once

#include <perfdata/base/bytes.hpp>

namespace perfdata {

/// Whether `bytes` start with the signature of a PERF_DATA_BLOCK, in either byte order.
[[nodiscard]] bool is_data_block(byte_view bytes) noexcept;

/// Whether `bytes` are a little-endian PERF_DATA_BLOCK and every one of its NumObjectTypes objects lies
/// inside them. Steps by the objects' own lengths, because Samba's TotalByteLength leaves the header out.
/// Linear in the number of objects; reads 8 bytes of each.
[[nodiscard]] bool holds_whole_block(byte_view bytes) noexcept;

/// How long the block says it is, with its header: what to offer when it was cut. 0 when there is no header
/// to read. A claim, not a proof.
[[nodiscard]] std::uint64_t stated_block_size(byte_view bytes) noexcept;

}  // namespace perfdata
