// A block that is recognised must be as sound as one that is proved, whatever its bytes are.
#include <algorithm>
#include <gtest/gtest.h>
#include <tests/support/blob_scenes.hpp>
#include <tests/support/damage.hpp>
#include <tests/support/server_scene.hpp>

#include <perfdata/build/block_builder.hpp>
#include <perfdata/view/block_layout.hpp>
#include <perfdata/view/data_block.hpp>

using namespace perfdata;
using namespace perfdata::test;

namespace {

std::vector<blob_scene> all_scenes() {
  auto scenes = sound_scenes();
  std::ranges::move(odd_scenes(), std::back_inserter(scenes));
  return scenes;
}

block_layout layout_of(byte_view bytes) {
  block_layout layout;
  (void)data_block::parse(bytes, layout);
  return layout;
}

std::size_t objects_of(const data_block& block) {
  return static_cast<std::size_t>(std::ranges::distance(block.objects()));
}

struct shape {
  std::vector<std::size_t> numbers;
  std::vector<std::string> texts;
  friend bool operator==(const shape&, const shape&) = default;
};

// What a proof finds out.
shape shape_of(const data_block& block) {
  shape out;
  out.numbers.push_back(block.extent());
  for (const auto& defect : block.defects()) out.texts.push_back(defect.message());
  for (const auto object : block.objects()) {
    out.numbers.insert(out.numbers.end(), {object.offset(), object.bytes().size(), object.counters().size(),
                                           object.instances().size()});
  }
  return out;
}

void expect_same_with(block_layout layout, byte_view bytes) {
  const auto alone = data_block::parse(bytes);
  const auto beside = data_block::parse(bytes, layout);
  ASSERT_EQ(alone.has_value(), beside.has_value());
  if (alone) {
    EXPECT_EQ(shape_of(*alone), shape_of(*beside));
  }
}

TEST(BlockLayout, TheSameBlockIsRecognisedWhole) {
  for (const auto& scene : sound_scenes()) {
    auto layout = layout_of(scene.bytes);
    EXPECT_EQ(layout.unchanged_objects(), 0U) << scene.name;
    const auto block = data_block::parse(byte_view(scene.bytes), layout);
    ASSERT_TRUE(block);
    EXPECT_EQ(layout.unchanged_objects(), objects_of(*block)) << scene.name;
    expect_same_with(layout, scene.bytes);
  }
}

TEST(BlockLayout, ValuesAndClocksMayMove) {
  const auto older = build_server_block(server_64_kib, 0);
  const auto newer = build_server_block(server_64_kib, 1);
  ASSERT_NE(older, newer);
  auto layout = layout_of(older);
  const auto block = data_block::parse(byte_view(newer), layout);
  ASSERT_TRUE(block);
  EXPECT_EQ(layout.unchanged_objects(), objects_of(*block));
  expect_same_with(layout, newer);
}

byte_buffer three_objects(const std::string& middle_name) {
  block_builder builder({.system_name = "PERFHOST"});
  for (std::uint32_t i = 0; i < 3; ++i) {
    auto object = builder.add_object({.title_index = 10 * i + 2});
    const auto counter = object.add_counter({.title_index = 4, .type = counter_type::rawcount});
    auto row = object.add_instance(i == 1 ? middle_name : "same");
    row.set(counter, i);
  }
  return builder.finish();
}

TEST(BlockLayout, AnotherNameChangesItsObjectAndNoOther) {
  const auto first = three_objects("one");
  for (const char* name : {"two", "a longer name, so that what is behind it moves"}) {
    auto layout = layout_of(first);
    const auto second = three_objects(name);
    ASSERT_TRUE(data_block::parse(byte_view(second), layout));
    EXPECT_TRUE(layout.unchanged(0));
    EXPECT_FALSE(layout.unchanged(1));
    EXPECT_TRUE(layout.unchanged(2));
    EXPECT_FALSE(layout.unchanged(3));
    ASSERT_TRUE(data_block::parse(byte_view(second), layout));
    EXPECT_EQ(layout.unchanged_objects(), 3U);
  }
}

TEST(BlockLayout, ADamagedObjectIsProvedEveryTime) {
  auto bytes = three_objects("one");
  const auto fields = steering_fields(bytes);
  const auto name = std::ranges::find_if(
      fields, [](const steering_field& field) { return field.name == "NameLength" && field.object == 1; });
  ASSERT_NE(name, fields.end());
  set_u32(bytes, name->offset, 0x10000);
  auto layout = layout_of(bytes);
  const auto block = data_block::parse(byte_view(bytes), layout);
  EXPECT_EQ(layout.unchanged_objects(), 2U);
  EXPECT_EQ(block->defects().size(), 1U);
}

TEST(BlockLayout, AnyByteMayBeAnything) {
  for (const auto& scene : all_scenes()) {
    const auto layout = layout_of(scene.bytes);
    for (std::size_t at = 0; at < scene.bytes.size(); ++at) {
      SCOPED_TRACE(scene.name + ", byte " + std::to_string(at));
      auto bytes = cut(scene.bytes, scene.bytes.size());
      bytes[at] ^= std::byte{0xFF};
      expect_same_with(layout, bytes);
      if (at % 8 == 0) expect_same_with(layout, cut(scene.bytes, at));
      if (HasFailure()) return;
    }
  }
}

TEST(BlockLayout, EveryLengthCountAndOffsetMayLie) {
  for (const auto& scene : all_scenes()) {
    const auto layout = layout_of(scene.bytes);
    for (const auto& field : steering_fields(scene.bytes)) {
      for (const std::uint32_t value : hostile_values(field.value)) {
        SCOPED_TRACE(scene.name + ": " + field.label() + " = " + std::to_string(value));
        auto bytes = cut(scene.bytes, scene.bytes.size());
        set_u32(bytes, field.offset, value);
        expect_same_with(layout, bytes);
        if (HasFailure()) return;
      }
    }
  }
}

}  // namespace
