#include <gtest/gtest.h>

#include <perfdata/linux/columns.hpp>
#include <perfdata/view/data_block.hpp>

namespace perfdata::procfs {
namespace {

struct fake_row {
  reading plain{};
  reading numerator{};
  reading base{};
};

constexpr column<fake_row> columns[] = {
    {counter(10, 11, 0, 300, counter_type::rawcount), [](const fake_row& r) { return r.plain; }},
    {counter(20, 21, 0, 200, counter_type::raw_fraction), [](const fake_row& r) { return r.numerator; }},
    {counter(20, 21, 0, 200, counter_type::raw_base), [](const fake_row& r) { return r.base; }},
};

std::vector<std::uint32_t> told(std::vector<fake_row> rows) {
  block_builder builder({});
  object_table<fake_row> table({columns}, rows);
  table.add_to(builder, {.title_index = 1, .default_title = 20}, {});
  const auto bytes = builder.finish();
  std::vector<std::uint32_t> titles;
  const auto block = *data_block::parse(bytes);
  for (const auto definition : block.find_object(1)->counters()) titles.push_back(definition.title_index());
  return titles;
}

TEST(ObjectTable, ColumnThatOneRowCannotTellIsLeftOut) {
  EXPECT_EQ(told({{1, 2, 3}, {1, 2, 3}}), (std::vector<std::uint32_t>{10, 20, 20}));
  EXPECT_EQ(told({{1, 2, 3}, {std::nullopt, 2, 3}}), (std::vector<std::uint32_t>{20, 20}));
}

TEST(ObjectTable, NumeratorAndBaseStayOrGoTogether) {
  EXPECT_EQ(told({{1, 2, std::nullopt}}), (std::vector<std::uint32_t>{10}));
  EXPECT_EQ(told({{1, std::nullopt, 3}}), (std::vector<std::uint32_t>{10}));
}

TEST(ObjectTable, WithoutRowsEveryColumnIsThere) {
  EXPECT_EQ(told({}), (std::vector<std::uint32_t>{10, 20, 20}));
}

TEST(ObjectTable, DefaultCounterAndDetailLevelFollowWhatIsTold) {
  const std::vector<fake_row> rows = {{std::nullopt, 2, 3}};
  block_builder builder({});
  object_table<fake_row> table({columns}, rows);
  table.add_to(builder, {.title_index = 1, .default_title = 20}, {});
  const auto bytes = builder.finish();
  const auto object = *data_block::parse(bytes)->find_object(1);
  EXPECT_EQ(object.default_counter(), 0);
  EXPECT_EQ(object.detail_level(), 200U);
}

TEST(ObjectTable, AverageOfTimeStampsDoesNotOverflow) {
  constexpr std::uint64_t stamp = 134'000'000'000'000'000;  // 138 of them pass 64 bits
  constexpr column<fake_row> average[] = {{counter(10, 11, 0, 100, counter_type::large_rawcount),
                                           [](const fake_row& r) { return r.plain; }, total_rule::average}};
  std::vector<fake_row> rows(1000, fake_row{.plain = stamp});
  rows.back().plain = stamp + 1999;
  block_builder builder({});
  object_table<fake_row> table({average}, rows);
  auto object = table.add_to(builder, {.title_index = 1}, {});
  table.fill_total(object.add_instance("_Total"));
  const auto bytes = builder.finish();
  const auto block = *data_block::parse(bytes);
  const auto decoded = *block.find_object(1);
  EXPECT_EQ((*decoded.instances().begin()).value(*decoded.find_counter(10)), stamp + 1) << "floor of 1.999";
}

}  // namespace
}  // namespace perfdata::procfs
