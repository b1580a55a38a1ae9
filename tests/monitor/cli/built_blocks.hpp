// Blocks for the tests of the command line.
#pragma once

#include <string>

#include <perfdata/build/block_builder.hpp>

namespace perfdata::test {

/// Processor (2 instances), System without instances, and an object with what is no number: text, nodata, a
/// big value. % Processor Time is 75 and Interrupts/sec 50 between any two of them.
[[nodiscard]] inline byte_buffer perfhost_block(std::int64_t seconds = 0) {
  constexpr std::int64_t start = 134083411213070000;  // 2025-11-23T03:12:01.307Z
  block_builder builder({.system_name = "PERFHOST",
                         .perf_time = 1000 + 100 * seconds,
                         .perf_freq = 100,
                         .perf_time_100ns = start + 10'000'000 * seconds});
  auto processor = builder.add_object({.title_index = 238, .help_index = 239});
  const auto idle =
      processor.add_counter({.title_index = 6, .help_index = 7, .type = counter_type::timer_100ns_inv});
  const auto interrupts =
      processor.add_counter({.title_index = 148, .help_index = 149, .type = counter_type::counter});
  for (const char* name : {"0", "_Total"}) {
    auto row = processor.add_instance(name);
    row.set(idle, static_cast<std::uint64_t>(2'500'000 * seconds));
    row.set(interrupts, static_cast<std::uint64_t>(50 * seconds));
  }
  auto system = builder.add_object({.title_index = 2, .help_index = 3, .has_instances = false});
  const auto threads =
      system.add_counter({.title_index = 250, .help_index = 251, .type = counter_type::rawcount});
  system.only_instance().set(threads, 674);
  auto odd = builder.add_object({.title_index = 9000});
  const auto big = odd.add_counter({.title_index = 9002, .type = counter_type::large_rawcount});
  const auto text = odd.add_counter({.title_index = 9004, .type = counter_type::text, .size = 4});
  (void)odd.add_counter({.title_index = 9006, .type = counter_type::nodata});
  (void)odd.add_counter({.title_index = 9008, .type = static_cast<counter_type>(0x12345678), .size = 2});
  auto row = odd.add_instance("\xC3\xA4/\x1B[2J", {.unique_id = 17});
  row.set(big, 0xFFFFFFFFFFFFFFFEU);
  row.set(text, 0x00420041);
  return builder.finish();
}

[[nodiscard]] inline std::string as_text(const byte_buffer& bytes) {
  std::string text;
  for (const std::byte byte : bytes) text += std::to_integer<char>(byte);
  return text;
}

inline constexpr const char* perfhost_names =
    "2\tSystem\n6\t% Processor Time\n148\tInterrupts/sec\n238\tProcessor\n250\tThreads\n";

/// The same names as a source answers "Counter 009".
[[nodiscard]] inline byte_buffer perfhost_title_table() {
  title_table_builder table;
  table.add(2, "System");
  table.add(6, "% Processor Time");
  table.add(148, "Interrupts/sec");
  table.add(238, "Processor");
  table.add(250, "Threads");
  return table.finish();
}

}  // namespace perfdata::test
