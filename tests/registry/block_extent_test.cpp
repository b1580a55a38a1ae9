#include <gtest/gtest.h>

#include <perfdata/build/block_builder.hpp>
#include <perfdata/registry/block_extent.hpp>
#include <perfdata/wire/overlay.hpp>

using namespace perfdata;

namespace {

byte_buffer two_objects() {
  block_builder builder({.system_name = "HOST"});
  auto system = builder.add_object({.title_index = 2, .has_instances = false});
  const auto up = system.add_counter({.type = counter_type::large_rawcount});
  system.only_instance().set(up, 7);
  auto processor = builder.add_object({.title_index = 238});
  (void)processor.add_counter({.type = counter_type::timer_100ns_inv});
  (void)processor.add_instance("0");
  return builder.finish();
}

void take_header_off_total_length(byte_buffer& bytes) {
  auto& block = wire::overlay<wire::perf_data_block>(std::span<std::byte>(bytes));
  block.total_byte_length = block.total_byte_length.value() - block.header_length.value();
}

TEST(BlockExtent, AWholeBlockIsWholeAndACutOneIsNot) {
  const auto bytes = two_objects();
  EXPECT_TRUE(holds_whole_block(bytes));
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_FALSE(holds_whole_block(byte_view(bytes).first(size))) << size;
}

TEST(BlockExtent, TheStatedTotalLengthIsNotAsked) {
  auto bytes = two_objects();
  take_header_off_total_length(bytes);  // as Samba writes it
  EXPECT_TRUE(holds_whole_block(bytes));
  EXPECT_FALSE(holds_whole_block(byte_view(bytes).first(bytes.size() - 1)));
}

TEST(BlockExtent, TheStatedSizeCountsTheHeaderInEveryCase) {
  auto bytes = two_objects();
  EXPECT_GE(stated_block_size(bytes), bytes.size());
  take_header_off_total_length(bytes);
  EXPECT_EQ(stated_block_size(bytes), bytes.size());
  EXPECT_EQ(stated_block_size(byte_view(bytes).first(88)), bytes.size());
  EXPECT_EQ(stated_block_size(byte_view(bytes).first(87)), 0U);
  EXPECT_EQ(stated_block_size({}), 0U);
}

TEST(BlockExtent, BytesBehindTheBlockDoNotMatter) {
  auto bytes = two_objects();
  bytes.resize(bytes.size() + 100);
  EXPECT_TRUE(holds_whole_block(bytes));
}

TEST(BlockExtent, LengthsThatLieAreNotFollowed) {
  for (const std::uint32_t lie : {0U, 1U, 63U, 0x7FFFFFFFU, 0xFFFFFFFFU}) {
    auto bytes = two_objects();
    auto& block = wire::overlay<wire::perf_data_block>(std::span<std::byte>(bytes));
    wire::overlay<wire::perf_object_type>(std::span<std::byte>(bytes).subspan(block.header_length.value()))
        .total_byte_length = lie;
    EXPECT_FALSE(holds_whole_block(bytes)) << lie;
  }
  auto bytes = two_objects();
  wire::overlay<wire::perf_data_block>(std::span<std::byte>(bytes)).num_object_types = 0xFFFFFFFF;
  EXPECT_FALSE(holds_whole_block(bytes));
  wire::overlay<wire::perf_data_block>(std::span<std::byte>(bytes)).num_object_types = 0;
  wire::overlay<wire::perf_data_block>(std::span<std::byte>(bytes)).header_length = 0xFFFFFFFF;
  EXPECT_FALSE(holds_whole_block(bytes));
}

TEST(BlockExtent, SignaturesOfBothByteOrdersAreBlocks) {
  auto bytes = two_objects();
  EXPECT_TRUE(is_data_block(bytes));
  for (std::size_t i = 0; i < 8; i += 2) std::swap(bytes[i], bytes[i + 1]);
  EXPECT_TRUE(is_data_block(bytes));
  EXPECT_FALSE(holds_whole_block(bytes));
  EXPECT_FALSE(is_data_block(byte_view(bytes).first(7)));
  EXPECT_FALSE(is_data_block(title_table_builder().finish()));
}

}  // namespace
