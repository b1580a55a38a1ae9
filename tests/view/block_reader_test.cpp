// What a block is when it is proved while it is read, whatever its bytes are.
#include <algorithm>
#include <gtest/gtest.h>
#include <tests/support/blob_scenes.hpp>
#include <tests/support/damage.hpp>
#include <tests/support/part_comparison.hpp>
#include <tests/support/server_scene.hpp>
#include <tests/support/shared_data.hpp>
#include <vector>

#include <perfdata/view/block_reader.hpp>

using namespace perfdata;
using namespace perfdata::test;

namespace {

constexpr std::size_t smallest_part = 1;                       // every instance by itself
constexpr std::size_t far_from = 1;                            // every object is taken for a large one
constexpr std::size_t far_threads = std::size_t{128} * 1'024;  // threads are

// Proved, learned, and recognised; in parts and whole.
void expect_as_parsed(byte_view bytes) {
  for (const std::size_t part : {smallest_part, std::size_t{200}, block_reader::usual_part}) {
    EXPECT_EQ(part_difference(bytes, {.part_bytes = part}), "") << "parts of " << part;
    block_layout layout(far_from);
    EXPECT_EQ(part_difference(bytes, {&layout, part}), "") << "learned in parts of " << part;
    EXPECT_EQ(part_difference(bytes, {&layout, part}), "") << "recognised in parts of " << part;
  }
}

// Damaged, proved and held against what was known of it before; in parts.
void expect_as_parsed(byte_view bytes, block_layout known) {
  EXPECT_EQ(part_difference(bytes, {.part_bytes = smallest_part}), "");
  EXPECT_EQ(part_difference(bytes, {&known, smallest_part}), "");
}

block_layout layout_of_far(byte_view bytes) {
  block_layout layout(far_from);
  (void)data_block::parse(bytes, layout);
  return layout;
}

std::vector<blob_scene> scenes_of_all_kinds() {
  auto scenes = sound_scenes();
  std::ranges::move(odd_scenes(), std::back_inserter(scenes));
  return scenes;
}

// Some 300 KiB of threads.
byte_buffer large_block(std::uint32_t second) {
  return build_server_block({.name = "large", .object_types = 8, .processes = 60, .threads = 2'500}, second);
}

std::size_t parts_of(block_reader& reader) {
  std::size_t parts = 0;
  for ([[maybe_unused]] const auto& part : reader) ++parts;
  return parts;
}

TEST(BlockReader, ReadsWhatIsParsed) {
  for (const auto& scene : scenes_of_all_kinds()) {
    SCOPED_TRACE(scene.name);
    expect_as_parsed(scene.bytes);
  }
}

TEST(BlockReader, ReadsALargeBlockInParts) {
  const auto bytes = large_block(0);
  auto reader = block_reader::open(byte_view(bytes));
  ASSERT_TRUE(reader);
  const auto parts = parts_of(*reader);
  const auto objects = static_cast<std::size_t>(std::ranges::distance(reader->block().objects()));
  EXPECT_EQ(objects, 8U);
  EXPECT_GT(parts, objects + bytes.size() / (2 * block_reader::usual_part));
  block_layout layout(far_threads);
  EXPECT_EQ(part_difference(bytes, {&layout}), "");
  EXPECT_EQ(part_difference(bytes, {&layout}), "");
  EXPECT_EQ(layout.unchanged_objects(), objects);
  const auto later = large_block(1);
  EXPECT_EQ(part_difference(later, {&layout}), "");
  EXPECT_EQ(layout.unchanged_objects(), objects);
}

TEST(BlockReader, AnObjectIsListedWhenItWasReadToItsEnd) {
  const auto bytes = large_block(0);
  auto reader = block_reader::open(byte_view(bytes), smallest_part);
  ASSERT_TRUE(reader);
  std::vector<std::uint32_t> begun;
  for (auto part = reader->next(); part; part = reader->next()) {
    if (begun.empty() || begun.back() != part->offset()) begun.push_back(part->offset());
    const auto listed = static_cast<std::size_t>(std::ranges::distance(reader->block().objects()));
    ASSERT_LE(listed, begun.size());
    ASSERT_GE(listed + 1, begun.size());
  }
  EXPECT_EQ(begun.size(), 8U);
  EXPECT_FALSE(reader->next());
}

TEST(BlockReader, ReadsRealCaptures) {
  const auto files = captures("hkpd", ".bin");
  if (files.empty()) GTEST_SKIP() << "skipped: no captures of real machines beside the checkout";
  for (const auto& file : files) {
    SCOPED_TRACE(file.string());
    expect_as_parsed(read_bytes(file));
  }
}

TEST(BlockReader, AnyByteMayBeAnything) {
  for (const auto& scene : scenes_of_all_kinds()) {
    const auto layout = layout_of_far(scene.bytes);
    for (std::size_t at = 0; at < scene.bytes.size(); at += 5) {
      SCOPED_TRACE(scene.name + ", byte " + std::to_string(at));
      auto bytes = cut(scene.bytes, scene.bytes.size());
      bytes[at] ^= std::byte{0xFF};
      expect_as_parsed(bytes, layout);
      if (at % 25 == 0) expect_as_parsed(cut(scene.bytes, at), layout);
      if (HasFailure()) return;
    }
  }
}

TEST(BlockReader, EveryLengthCountAndOffsetMayLie) {
  for (const auto& scene : scenes_of_all_kinds()) {
    const auto layout = layout_of_far(scene.bytes);
    for (const auto& field : steering_fields(scene.bytes)) {
      for (const std::uint32_t value : hostile_values(field.value)) {
        SCOPED_TRACE(scene.name + ": " + field.label() + " = " + std::to_string(value));
        auto bytes = cut(scene.bytes, scene.bytes.size());
        set_u32(bytes, field.offset, value);
        expect_as_parsed(bytes, layout);
        if (HasFailure()) return;
      }
    }
  }
}

TEST(BlockReader, ManyInstancesMayBeOnePart) {
  const auto bytes = large_block(0);
  auto reader = block_reader::open(byte_view(bytes), std::size_t{1} << 62U);
  ASSERT_TRUE(reader);
  EXPECT_EQ(parts_of(*reader), 8U);
}

TEST(BlockReader, WhoStopsEarlyLosesNothing) {
  const auto bytes = large_block(0);
  block_layout layout(far_threads);
  for (std::size_t stop = 1; stop < 40; stop += 3) {
    auto reader = block_reader::open(byte_view(bytes), layout);
    ASSERT_TRUE(reader);
    for (std::size_t i = 0; i < stop; ++i) (void)reader->next();
    EXPECT_EQ(part_difference(bytes, {&layout}), "") << stop;
  }
}

TEST(BlockReader, RefusesWhatParseRefuses) {
  EXPECT_FALSE(block_reader::open(byte_view{}));
  EXPECT_EQ(part_difference({}, {}), "");
}

// Threads go, others with names of the same length come.
TEST(BlockReader, OtherInstancesAreRecognisedFromThenOn) {
  const auto bytes = large_block(0);
  auto churned = bytes;
  const auto block = data_block::parse(byte_view(bytes));
  ASSERT_TRUE(block);
  const auto threads = block->find_object(232);
  ASSERT_TRUE(threads);
  std::uint32_t position = 0;
  for (const auto instance : threads->instances())
    if (position++ % 100 == 77)
      churned[static_cast<std::size_t>(instance.name_bytes().data() - bytes.data())] ^= std::byte{1};
  for (const std::size_t far_object : {far_threads, std::size_t{1} << 30U}) {
    block_layout layout(far_object);
    EXPECT_EQ(part_difference(bytes, {&layout}), "");
    EXPECT_EQ(part_difference(churned, {&layout}), "");
    EXPECT_EQ(layout.unchanged_objects(), 7U);
    EXPECT_EQ(part_difference(churned, {&layout}), "");
    EXPECT_EQ(layout.unchanged_objects(), 8U);
    ASSERT_TRUE(data_block::parse(byte_view(bytes), layout));
    EXPECT_EQ(layout.unchanged_objects(), 7U);
    ASSERT_TRUE(data_block::parse(byte_view(bytes), layout));
    EXPECT_EQ(layout.unchanged_objects(), 8U);
  }
}

// The lengths of a run of instances change in its middle: what is in front of that was handed out already.
TEST(BlockReader, WhatIsNoLongerRecognisedIsProvedFromThereOn) {
  const auto bytes = large_block(0);
  const auto other =
      build_server_block({.name = "large", .object_types = 8, .processes = 40, .threads = 2'500}, 0);
  block_layout layout(far_threads);
  EXPECT_EQ(part_difference(bytes, {&layout}), "");
  EXPECT_EQ(part_difference(other, {&layout}), "");
  EXPECT_EQ(part_difference(bytes, {&layout}), "");
  auto damaged = bytes;
  const auto block = data_block::parse(byte_view(bytes));
  const auto threads = block->find_object(232);
  std::uint32_t position = 0;
  for (const auto instance : threads->instances())
    if (position++ == 1'000)  // NameLength
      set_u32(damaged, static_cast<std::size_t>(instance.name_bytes().data() - bytes.data()) - 4, 0x10000);
  EXPECT_EQ(part_difference(damaged, {&layout}), "");
  EXPECT_EQ(part_difference(damaged, {&layout}), "");
  EXPECT_EQ(part_difference(bytes, {&layout}), "");
}

}  // namespace
