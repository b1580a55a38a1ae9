#include <gtest/gtest.h>

#include <perfdata/build/block_builder.hpp>
#include <perfdata/wire/overlay.hpp>

using namespace perfdata;

namespace {

template <class Record>
const Record& at(const byte_buffer& bytes, std::size_t offset) {
  return wire::overlay<Record>(byte_view(bytes).subspan(offset));
}

TEST(BlockBuilder, HeaderIsWhatWindowsWrites) {
  block_builder builder({.system_name = "ALKAPLAN-DESK",
                         .perf_time = 31371212493,
                         .perf_freq = 3507498,
                         .perf_time_100ns = 131291624803022616});
  const auto bytes = builder.finish();
  const auto& block = at<wire::perf_data_block>(bytes, 0);
  EXPECT_EQ(block.signature[0].value(), u'P');
  EXPECT_EQ(block.header_length.value(),
            120U);  // 88 + 28 bytes of name, rounded to 8, as the real capture has it
  EXPECT_EQ(block.system_name_length.value(), 28U);
  EXPECT_EQ(block.total_byte_length.value(), bytes.size());
  EXPECT_EQ(block.system_time_utc.year.value(), 2017);
  EXPECT_EQ(block.system_time_utc.month.value(), 1);
  EXPECT_EQ(block.system_time_utc.day.value(), 17);
  EXPECT_EQ(block.system_time_utc.day_of_week.value(), 2);
  EXPECT_EQ(block.system_time_utc.hour.value(), 21);
  EXPECT_EQ(block.system_time_utc.milliseconds.value(), 302);
}

TEST(BlockBuilder, OffsetsAreNaturalAndMayBeShared) {
  block_builder builder({});
  auto object = builder.add_object({.title_index = 234});
  (void)object.add_counter({.type = counter_type::rawcount});
  (void)object.add_counter({.type = counter_type::precision_100ns_timer});
  const auto stamp = object.add_counter({.type = counter_type::large_raw_base});
  (void)object.add_counter(
      {.type = counter_type::large_raw_base, .share_offset_with = static_cast<int>(stamp)});
  (void)object.add_counter({.type = counter_type::multi_timer_100ns});
  (void)object.add_counter({.type = counter_type::rawcount});
  auto row = object.add_instance("0 C:");
  row.set(stamp, 0x1122334455667788);
  EXPECT_EQ(row.get(stamp), 0x1122334455667788U);
  const auto bytes = builder.finish();
  const auto header = at<wire::perf_data_block>(bytes, 0).header_length.value();
  std::vector<std::uint32_t> offsets;
  for (std::size_t i = 0; i < 6; ++i)
    offsets.push_back(at<wire::perf_counter_definition>(bytes, header + 64 + 40 * i).counter_offset.value());
  EXPECT_EQ(offsets, (std::vector<std::uint32_t>{4, 8, 16, 16, 24, 36}));
}

TEST(BlockBuilder, EveryLengthIsAMultipleOfEight) {
  block_builder builder({.system_name = "abc"});
  auto object = builder.add_object({.title_index = 1});
  const auto counter = object.add_counter({.type = counter_type::rawcount});
  for (const char* name : {"", "a", "ab", "abc", "abcd"}) object.add_instance(name).set(counter, 7);
  const auto bytes = builder.finish();
  EXPECT_EQ(bytes.size() % 8, 0U);
  std::size_t offset = at<wire::perf_data_block>(bytes, 0).header_length.value();
  EXPECT_EQ(offset % 8, 0U);
  const auto& type = at<wire::perf_object_type>(bytes, offset);
  EXPECT_EQ(type.num_instances.value(), 5);
  offset += type.definition_length.value();
  for (int i = 0; i < 5; ++i) {
    const auto length = at<wire::perf_instance_definition>(bytes, offset).byte_length.value();
    EXPECT_EQ(length % 8, 0U);
    offset += length;
    offset += at<wire::perf_counter_block>(bytes, offset).byte_length.value();
  }
  EXPECT_EQ(offset, bytes.size());
}

TEST(BlockBuilder, ObjectWithoutInstancesHasExactlyOneCounterBlock) {
  block_builder builder({});
  auto object = builder.add_object({.title_index = 2, .has_instances = false});
  (void)object.add_counter({.type = counter_type::large_rawcount});
  (void)builder.add_object({.title_index = 4});
  const auto bytes = builder.finish();
  const auto header = at<wire::perf_data_block>(bytes, 0).header_length.value();
  const auto& system = at<wire::perf_object_type>(bytes, header);
  EXPECT_EQ(system.num_instances.value(), -1);
  EXPECT_EQ(system.total_byte_length.value(), 64U + 40U + 16U);
  const auto& memory = at<wire::perf_object_type>(bytes, header + system.total_byte_length.value());
  EXPECT_EQ(memory.num_instances.value(), 0);
  EXPECT_EQ(memory.total_byte_length.value(), memory.definition_length.value());
}

TEST(BlockBuilder, AddWrapsAtTheCounterSize) {
  block_builder builder({});
  auto object = builder.add_object({.title_index = 1});
  const auto counter = object.add_counter({.type = counter_type::counter});
  auto row = object.add_instance("_Total");
  row.set(counter, 0xFFFFFFFF);
  row.add(counter, 3);
  EXPECT_EQ(row.get(counter), 2U);
}

TEST(TitleTableBuilder, IsAMultiSz) {
  title_table_builder table;
  table.add(2, "System");
  const auto bytes = table.finish();
  EXPECT_EQ(bytes.size(), 2U * (2 + 7 + 1));
  EXPECT_EQ(bytes[0], std::byte{'2'});
}

}  // namespace
