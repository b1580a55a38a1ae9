#include "monitor/gui/layouts/layout_file.hpp"

#include "tests/support/scratch_folder.hpp"

#include <filesystem>
#include <gtest/gtest.h>

using namespace perfdata;
using namespace perfdata::monitor;

namespace {

layout full() {
  layout kept{.name = "nightly load",
              .theme = theme_kind::light,
              .page = lower_page::ranking,
              .kind = chart_kind::stacked,
              .axes = chart_layout::shared_axis,
              .columns = 3,
              .span = 900,
              .desktop_alerts = true,
              .panels = {.side = 300, .sources = 120, .lower = 222, .inspector = 410}};
  const auto own = static_cast<chart_id>(static_cast<unsigned>(chart_id::first_own) + 4);
  kept.charts[chart_id{static_cast<unsigned>(unit_kind::bytes_per_second)}] = {
      .kind = chart_kind::bars, .logarithmic = true, .thresholds = {{.from = 90}, {.from = 1, .to = 2.5}}};
  kept.charts[own] = {.title = "what \"matters\""};
  kept.sources = {{"This machine",
                   {{*counter_path::parse(R"(\Processor(*)\% Processor Time)")},
                    {*counter_path::parse(R"(\Memory\Available Bytes)"), own}}},
                  {R"(\\HOST:4450)", {}}};
  kept.lines = {{"This machine",
                 *counter_path::parse(R"(\Processor(svchost#2)\% Processor Time)"),
                 {.colour = 3, .width = 2.5F, .power = -2, .chart = own},
                 true}};
  kept.notes = {{1'795'435'260.125, "deployed"}};
  return kept;
}

TEST(LayoutFile, ReadsWhatItWrites) {
  const auto read = parse_layout(to_toml(full()));
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->charts, full().charts);
  EXPECT_EQ(read->sources, full().sources);
  EXPECT_EQ(read->lines, full().lines);
  EXPECT_EQ(read->notes, full().notes);
  EXPECT_EQ(*read, full());
}

TEST(LayoutFile, IsReadableByPeople) {
  const auto text = to_toml(full());
  for (const char* piece : {"show = 'stacked'", "chart = 'bytes per second'", "chart = 'own 5'",
                            R"('\Processor(*)\% Processor Time')", "2026-11-23T"})
    EXPECT_NE(text.find(piece), std::string::npos) << piece << "\n" << text;
}

TEST(LayoutFile, ANameIsEnough) {
  const auto read = parse_layout(R"(name = "x")");
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, layout{.name = "x"});
}

TEST(LayoutFile, NumbersBeyondTheirLimitsAreBroughtWithin) {
  const auto read = parse_layout(
      "name = 'x'\ncolumns = 1000000000\nspan = -5\n[panels]\nside = inf\nlower = nan\n"
      "[[line]]\nsource = 's'\npath = '\\a\\b'\nwidth = 1e30\npower = -99\ncolour = -1\n");
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->columns, 4U);
  EXPECT_GT(read->span, 0);
  EXPECT_LT(read->panels.side, 10'000);
  EXPECT_EQ(read->panels.lower, 0);
  EXPECT_LT(read->lines[0].setup.width, 100);
  EXPECT_EQ(read->lines[0].setup.power, -7);
  EXPECT_EQ(read->lines[0].setup.colour, 0U);
}

TEST(LayoutFile, WhatIsWrongIsSaidWithItsLine) {
  struct wrong {
    const char* name;
    const char* text;
    const char* where;
  };
  for (const auto& each :
       {wrong{"no TOML", "name = ", "line 1"}, wrong{"no name", "columns = 1\n", "name"},
        wrong{"a theme that is none", "name = 'x'\ntheme = 'pink'\n", "line 2"},
        wrong{"a path that is none", "name = 'x'\n[[source]]\ncounters = ['x']\n", "line 3"},
        wrong{"a chart without a name", "name = 'x'\n[[chart]]\nshow = 'bars'\n", "line 2"},
        wrong{"a chart that is none", "name = 'x'\n[[chart]]\nchart = 'own 0'\n", "line 3"},
        wrong{"too many charts", "name = 'x'\n[[chart]]\nchart = 'own 4294967295'\n", "line 3"},
        wrong{"a note without a time", "name = 'x'\n[[note]]\ntext = 'y'\n", "line 2"},
        wrong{"a table in the wrong place", "name = 'x'\nline = [1]\n", "line 2"}}) {
    const auto read = parse_layout(each.text);
    ASSERT_FALSE(read) << each.name;
    EXPECT_EQ(read.error().code, errc::malformed_data) << each.name;
    EXPECT_NE(read.error().message.find(each.where), std::string::npos) << read.error().message;
  }
}

TEST(LayoutFile, CutAnywhereItIsReadOrRefused) {
  const auto text = to_toml(full());
  for (std::size_t size = 0; size < text.size(); ++size)
    EXPECT_TRUE(parse_layout(text.substr(0, size))
                    .map([](const layout& read) { return !read.name.empty(); })
                    .value_or(true))
        << size;
}

TEST(LayoutFile, AFolderOfThemIsReadAndWhatIsNoneIsNamed) {
  const test::scratch_folder folder;
  const std::filesystem::path layouts = folder / "layouts";
  ASSERT_TRUE(save_layout(layouts, full()));
  EXPECT_TRUE(std::filesystem::exists(layouts / "nightly-load.toml"));
  test::write_text(layouts / "a.toml", "name = 1");
  test::write_text(layouts / "notes.txt", "name = 1");
  std::vector<std::string> problems;
  const auto read = read_layouts(layouts, problems);
  ASSERT_EQ(read.size(), 1U);
  EXPECT_EQ(read[0], full());
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_NE(problems[0].find("a.toml"), std::string::npos);
  EXPECT_EQ(save_layout(layouts, layout{.name = "!"}).error().code, errc::invalid_argument);
  EXPECT_EQ(read_layout(layouts / "none.toml").error().code, errc::not_found);
}

}  // namespace
