#include "tests/support/scripted_source.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <perfdata/build/block_builder.hpp>
#include <perfdata/collect/catalog.hpp>

using namespace perfdata;
using namespace perfdata::test;
using testing::ElementsAre;

namespace {

byte_buffer table(std::initializer_list<std::pair<std::uint32_t, const char*>> entries) {
  title_table_builder builder;
  for (const auto& [index, text] : entries) builder.add(index, text);
  return builder.finish();
}

byte_buffer disks() {
  block_builder builder({.system_name = "H"});
  auto object = builder.add_object({.title_index = 236, .help_index = 237});
  (void)object.add_counter({.title_index = 408, .help_index = 409, .type = counter_type::raw_fraction});
  (void)object.add_counter({.title_index = 408, .type = counter_type::raw_base});
  (void)object.add_counter({.title_index = 5000, .type = counter_type::rawcount});
  (void)object.add_instance("C:");
  (void)object.add_instance("C:");
  return builder.finish();
}

TEST(Catalog, ListsObjectsCountersAndInstancesWithTheirNames) {
  scripted_source source;
  source.answer("Counter 009", table({{236, "LogicalDisk"}, {408, "% Free Space"}}));
  source.answer("Explain 009",
                table({{237, "About disks."}, {409, "What is free."}}));  // Samba knows Explain only
  source.answer("Global", disks());
  const auto names = read_names(source);
  ASSERT_TRUE(names);
  const auto listed = read_catalog(source, *names);
  ASSERT_TRUE(listed);
  EXPECT_EQ(listed->machine, "SCRIPT");
  ASSERT_EQ(listed->objects.size(), 1U);
  const auto& disk = listed->objects[0];
  EXPECT_EQ(disk.name, "LogicalDisk");
  EXPECT_EQ(disk.help, "About disks.");
  EXPECT_THAT(disk.instances, ElementsAre("C:", "C:#1"));
  ASSERT_EQ(disk.counters.size(), 2U);  // the base is not a counter to choose
  EXPECT_EQ(disk.counters[0].name, "% Free Space");
  EXPECT_EQ(disk.counters[0].help, "What is free.");
  EXPECT_EQ(disk.counters[1].name, "#5000");
}

TEST(Catalog, ASourceWithoutTablesHasEmptyOnes) {
  scripted_source source;
  const auto names = read_names(source);
  ASSERT_TRUE(names);
  EXPECT_TRUE(names->counters.empty());
  EXPECT_TRUE(names->helps.empty());
}

TEST(Catalog, ASourceThatDoesNotAnswerIsAnError) {
  scripted_source source;
  source.fail_next({.code = errc::timed_out, .message = "silence"});
  EXPECT_EQ(read_names(source).error().code, errc::timed_out);
}

}  // namespace
