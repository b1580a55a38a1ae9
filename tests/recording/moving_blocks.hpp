// Blocks that move from second to second, and recordings of them.
#pragma once

#include <chrono>
#include <cstdint>
#include <gtest/gtest.h>
#include <string>
#include <vector>

#include <perfdata/build/block_builder.hpp>
#include <perfdata/recording/recording_reader.hpp>
#include <perfdata/recording/recording_writer.hpp>

namespace perfdata::test {

using moment = std::chrono::sys_time<hundred_ns>;

/// 2026-11-23T03:12:01Z and `second` later.
inline moment at_second(std::uint32_t second) {
  using namespace std::chrono;
  return moment(sys_days(year(2026) / 11 / 23)) + hours(3) + minutes(12) + seconds(1 + second);
}

/// Object 238 with `instances` instances of one counter that moves, on the machine `name`.
inline byte_buffer moving_block(std::uint32_t second, std::uint32_t instances = 8,
                                std::string_view name = "PERFHOST", std::uint32_t object_index = 238) {
  block_builder builder({.system_name = std::string(name),
                         .perf_time = second * 10'000'000LL,
                         .perf_freq = 10'000'000,
                         .perf_time_100ns = to_filetime(at_second(second))});
  auto object = builder.add_object({.title_index = object_index});
  const auto counter = object.add_counter({.title_index = 6, .type = counter_type::bulk_count});
  for (std::uint32_t i = 0; i < instances; ++i)
    object.add_instance(std::to_string(i)).set(counter, std::uint64_t{second} * (i + 1) * 1'000);
  return builder.finish();
}

inline byte_buffer small_titles() {
  title_table_builder table;
  for (const auto& [index, text] :
       {std::pair(1U, "1847"), {4U, "Memory"}, {6U, "% Processor Time"}, {238U, "Processor"}})
    table.add(index, text);
  return table.finish();
}

/// `count` seconds of PERFHOST as "Global" into a new stream of the file at `path`.
inline void record_seconds(const std::string& path, std::uint32_t first, std::uint32_t count,
                           std::uint32_t instances = 8) {
  auto writer = recording_writer::open(path);
  ASSERT_TRUE(writer) << writer.error().message;
  const auto stream = (*writer)->add_stream("perfhost", "PERFHOST", "Global");
  ASSERT_TRUE(stream);
  ASSERT_TRUE((*writer)->write_titles(*stream, at_second(first), "Counter 009", small_titles()));
  for (std::uint32_t i = first; i < first + count; ++i)
    ASSERT_TRUE((*writer)->write_block(*stream, at_second(i), moving_block(i, instances)));
  ASSERT_TRUE((*writer)->close());
}

/// The seconds whose blocks can be read, each compared with what was recorded.
inline std::vector<std::uint32_t> readable_seconds(recording_reader& reader, std::uint32_t instances = 8) {
  std::vector<std::uint32_t> seconds;
  byte_buffer block;
  while (const auto entry = reader.next()) {
    if (entry->kind != entry_kind::block || !reader.read_block(*entry, block)) continue;
    const auto second = static_cast<std::uint32_t>(
        std::chrono::floor<std::chrono::seconds>(entry->time - at_second(0)).count());
    EXPECT_EQ(block, moving_block(second, instances)) << "second " << second;
    seconds.push_back(second);
  }
  return seconds;
}

}  // namespace perfdata::test
