#include "monitor/cli/block_output.hpp"
#include "tests/monitor/cli/built_blocks.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

using namespace perfdata;
using json = nlohmann::ordered_json;
using testing::ElementsAre;

namespace {

std::vector<std::string> keys(const json& object) {
  std::vector<std::string> names;
  for (const auto& item : object.items()) names.push_back(item.key());
  return names;
}

json decoded(const byte_buffer& bytes, const title_table& names = {}) {
  const auto block = data_block::parse(bytes);
  return json::parse(cli::block_as_json(*block, names));
}

TEST(BlockJson, KeysStandInTheOrderOfTheManual) {
  const auto block = decoded(test::perfhost_block());
  EXPECT_THAT(keys(block), ElementsAre("system_name", "little_endian", "version", "revision",
                                       "total_byte_length", "header_length", "default_object", "system_time",
                                       "perf_time", "perf_freq", "perf_time_100ns", "objects", "defects"));
  const auto& object = block["objects"][0];
  EXPECT_THAT(keys(object),
              ElementsAre("title_index", "name", "help_index", "detail_level", "default_counter", "code_page",
                          "perf_time", "perf_freq", "num_instances", "counters", "instances"));
  EXPECT_THAT(keys(object["counters"][0]),
              ElementsAre("title_index", "name", "help_index", "type", "type_code", "default_scale",
                          "detail_level", "size", "offset"));
  EXPECT_THAT(keys(object["instances"][0]),
              ElementsAre("name", "unique_id", "parent_object", "parent_instance", "values"));
}

TEST(BlockJson, HeaderIsAsTheBlockHasIt) {
  const auto block = decoded(test::perfhost_block());
  EXPECT_EQ(block["system_name"], "PERFHOST");
  EXPECT_EQ(block["little_endian"], true);
  EXPECT_EQ(block["system_time"], "2025-11-23T03:12:01.307Z");
  EXPECT_EQ(block["perf_time_100ns"], 134083411213070000);
  EXPECT_EQ(block["default_object"], 238);
}

TEST(BlockJson, NamesAreNullWithoutATable) {
  const auto bytes = test::perfhost_block();
  EXPECT_TRUE(decoded(bytes)["objects"][0]["name"].is_null());
  EXPECT_TRUE(decoded(bytes)["objects"][0]["counters"][0]["name"].is_null());
  const auto names = title_table::parse(test::perfhost_title_table());
  ASSERT_TRUE(names);
  EXPECT_EQ(decoded(bytes, *names)["objects"][0]["name"], "Processor");
  EXPECT_EQ(decoded(bytes, *names)["objects"][0]["counters"][0]["name"], "% Processor Time");
  EXPECT_TRUE(decoded(bytes, *names)["objects"][2]["name"].is_null());
}

TEST(BlockJson, TypeIsNameAndCode) {
  const auto block = decoded(test::perfhost_block());
  EXPECT_EQ(block["objects"][0]["counters"][0]["type"], "PERF_100NSEC_TIMER_INV");
  EXPECT_EQ(block["objects"][0]["counters"][0]["type_code"], "0x21510500");
  EXPECT_TRUE(block["objects"][2]["counters"][3]["type"].is_null());
  EXPECT_EQ(block["objects"][2]["counters"][3]["type_code"], "0x12345678");
}

TEST(BlockJson, ObjectWithoutInstancesHasOneEntryWithoutAName) {
  const auto block = decoded(test::perfhost_block());
  const auto& system = block["objects"][1];
  EXPECT_EQ(system["num_instances"], -1);
  ASSERT_EQ(system["instances"].size(), 1U);
  EXPECT_TRUE(system["instances"][0]["name"].is_null());
  EXPECT_EQ(system["instances"][0]["values"], json::array({674}));
}

TEST(BlockJson, LargeValuesAreWholeIntegers) {
  const auto block = decoded(test::perfhost_block());
  EXPECT_EQ(block["objects"][2]["instances"][0]["values"][0].get<std::uint64_t>(), 0xFFFFFFFFFFFFFFFEU);
}

TEST(BlockJson, WhatIsNoNumberIsHexDigitsOrNull) {
  const auto block = decoded(test::perfhost_block());
  const auto& values = block["objects"][2]["instances"][0]["values"];
  EXPECT_EQ(values[1], "41004200");  // text, though it has 4 bytes
  EXPECT_TRUE(values[2].is_null());  // nodata, size 0
  EXPECT_EQ(values[3], "0000");      // 2 bytes
}

TEST(BlockJson, InstanceNameIsUtf8AndUniqueIdStandsBesideIt) {
  const auto block = decoded(test::perfhost_block());
  const auto& instance = block["objects"][2]["instances"][0];
  EXPECT_EQ(instance["name"], "\xC3\xA4/\x1B[2J");
  EXPECT_EQ(instance["unique_id"], 17);
  EXPECT_EQ(block["objects"][0]["instances"][0]["unique_id"], -1);
}

TEST(BlockJson, DefectsHaveCodeOffsetAndMessage) {
  auto bytes = test::perfhost_block();
  bytes.resize(bytes.size() - 20);
  const auto block = decoded(bytes);
  ASSERT_FALSE(block["defects"].empty());
  EXPECT_THAT(keys(block["defects"][0]), ElementsAre("code", "offset", "message"));
  EXPECT_EQ(block["defects"][0]["code"], "block_truncated");
}

}  // namespace
