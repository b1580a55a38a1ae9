#include "monitor/cli/catalog_output.hpp"

#include <cstdio>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <tests/support/printed.hpp>

using namespace perfdata;
using testing::ElementsAre;

namespace {

catalog small_catalog() {
  catalog offered{.machine = "PERFHOST"};
  offered.objects.push_back({.title_index = 238,
                             .name = "Processor",
                             .help = "CPUs",
                             .has_instances = true,
                             .counters = {{.title_index = 6, .name = "% Processor Time"},
                                          {.title_index = 148, .name = "Interrupts/sec"}},
                             .instances = {"0", "_Total"}});
  offered.objects.push_back(
      {.title_index = 9000, .name = "#9000", .counters = {{.title_index = 9002, .name = "#9002"}}});
  return offered;
}

std::vector<std::string> kept(std::string_view filter) {
  auto offered = small_catalog();
  cli::keep_matching(offered, filter);
  std::vector<std::string> names;
  for (const auto& object : offered.objects)
    for (const auto& counter : object.counters) names.push_back(object.name + "/" + counter.name);
  return names;
}

TEST(CatalogOutput, PathsAreAsTypeperfPrintsThem) {
  const auto paths = test::printed([](std::FILE* out) { cli::print_paths(out, small_catalog(), "", false); });
  EXPECT_EQ(paths,
            "\\Processor(*)\\% Processor Time\n\\Processor(*)\\Interrupts/sec\n"
            "\\9000\\9002\n");  // what has no name goes by its index
}

TEST(CatalogOutput, EachInstanceHasAPathOfItsOwn) {
  const auto paths =
      test::printed([](std::FILE* out) { cli::print_paths(out, small_catalog(), "PERFHOST", true); });
  EXPECT_EQ(paths,
            "\\\\PERFHOST\\Processor(0)\\% Processor Time\n\\\\PERFHOST\\Processor(0)\\Interrupts/sec\n"
            "\\\\PERFHOST\\Processor(_Total)\\% Processor Time\n"
            "\\\\PERFHOST\\Processor(_Total)\\Interrupts/sec\n\\\\PERFHOST\\9000\\9002\n");
}

TEST(CatalogOutput, FilterIsAPartOrAWildcard) {
  EXPECT_EQ(kept("").size(), 3U);
  EXPECT_EQ(kept("PROC").size(), 2U);  // the object's name: all its counters
  EXPECT_THAT(kept("interrupts"), ElementsAre("Processor/Interrupts/sec"));
  EXPECT_THAT(kept(R"(\processor(*)\*/sec)"), ElementsAre("Processor/Interrupts/sec"));
  EXPECT_THAT(kept("9002"), ElementsAre("#9000/#9002"));
  EXPECT_EQ(kept("238").size(), 2U);
  EXPECT_TRUE(kept("proc*x").empty());
  EXPECT_TRUE(kept("nothing like it").empty());
}

TEST(CatalogOutput, JsonHasIndexesNamesHelpAndInstances) {
  const auto json = nlohmann::json::parse(cli::catalog_as_json(small_catalog()));
  EXPECT_EQ(json["machine"], "PERFHOST");
  EXPECT_EQ(json["objects"][0]["help"], "CPUs");
  EXPECT_EQ(json["objects"][0]["has_instances"], true);
  EXPECT_EQ(json["objects"][0]["counters"][1]["title_index"], 148);
  EXPECT_EQ(json["objects"][0]["instances"][1], "_Total");
}

}  // namespace
