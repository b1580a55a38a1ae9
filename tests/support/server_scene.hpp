// A block shaped like a Windows server's "Global", in any size: what benchmarks read and what a front end has
// to survive.
#pragma once

#include <cstdint>
#include <string_view>

#include <perfdata/base/bytes.hpp>

namespace perfdata::test {

/// How much of everything. The rest of the object types are invented ones: with several instances, with one,
/// with none, in three layouts of their values (8 bytes each; 4 bytes each; mixed, with shared time stamps),
/// bases under their numerator's title index.
struct server_shape {
  std::string_view name;
  std::uint32_t object_types = 118;
  std::uint32_t processors = 65;  ///< _Total included
  std::uint32_t processes = 400;  ///< 28 counters each; names repeat, some are not ASCII
  std::uint32_t threads = 6'000;  ///< 12 counters each, children of the processes
  std::uint32_t titles = 12'000;  ///< pairs in the title table
};

/// 64 KiB, 1 MiB, 16 MiB and 64 MiB, the block and the title table alike, within 5 %. The one of 1 MiB has
/// the figures of a real server.
inline constexpr server_shape server_64_kib{"64KiB", 20, 9, 30, 165, 1'330};
inline constexpr server_shape server_1_mib{"1MiB", 118, 65, 400, 6'000, 19'500};
inline constexpr server_shape server_16_mib{"16MiB", 118, 65, 8'600, 128'500, 288'000};
inline constexpr server_shape server_64_mib{"64MiB", 118, 65, 34'400, 514'000, 1'152'000};

/// The block at `second`. Two of the same shape have the same layout; every counter moves in between.
[[nodiscard]] byte_buffer build_server_block(const server_shape& shape, std::uint32_t second);

/// The matching "Counter 009": ascending indexes with gaps, names of real length, some twice.
[[nodiscard]] byte_buffer build_server_titles(const server_shape& shape);

}  // namespace perfdata::test
