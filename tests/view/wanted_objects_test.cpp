// Who wants a few objects gets these as a whole parse has them, and nothing of the others, whatever they
// hold.
#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <tests/support/blob_scenes.hpp>
#include <tests/support/damage.hpp>
#include <tests/support/server_scene.hpp>

#include <perfdata/build/block_builder.hpp>
#include <perfdata/view/block_layout.hpp>
#include <perfdata/view/data_block.hpp>

using namespace perfdata;
using namespace perfdata::test;
using testing::ElementsAre;
using testing::IsEmpty;

namespace {

using indexes = std::vector<std::uint32_t>;

// Where the objects lie, and what was proved of them.
std::vector<std::size_t> numbers_of(const data_block& block, const indexes& only) {
  std::vector<std::size_t> out;
  for (const auto object : block.objects())
    if (std::ranges::binary_search(only, object.title_index()))
      out.insert(out.end(), {object.offset(), object.bytes().size(), object.counters().size(),
                             object.instances().size(), object.stride().definition});
  return out;
}

// What is read of them, which depends on what was proved.
std::vector<std::uint64_t> values_of(const data_block& block, const indexes& only) {
  std::vector<std::uint64_t> out;
  for (const auto object : block.objects())
    if (std::ranges::binary_search(only, object.title_index()))
      object.for_each_value([&](auto counter, auto, std::uint64_t value) {
        out.insert(out.end(), {counter.title_index(), value});
      });
  return out;
}

indexes titles_of(const data_block& block) {
  indexes out;
  for (const auto object : block.objects()) out.push_back(object.title_index());
  return out;
}

indexes every_second(indexes titles) {
  std::ranges::sort(titles);
  indexes out;
  for (std::size_t i = 0; i < titles.size(); i += 2) out.push_back(titles[i]);
  return out;
}

void expect_same_of(const indexes& wanted, byte_view bytes, block_layout layout) {
  const auto whole = data_block::parse(bytes);
  const auto some = data_block::parse(bytes, wanted, layout);
  ASSERT_EQ(whole.has_value(), some.has_value());
  if (!whole) return;
  EXPECT_EQ(some->extent(), whole->extent());
  EXPECT_EQ(numbers_of(*some, wanted), numbers_of(*whole, wanted));
  EXPECT_EQ(values_of(*some, wanted), values_of(*whole, wanted));
  EXPECT_EQ(numbers_of(*some, wanted).size(), 5 * titles_of(*some).size()) << "others are there too";
  EXPECT_LE(some->defects().size(), whole->defects().size());
}

byte_buffer objects_called(std::initializer_list<std::uint32_t> titles) {
  block_builder builder({.system_name = "PERFHOST"});
  for (const std::uint32_t title : titles) {
    auto object = builder.add_object({.title_index = title});
    const auto counter = object.add_counter({.title_index = 4, .type = counter_type::rawcount});
    object.add_instance("only").set(counter, title);
  }
  return builder.finish();
}

// NumInstances of the object at this position becomes a lie.
byte_buffer with_lying_object(byte_buffer bytes, std::size_t position) {
  for (const auto& field : steering_fields(bytes))
    if (field.name == "NumInstances" && field.object == position) set_u32(bytes, field.offset, 1000);
  return bytes;
}

TEST(WantedObjects, OnlyTheseAreThere) {
  const auto bytes = objects_called({2, 4, 230, 4, 6});
  block_layout layout;
  for (const indexes& wanted : {indexes{4}, indexes{2, 6}, indexes{2, 4, 6, 230}, indexes{5}, indexes{}}) {
    const auto block = data_block::parse(byte_view(bytes), wanted, layout);
    ASSERT_TRUE(block);
    EXPECT_EQ(block->extent(), bytes.size());
    for (const std::uint32_t title : {2U, 4U, 5U, 6U, 230U})
      EXPECT_EQ(block->find_object(title).has_value(),
                title != 5 && std::ranges::binary_search(wanted, title));
  }
  const auto twice = data_block::parse(byte_view(bytes), indexes{4}, layout);
  EXPECT_THAT(titles_of(*twice), ElementsAre(4, 4));
}

TEST(WantedObjects, TheirLayoutIsRememberedAndNoOther) {
  const auto bytes = objects_called({2, 4, 230});
  const indexes wanted{4, 230};
  block_layout layout;
  for (const std::uint32_t unchanged : {0U, 2U}) {
    ASSERT_TRUE(data_block::parse(byte_view(bytes), wanted, layout));
    EXPECT_EQ(layout.size(), 2U);
    EXPECT_EQ(layout.unchanged_objects(), unchanged);
  }
  const auto more = objects_called({2, 3, 4, 230});
  ASSERT_TRUE(data_block::parse(byte_view(more), wanted, layout));
  EXPECT_EQ(layout.unchanged_objects(), 2U) << "what lies between them is no matter";
}

TEST(WantedObjects, WhatIsWrongWithOthersIsNoMatter) {
  const auto bytes = with_lying_object(objects_called({2, 4, 230}), 1);
  ASSERT_FALSE(data_block::parse(byte_view(bytes))->defects().empty());
  block_layout layout;
  const auto others = data_block::parse(byte_view(bytes), indexes{2, 230}, layout);
  EXPECT_THAT(others->defects(), IsEmpty());
  EXPECT_THAT(titles_of(*others), ElementsAre(2, 230));
  const auto it = data_block::parse(byte_view(bytes), indexes{4}, layout);
  EXPECT_FALSE(it->defects().empty());
}

TEST(WantedObjects, WhatCannotBeSteppedOverIsADefect) {
  auto bytes = objects_called({2, 4, 230});
  const auto last = data_block::parse(byte_view(bytes))->find_object(230)->offset();
  block_layout layout;
  const auto cut_off = cut(bytes, last + 70);
  const auto block = data_block::parse(byte_view(cut_off), indexes{2}, layout);
  EXPECT_THAT(titles_of(*block), ElementsAre(2));
  EXPECT_FALSE(block->defects().empty());
  EXPECT_EQ(block->extent(), cut_off.size());
  set_u32(bytes, last, 8);  // TotalByteLength
  const auto stuck = data_block::parse(byte_view(bytes), indexes{2}, layout);
  EXPECT_EQ(stuck->extent(), last);
  EXPECT_FALSE(stuck->defects().empty());
}

TEST(WantedObjects, AreThoseOfAWholeServer) {
  const auto bytes = build_server_block(server_64_kib, 0);
  const auto whole = data_block::parse(byte_view(bytes));
  const indexes wanted = every_second(titles_of(*whole));
  block_layout layout;
  for (int round = 0; round < 2; ++round) {
    expect_same_of(wanted, bytes, layout);
    ASSERT_TRUE(data_block::parse(byte_view(bytes), wanted, layout));
  }
}

TEST(WantedObjects, AnyByteMayBeAnything) {
  auto scenes = sound_scenes();
  std::ranges::move(odd_scenes(), std::back_inserter(scenes));
  for (const auto& scene : scenes) {
    SCOPED_TRACE(scene.name);
    const auto wanted = every_second(titles_of(*data_block::parse(byte_view(scene.bytes))));
    block_layout layout;
    ASSERT_TRUE(data_block::parse(byte_view(scene.bytes), wanted, layout));
    for (std::size_t at = 0; at < scene.bytes.size(); ++at) {
      auto bytes = cut(scene.bytes, scene.bytes.size());
      bytes[at] ^= std::byte{0xFF};
      expect_same_of(wanted, bytes, layout);
      if (at % 8 == 0) expect_same_of(wanted, cut(scene.bytes, at), layout);
      ASSERT_FALSE(HasFailure()) << "byte " << at;
    }
  }
}

}  // namespace
