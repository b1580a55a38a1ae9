// Every value is told once, whatever an object's shape, and whether the block was proved or recognised.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <tests/support/tile_comparison.hpp>

#include <perfdata/build/block_builder.hpp>
#include <perfdata/view/block_layout.hpp>
#include <perfdata/view/data_block.hpp>

using namespace perfdata;

namespace {

struct object_shape {
  std::vector<counter_type> counters;
  std::uint32_t instances = 0;
  std::uint32_t name_period = 1;  // names of as many lengths
  std::uint32_t equal_names = 1;  // neighbours with names of one length
  bool has_instances = true;
};

byte_buffer block_of(const object_shape& shape) {
  block_builder block({.system_name = "WALK"});
  auto object = block.add_object({.title_index = 2, .has_instances = shape.has_instances});
  std::vector<counter_handle> counters;
  for (const auto type : shape.counters)
    counters.push_back(object.add_counter(
        {.title_index = static_cast<std::uint32_t>(4 + 2 * counters.size()), .type = type}));
  std::uint64_t next = 0x1122334455667788;
  const auto fill = [&](instance_builder row) {
    for (const auto counter : counters) row.set(counter, next += 0x0101010101010101);
  };
  if (!shape.has_instances) fill(object.only_instance());
  for (std::uint32_t i = 0; i < shape.instances && shape.has_instances; ++i)
    fill(object.add_instance(std::string(1 + 7 * (i / shape.equal_names % shape.name_period), 'n')));
  return block.finish();
}

// The sum of all values the slow way, which shares nothing with for_each_value but the proof.
std::uint64_t plain_sum(const object_type& object) {
  std::uint64_t sum = 0;
  for (const auto instance : object.instances())
    for (const auto counter : object.counters()) sum += instance.value(counter).value_or(0);
  return sum;
}

std::uint64_t quick_sum(const object_type& object) {
  std::uint64_t sum = 0;
  object.for_each_value([&sum](const auto&, const auto&, std::uint64_t value) { sum += value; });
  return sum;
}

void expect_every_value(const object_shape& shape) {
  const auto bytes = block_of(shape);
  block_layout layout;
  for (const int round : {0, 1, 2}) {
    const auto block =
        round == 0 ? data_block::parse(byte_view(bytes)) : data_block::parse(byte_view(bytes), layout);
    ASSERT_TRUE(block);
    EXPECT_EQ(layout.unchanged_objects(), round == 2 ? 1U : 0U);
    for (const auto object : block->objects()) {
      EXPECT_EQ(test::tile_difference(object), "") << shape.instances << " instances, round " << round;
      EXPECT_EQ(quick_sum(object), plain_sum(object));
    }
  }
}

using ct = counter_type;
const std::vector<ct> usual{ct::bulk_count, ct::rawcount, ct::large_rawcount, ct::counter, ct::timer_100ns};

TEST(ValueWalk, TellsEveryValueOfAnyNumberOfInstances) {
  for (const std::uint32_t instances : {0U,  1U,  2U,  3U,  4U,  5U,  7U,  8U,   9U,   10U,  11U, 13U,
                                        31U, 32U, 33U, 63U, 64U, 65U, 66U, 128U, 129U, 130U, 200U})
    for (const std::uint32_t lengths : {1U, 2U, 16U})
      expect_every_value({.counters = usual, .instances = instances, .name_period = lengths});
}

TEST(ValueWalk, TellsEveryValueWhereNamesHaveOneLengthForAWhile) {
  for (const std::uint32_t equal : {15U, 16U, 17U, 40U, 100U, 299U})
    expect_every_value({.counters = usual, .instances = 300, .name_period = 3, .equal_names = equal});
}

TEST(ValueWalk, TellsEveryValueOfAnObjectThatNoNearbyCacheHolds) {
  const std::vector<ct> many(330, ct::bulk_count);
  for (const std::uint32_t lengths : {1U, 3U})
    expect_every_value({.counters = many, .instances = 400, .name_period = lengths, .equal_names = 50});
}

TEST(ValueWalk, TellsTheValuesOfAnObjectWithoutInstances) {
  expect_every_value({.counters = usual, .has_instances = false});
}

TEST(ValueWalk, TellsNothingWhereNothingIsCounted) {
  expect_every_value({.counters = {}, .instances = 70});
}

TEST(ValueWalk, GivesTheSinkBack) {
  struct counting {
    std::uint32_t count = 0;
    void operator()(const counter_definition&, const instance_definition&, std::uint64_t) { ++count; }
  };
  const auto bytes = block_of({.counters = usual, .instances = 100});
  const auto block = data_block::parse(byte_view(bytes));
  ASSERT_TRUE(block);
  for (const auto object : block->objects()) EXPECT_EQ(object.for_each_value(counting{}).count, 500U);
}

}  // namespace
