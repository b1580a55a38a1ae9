// Values as numbers in memory: all of them, in the order in which they are told, and never one too many.
#include <algorithm>
#include <gtest/gtest.h>
#include <tests/support/server_scene.hpp>
#include <vector>

#include <perfdata/view/block_reader.hpp>
#include <perfdata/view/value_store.hpp>

using namespace perfdata;
using namespace perfdata::test;

namespace {

std::vector<std::uint64_t> told(const data_block& block) {
  std::vector<std::uint64_t> values;
  for (const auto object : block.objects())
    object.for_each_value([&](const auto&, const auto&, std::uint64_t value) { values.push_back(value); });
  return values;
}

std::vector<std::uint64_t> stored(const data_block& block, std::size_t room, std::size_t& omitted) {
  std::vector<std::uint64_t> memory(room + 1, 42);
  value_store store{std::span<std::uint64_t>(memory).first(room)};
  for (const auto object : block.objects()) store.add(object);
  omitted = store.omitted();
  EXPECT_EQ(memory.back(), 42U);
  return {store.stored().begin(), store.stored().end()};
}

TEST(ValueStore, StoresWhatIsTold) {
  for (const auto& shape : {server_64_kib, server_1_mib}) {  // in caches, and past them
    const auto bytes = build_server_block(shape, 0);
    const auto block = data_block::parse(byte_view(bytes));
    ASSERT_TRUE(block);
    const auto expected = told(*block);
    std::size_t omitted = 0;
    EXPECT_EQ(stored(*block, expected.size(), omitted), expected);
    EXPECT_EQ(omitted, 0U);
    EXPECT_EQ(stored(*block, expected.size() + 10'000, omitted), expected);
  }
}

TEST(ValueStore, CountsWhatDoesNotFit) {
  const auto bytes = build_server_block(server_64_kib, 0);
  const auto block = data_block::parse(byte_view(bytes));
  ASSERT_TRUE(block);
  const auto expected = told(*block);
  for (const std::size_t room : {std::size_t{0}, std::size_t{1}, std::size_t{1'000}, expected.size() - 1}) {
    std::size_t omitted = 0;
    const auto found = stored(*block, room, omitted);
    EXPECT_EQ(found.size() + omitted, expected.size());
    EXPECT_EQ(found.size(), room);
    EXPECT_TRUE(std::equal(found.begin(), found.end(), expected.begin()));
  }
}

TEST(ValueStore, StoresPartsOneAfterTheOther) {
  const auto bytes = build_server_block(server_64_kib, 0);
  auto reader = block_reader::open(byte_view(bytes), 200);
  ASSERT_TRUE(reader);
  std::vector<std::uint64_t> memory(10'000);
  value_store store(memory);
  std::vector<std::uint64_t> expected;
  for (const auto& part : *reader) {
    store.add(part);
    part.for_each_value([&](const auto&, const auto&, std::uint64_t value) { expected.push_back(value); });
  }
  EXPECT_TRUE(std::ranges::equal(store.stored(), expected));
}

}  // namespace
