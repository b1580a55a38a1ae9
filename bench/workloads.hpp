// What is timed, as rows: adding a benchmark is adding a row.
#pragma once

#include <bench/server_data.hpp>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include <perfdata/view/block_layout.hpp>

namespace perfdata::bench {

/// Memory that a pass keeps from one round to the next, as a steady sampler does.
struct scratch {
  std::string text;
  block_layout layout;
};

/// One row of the table. `run` does one pass and gives a number that depends on all it read, so that nothing
/// can be optimized away.
struct workload {
  std::string_view name;
  std::string_view item;                       ///< what is counted: "value", "name", "title"
  std::uint64_t (*items)(const server_data&);  ///< in one pass
  std::uint64_t (*bytes)(const server_data&);  ///< read in one pass
  bool is_block_reader;                        ///< whether the naive walk is a yardstick for it
  std::uint64_t (*run)(const server_data&, scratch&);
};

/// The yardsticks' names, which are rows too.
inline constexpr std::string_view naive_name = "naive walk";
inline constexpr std::string_view limit_name = "memory read";

/// Yardsticks first, then what is measured.
[[nodiscard]] std::span<const workload> workloads() noexcept;

}  // namespace perfdata::bench
