// What is timed, as rows: adding a benchmark is adding a row.
#pragma once

#include <bench/passes.hpp>
#include <bench/server_data.hpp>
#include <bench/two_blocks.hpp>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <perfdata/collect/collector.hpp>
#include <perfdata/view/block_layout.hpp>

namespace perfdata::bench {

/// Memory that a pass keeps from one round to the next, as a steady sampler does.
struct scratch {
  utf8_names names{};
  block_layout layout{};
  std::vector<block_layout> layouts{};  // of the captures
  std::vector<std::uint64_t> values{};
  std::vector<instance_definition> parents{};
  byte_buffer received{};                                    // one of two blocks
  std::vector<std::pair<std::size_t, std::byte>> changes{};  // from it to the other one
  std::unique_ptr<two_blocks> source{};
  std::unique_ptr<collector> rows{};
};

/// In which unit an operation is judged.
enum class unit : std::uint8_t {
  times,                 ///< time a byte, beside the yardstick's
  nanoseconds_an_item,   ///< beyond what the yardstick takes
  microseconds_a_round,  ///< a pass
};

/// One row of the table. `run` does one pass and gives a number that depends on all it read, so that nothing
/// can be optimized away.
struct workload {
  std::string_view name;
  std::string_view item;                       ///< what is counted: "value", "name", "title"
  std::uint64_t (*items)(const server_data&);  ///< in one pass; 0: not at this size
  std::uint64_t (*bytes)(const server_data&);  ///< read in one pass
  bool is_block_reader;                        ///< whether the naive walk is a yardstick for it
  bool may_allocate;                           ///< in a round that is not the first
  unit judged_in;
  std::string_view yardstick;  ///< the row that it is judged beside; empty: none
  std::uint64_t (*run)(const server_data&, scratch&);
};

/// The yardsticks' names, which are rows too.
inline constexpr std::string_view naive_name = "naive walk";
inline constexpr std::string_view limit_name = "memory read";

/// Yardsticks first, then what is measured.
[[nodiscard]] std::span<const workload> workloads() noexcept;

}  // namespace perfdata::bench
