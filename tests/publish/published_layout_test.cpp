#include <gtest/gtest.h>
#include <tests/publish/publish_scene.hpp>

#include <perfdata/build/block_builder.hpp>
#include <perfdata/publish/published_layout.hpp>

using namespace perfdata;
using namespace perfdata::test;

namespace {

byte_buffer block_of(std::initializer_list<std::pair<std::uint32_t, counter_type>> objects,
                     std::int64_t object_freq = 0) {
  block_builder block({.perf_time = 5, .perf_freq = 10});
  for (const auto& [index, type] : objects) {
    auto object = block.add_object(
        {.title_index = index, .has_instances = false, .perf_time = 7, .perf_freq = object_freq});
    object.add_counter({.title_index = 6, .type = type});
    object.only_instance();
  }
  return block.finish();
}

TEST(PublishedLayout, EveryObjectStandsInFrontOfItsCounters) {
  const publish_scene scene;
  published_layout layout;
  EXPECT_TRUE(layout.update(scene.block));
  std::uint32_t last = 0;
  ASSERT_EQ(layout.objects().size(), 3U);
  for (const auto& object : layout.objects()) {
    EXPECT_EQ(object.index, object.source_title);  // who knows Windows' number finds it
    std::uint32_t before = object.index;
    for (const auto& counter : object.counters) {
      EXPECT_GT(counter.index, before);
      EXPECT_EQ(counter.index % 2, 0U);
      before = counter.index;
    }
    last = std::max(last, before);
  }
  EXPECT_EQ(layout.last_index(), last);
}

TEST(PublishedLayout, ABaseStaysTheNextDefinitionBehindItsNumerator) {
  const publish_scene scene;
  published_layout layout;
  layout.update(scene.block);
  const auto& counters = layout.objects()[0].counters;
  ASSERT_EQ(counters.size(), 3U);
  EXPECT_EQ(counters[1].type, counter_type::raw_fraction);
  EXPECT_EQ(counters[2].type, counter_type::raw_base);
  EXPECT_EQ(counters[2].index, counters[1].index + 2);
}

TEST(PublishedLayout, WhatSmbdCannotShowIsLeftOutWithItsReason) {
  const publish_scene scene;
  published_layout layout;
  layout.update(scene.block);
  ASSERT_EQ(layout.omissions().size(), 2U);
  EXPECT_EQ(layout.omissions()[0].counter, 20U);  // and its base without a word
  EXPECT_EQ(layout.omissions()[1].counter, 12U);
}

TEST(PublishedLayout, AnObjectWithoutCountersIsLeftOut) {
  const auto bytes = block_of({{2, counter_type::nodata}});
  published_layout layout;
  EXPECT_FALSE(layout.update(*data_block::parse(bytes)));
  EXPECT_EQ(layout.last_index(), 0U);
  EXPECT_EQ(layout.omissions().back().counter, 0U);
}

TEST(PublishedLayout, AClockOfTheObjectsOwnCannotBeShownUnlessItIsTheBlocks) {
  const auto own = block_of({{2, counter_type::obj_time_timer}}, 1000);
  published_layout layout;
  EXPECT_FALSE(layout.update(*data_block::parse(own)));
  const auto none = block_of({{2, counter_type::obj_time_timer}});
  EXPECT_TRUE(layout.update(*data_block::parse(none)));
}

TEST(PublishedLayout, IndexesStayWhenObjectsComeAndGo) {
  const auto one = block_of({{2, counter_type::rawcount}});
  const auto more = block_of(
      {{90, counter_type::rawcount}, {2, counter_type::rawcount}, {4'000'000'000, counter_type::rawcount}});
  published_layout layout;
  ASSERT_TRUE(layout.update(*data_block::parse(one)));
  const auto first = layout.objects()[0];
  ASSERT_TRUE(layout.update(*data_block::parse(more)));
  EXPECT_EQ(layout.objects()[1], first);
  for (const auto& object : layout.objects()) {
    EXPECT_LT(object.index, object.counters[0].index);
    EXPECT_LT(object.index, 100U);
  }
  EXPECT_FALSE(layout.update(*data_block::parse(more)));
  EXPECT_TRUE(layout.update(*data_block::parse(one)));
  EXPECT_EQ(layout.objects()[0], first);
}

}  // namespace
