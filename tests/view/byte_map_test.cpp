#include <gtest/gtest.h>
#include <tests/support/shared_data.hpp>

#include <perfdata/build/block_builder.hpp>
#include <perfdata/view/byte_map.hpp>

using namespace perfdata;

namespace {

byte_buffer two_objects() {
  block_builder builder({.system_name = "HOST"});
  auto processor = builder.add_object({.title_index = 238});
  const auto idle = processor.add_counter({.title_index = 6, .type = counter_type::timer_100ns_inv});
  (void)processor.add_counter({.title_index = 8, .type = counter_type::multi_timer_100ns});
  (void)processor.add_counter(
      {.title_index = 9, .type = counter_type::large_raw_base, .share_offset_with = 0});
  processor.add_instance("0").set(idle, 1);
  processor.add_instance("_Total").set(idle, 2);
  auto system = builder.add_object({.title_index = 2, .has_instances = false});
  const auto threads = system.add_counter({.title_index = 10, .type = counter_type::rawcount});
  system.only_instance().set(threads, 3);
  return builder.finish();
}

void expect_tiles(byte_view bytes) {
  const auto block = data_block::parse(bytes);
  if (!block) return;
  std::size_t at = 0;
  for (const byte_label& run : map_bytes(*block)) {
    ASSERT_EQ(run.offset, at);
    ASSERT_GT(run.length, 0U);
    at += run.length;
  }
  ASSERT_EQ(at, bytes.size());
}

std::size_t bytes_of(const data_block& block, byte_use use) {
  std::size_t sum = 0;
  for (const byte_label& run : map_bytes(block))
    if (run.use == use) sum += run.length;
  return sum;
}

TEST(ByteMap, EveryPartIsCountedOnce) {
  const auto bytes = two_objects();
  const auto block = data_block::parse(bytes);
  ASSERT_TRUE(block);
  EXPECT_EQ(bytes_of(*block, byte_use::block_header), 84U);
  EXPECT_EQ(bytes_of(*block, byte_use::system_name), 10U);
  EXPECT_EQ(bytes_of(*block, byte_use::object_header), 2U * 64);
  EXPECT_EQ(bytes_of(*block, byte_use::counter_definition), 4U * 40);
  EXPECT_EQ(bytes_of(*block, byte_use::instance_definition), 2U * 24);
  EXPECT_EQ(bytes_of(*block, byte_use::instance_name), 4U + 14U);
  EXPECT_EQ(bytes_of(*block, byte_use::counter_block), 3U * 4);
  EXPECT_EQ(bytes_of(*block, byte_use::value), 2U * 16 + 4);  // the shared field has one label
  EXPECT_EQ(bytes_of(*block, byte_use::multiplier), 2U * 4);
  EXPECT_EQ(bytes_of(*block, byte_use::damaged), 0U);
}

TEST(ByteMap, ValueLabelNamesCounterObjectAndInstance) {
  const auto bytes = two_objects();
  const auto block = data_block::parse(bytes);
  ASSERT_TRUE(block);
  std::vector<byte_label> values;
  for (const byte_label& run : map_bytes(*block))
    if (run.use == byte_use::value) values.push_back(run);
  ASSERT_EQ(values.size(), 5U);
  EXPECT_EQ(values[2].object_index, 238U);
  EXPECT_EQ(values[2].counter_index, 6U);
  EXPECT_EQ(values[2].instance, 1);
  EXPECT_EQ(std::to_integer<int>(bytes[values[2].offset]), 2);
}

TEST(ByteMap, BytesBehindTheBlockAreNobodys) {
  auto bytes = two_objects();
  bytes.resize(bytes.size() + 100);
  const auto block = data_block::parse(bytes);
  ASSERT_TRUE(block);
  EXPECT_EQ(bytes_of(*block, byte_use::beyond), 100U);
}

TEST(ByteMap, TilesABlockCutAnywhere) {
  const auto bytes = two_objects();
  for (std::size_t size = 0; size <= bytes.size(); ++size) expect_tiles(byte_view(bytes).first(size));
}

TEST(ByteMap, TilesABlockWhoseLengthsLie) {
  const auto sound = two_objects();
  for (std::size_t offset = 0; offset + 4 <= sound.size(); offset += 4)
    for (const unsigned lie : {0U, 1U, 24U, 0x7FFFFFFFU, 0xFFFFFFFFU}) {
      auto bytes = sound;
      for (std::size_t i = 0; i < 4; ++i) bytes[offset + i] = static_cast<std::byte>(lie >> (8 * i));
      expect_tiles(bytes);
    }
}

TEST(ByteMap, TilesEveryRealCapture) {
  const auto files = test::captures("hkpd", ".bin");
  if (files.empty()) GTEST_SKIP() << "skipped: no captures in " << test::shared_data("hkpd");
  for (const auto& file : files) {
    SCOPED_TRACE(file.string());
    expect_tiles(test::read_bytes(file));
  }
}

}  // namespace
