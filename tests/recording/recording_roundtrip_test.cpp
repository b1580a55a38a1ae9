#include <algorithm>
#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <numeric>
#include <tests/recording/moving_blocks.hpp>
#include <tests/support/captured_process.hpp>
#include <tests/support/server_scene.hpp>

using namespace perfdata;
using testing::HasSubstr;

namespace {

std::vector<std::uint32_t> all_seconds(std::uint32_t count) {
  std::vector<std::uint32_t> seconds(count);
  std::iota(seconds.begin(), seconds.end(), 0U);
  return seconds;
}

TEST(Recording, GivesBackEveryBlockByteForByte) {
  const test::scratch_folder folder;
  test::record_seconds(folder / "r", 0, 200);
  const auto reader = recording_reader::open(folder / "r");
  ASSERT_TRUE(reader) << reader.error().message;
  ASSERT_EQ((*reader)->streams().size(), 1U);
  EXPECT_EQ((*reader)->streams()[0].host, "perfhost");
  EXPECT_EQ((*reader)->streams()[0].machine, "PERFHOST");
  EXPECT_EQ((*reader)->streams()[0].value_name, "Global");
  EXPECT_EQ(test::readable_seconds(**reader), all_seconds(200));
  EXPECT_EQ((*reader)->first_time(), test::at_second(0));
  EXPECT_EQ((*reader)->last_time(), test::at_second(199));
  EXPECT_TRUE((*reader)->damages().empty());
}

TEST(Recording, BeginsWithALineThatPeopleCanRead) {
  const test::scratch_folder folder;
  test::record_seconds(folder / "r", 0, 1);
  EXPECT_THAT(test::read_text(folder / "r"), testing::StartsWith("perfdata recording, version 1.\r\n"));
}

TEST(Recording, GoesOnWhereItEnded) {
  const test::scratch_folder folder;
  test::record_seconds(folder / "r", 0, 70);
  test::record_seconds(folder / "r", 70, 30);
  const auto reader = recording_reader::open(folder / "r");
  ASSERT_TRUE(reader);
  EXPECT_EQ((*reader)->streams().size(), 1U);
  EXPECT_EQ(test::readable_seconds(**reader), all_seconds(100));
}

TEST(Recording, TitlesAreStoredOnceAHostAndWhenTheyChange) {
  const test::scratch_folder folder;
  test::record_seconds(folder / "r", 0, 1);
  const auto small = std::filesystem::file_size(folder / "r");
  {
    const auto writer = recording_writer::open(folder / "r");
    ASSERT_TRUE(writer);
    const auto stream = (*writer)->add_stream("perfhost", "PERFHOST", "238");  // another query, the same host
    ASSERT_TRUE((*writer)->write_titles(*stream, test::at_second(1), "Counter 009", test::small_titles()));
    EXPECT_LT((*writer)->totals().file_bytes, 100U);
    title_table_builder table;
    table.add(238, "Prozessor");
    ASSERT_TRUE((*writer)->write_titles(*stream, test::at_second(2), "Counter 009", table.finish()));
  }
  EXPECT_GT(std::filesystem::file_size(folder / "r"), small);
  const auto reader = recording_reader::open(folder / "r");
  ASSERT_TRUE(reader);
  byte_buffer first;
  byte_buffer last;
  ASSERT_TRUE((*reader)->read_titles("perfhost", "Counter 009", 0, first));
  ASSERT_TRUE(
      (*reader)->read_titles("perfhost", "Counter 009", std::filesystem::file_size(folder / "r"), last));
  EXPECT_EQ(first, test::small_titles());
  EXPECT_NE(last, first);
  EXPECT_FALSE((*reader)->read_titles("perfhost", "Help 009", 0, last));
  EXPECT_FALSE((*reader)->read_titles("other", "Counter 009", 0, last));
}

TEST(Recording, HostsOfOneFileAreKeptApart) {
  const test::scratch_folder folder;
  const auto writer = recording_writer::open(folder / "r");
  ASSERT_TRUE(writer);
  std::vector<std::uint16_t> streams;
  for (const char* host : {"a", "b", "c"}) streams.push_back(*(*writer)->add_stream(host, host, "Global"));
  for (std::uint32_t i = 0; i < 100; ++i)
    for (std::size_t k = 0; k < streams.size(); ++k)
      ASSERT_TRUE(
          (*writer)->write_block(streams[k], test::at_second(i),
                                 test::moving_block(i, 4, std::string(1, static_cast<char>('A' + k)))));
  ASSERT_TRUE((*writer)->sync());
  const auto reader = recording_reader::open(folder / "r");
  ASSERT_TRUE(reader);
  std::size_t read = 0;
  byte_buffer block;
  for (; const auto entry = (*reader)->next(); ++read) {
    ASSERT_EQ(entry->stream, streams[read % 3]);
    ASSERT_TRUE((*reader)->read_block(*entry, block));
    const auto second = static_cast<std::uint32_t>(read / 3);
    EXPECT_EQ(block, test::moving_block(second, 4, std::string(1, static_cast<char>('A' + read % 3))));
  }
  EXPECT_EQ(read, 300U);
}

TEST(Recording, GapKeepsItsReason) {
  const test::scratch_folder folder;
  {
    const auto writer = recording_writer::open(folder / "r");
    ASSERT_TRUE(writer);
    const auto stream = *(*writer)->add_stream("a", "A", "Global");
    ASSERT_TRUE(
        (*writer)->write_gap(stream, test::at_second(3),
                             {.code = errc::unreachable, .message = "no route", .advice = "plug it in"}));
  }
  const auto reader = recording_reader::open(folder / "r");
  ASSERT_TRUE(reader);
  const auto entry = (*reader)->next();
  ASSERT_TRUE(entry);
  EXPECT_EQ(entry->kind, entry_kind::gap);
  EXPECT_EQ(entry->time, test::at_second(3));
  const auto reason = (*reader)->read_gap(*entry);
  ASSERT_TRUE(reason);
  EXPECT_EQ(reason->code, errc::unreachable);
  EXPECT_EQ(reason->message, "no route");
  EXPECT_EQ(reason->advice, "plug it in");
}

TEST(Recording, SeekFindsEverySecond) {
  const test::scratch_folder folder;
  test::record_seconds(folder / "r", 0, 300);
  const auto reader = recording_reader::open(folder / "r");
  ASSERT_TRUE(reader);
  byte_buffer block;
  for (const std::uint32_t second : {299U, 0U, 63U, 64U, 65U, 128U, 200U, 7U}) {
    (*reader)->seek((*reader)->streams()[0].id, test::at_second(second) + std::chrono::milliseconds(900));
    const auto entry = (*reader)->next();
    ASSERT_TRUE(entry) << second;
    EXPECT_EQ(entry->time, test::at_second(second));
    ASSERT_TRUE((*reader)->read_block(*entry, block));
    EXPECT_EQ(block, test::moving_block(second));
  }
  (*reader)->seek((*reader)->streams()[0].id, test::at_second(0) - std::chrono::hours(1));
  EXPECT_EQ((*reader)->next()->time, test::at_second(0));
  (*reader)->seek((*reader)->streams()[0].id, test::at_second(0) + std::chrono::hours(1));
  EXPECT_EQ((*reader)->next()->time, test::at_second(299));
  EXPECT_FALSE((*reader)->next());
}

TEST(Recording, ReaderSeesWhatIsAppendedMeanwhile) {
  const test::scratch_folder folder;
  const auto writer = recording_writer::open(folder / "r");
  ASSERT_TRUE(writer);
  const auto reader = recording_reader::open(folder / "r");
  ASSERT_TRUE(reader) << reader.error().message;
  EXPECT_FALSE((*reader)->next());
  const auto stream = *(*writer)->add_stream("perfhost", "PERFHOST", "Global");
  for (std::uint32_t i = 0; i < 20; ++i) {
    ASSERT_TRUE((*writer)->write_block(stream, test::at_second(i), test::moving_block(i)));
    EXPECT_EQ(test::readable_seconds(**reader), std::vector<std::uint32_t>{i});
  }
  EXPECT_EQ((*reader)->streams().size(), 1U);
}

// Windows-like blocks of 64 KiB, enough for several indexes.
TEST(Recording, LargeBlocksOfChangingSizeComeBack) {
  const test::scratch_folder folder;
  test::server_shape shape = test::server_64_kib;
  const auto block_of = [&](std::uint32_t second) {
    shape.threads = 165 + second % 5 * 30;
    return test::build_server_block(shape, second);
  };
  {
    const auto writer = recording_writer::open(folder / "r");
    ASSERT_TRUE(writer);
    const auto stream = *(*writer)->add_stream("perfhost", "PERFHOST", "Global");
    for (std::uint32_t i = 0; i < 150; ++i)
      ASSERT_TRUE((*writer)->write_block(stream, test::at_second(i), block_of(i)));
    EXPECT_GT((*writer)->totals().file_bytes, std::uint64_t{2} << 20U);
  }
  const auto reader = recording_reader::open(folder / "r");
  ASSERT_TRUE(reader);
  byte_buffer block;
  std::uint32_t read = 0;
  for (; const auto entry = (*reader)->next(); ++read) {
    ASSERT_TRUE((*reader)->read_block(*entry, block));
    ASSERT_EQ(block, block_of(read));
  }
  EXPECT_EQ(read, 150U);
}

// A steady machine: one row in ten moves.
TEST(Recording, SteadyMachineCostsAFewPercent) {
  const test::scratch_folder folder;
  const auto writer = recording_writer::open(folder / "r");
  ASSERT_TRUE(writer);
  const auto stream = *(*writer)->add_stream("perfhost", "PERFHOST", "Global");
  for (std::uint32_t i = 0; i < 128; ++i) {
    block_builder builder({.system_name = "PERFHOST", .perf_time_100ns = to_filetime(test::at_second(i))});
    auto object = builder.add_object({.title_index = 230});
    std::vector<counter_handle> counters;
    for (std::uint32_t k = 0; k < 28; ++k)
      counters.push_back(object.add_counter({.title_index = 2 * k, .type = counter_type::bulk_count}));
    for (std::uint32_t row = 0; row < 400; ++row) {
      auto instance = object.add_instance("process" + std::to_string(row));
      const std::uint64_t moved = row % 10 == 0 ? i : 0;
      for (std::uint64_t k = 0; k < counters.size(); ++k)
        instance.set(counters[k], row * 1'000'003ULL * (k + 1) + moved * (k + 1) * 977);
    }
    ASSERT_TRUE((*writer)->write_block(stream, test::at_second(i), builder.finish()));
  }
  EXPECT_LT(static_cast<double>((*writer)->totals().file_bytes),
            0.08 * static_cast<double>((*writer)->totals().raw_bytes));
}

}  // namespace
