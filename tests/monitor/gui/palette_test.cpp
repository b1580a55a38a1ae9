#include "monitor/gui/panels/palette.hpp"

#include "tests/monitor/support/view_stage.hpp"

#include <gtest/gtest.h>

using namespace perfdata;
using namespace perfdata::monitor;
namespace keys = perfdata::test::keys;

namespace {

class Palette : public testing::Test, protected test::view_stage {
 protected:
  [[nodiscard]] std::string best() const {
    return memory.palette.found.empty() ? "" : memory.palette.actions[memory.palette.found[0]].name;
  }
};

TEST_F(Palette, FindsWhatAFewLettersMeanAndRunsIt) {
  frame();
  press_control('P');
  ASSERT_TRUE(memory.palette.open);
  type("lght theme");
  EXPECT_EQ(best(), "Theme: light");
  press(keys::enter);
  EXPECT_EQ(memory.theme, theme_kind::light);
  EXPECT_FALSE(memory.palette.open);
  run("two col");
  EXPECT_EQ(chosen.chart_columns, 2U);
}

TEST_F(Palette, EscapeClosesItAndDoesNothingElse) {
  chosen.view.marked = time_range{1, 2};
  frame();
  press('P', held::control_shift);
  ASSERT_TRUE(memory.palette.open);
  press(keys::escape);
  EXPECT_FALSE(memory.palette.open);
  EXPECT_TRUE(chosen.view.marked);
}

TEST_F(Palette, DownAndUpGoRound) {
  frame();
  press_control('P');
  press(keys::up);
  EXPECT_EQ(memory.palette.cursor, memory.palette.found.size() - 1);
  press(keys::down);
  EXPECT_EQ(memory.palette.cursor, 0U);
  press(keys::down);
  EXPECT_EQ(memory.palette.cursor, 1U);
  type("theme");
  EXPECT_EQ(memory.palette.cursor, 0U);
}

TEST_F(Palette, ATypedPathIsCharted) {
  frame();
  run(R"(\\HERE\Memory\Available Bytes)");
  ASSERT_EQ(chosen.paths.size(), 1U);
  EXPECT_EQ(chosen.paths[0].path.to_string(), R"(\Memory\Available Bytes)");
  EXPECT_EQ(chosen.paths[0].source, test::made_up_source);
}

TEST_F(Palette, APathThatIsNoneIsSaidAndNotCharted) {
  frame();
  run(R"(\Memory)");
  EXPECT_TRUE(memory.palette.open);
  EXPECT_FALSE(memory.palette.complaint.empty());
  EXPECT_TRUE(chosen.paths.empty());
}

TEST_F(Palette, AQuestionIsAnsweredByText) {
  seen.lines = {test::made_up_line("0", 0)};
  frame();
  run("width processor");
  ASSERT_TRUE(memory.palette.question);
  type("wide");
  press(keys::enter);
  ASSERT_TRUE(memory.palette.question) << "an answer that is none ended it";
  EXPECT_NE(memory.palette.complaint.find("number"), std::string::npos);
  memory.palette.typed = "3";
  press(keys::enter);
  EXPECT_FALSE(memory.palette.open);
  EXPECT_EQ(chosen.line_setups[seen.lines[0].key].width, 3);
}

TEST_F(Palette, ThresholdsAreTypedInTheUnitOfTheirChart) {
  seen.lines = {test::made_up_line("0", 0)};
  frame();
  run("percent attention above");
  type("90");
  press(keys::enter);
  const auto& setup = chosen.charts[chart_id{static_cast<unsigned>(unit_kind::percent)}];
  ASSERT_EQ(setup.thresholds.size(), 1U);
  EXPECT_EQ(setup.thresholds[0].from, 90);
}

TEST_F(Palette, OpensAFileThatIsTyped) {
  frame();
  press('O', held::control_shift);
  ASSERT_TRUE(memory.palette.question);
  type("/no/such.perfdata");
  press(keys::enter);
  ASSERT_EQ(chosen.requests.size(), 1U);
  EXPECT_EQ(std::get<file_place>(std::get<connect_request>(chosen.requests[0]).options.place).path,
            "/no/such.perfdata");
}

TEST_F(Palette, ASetTakesTheChartsOver) {
  frame();
  run("set: memory");
  EXPECT_EQ(charted_set(chosen, test::made_up_source, "Memory"), preset_sets()[2]);
}

TEST(FindActions, TheBestFitComesFirstAndEveryWordMustFit) {
  const std::vector<searchable_name> names{searchable_name("Farther"), searchable_name("Theme: light"),
                                           searchable_name("Take the mark away")};
  EXPECT_EQ(find_actions(names, "").size(), 3U);
  EXPECT_EQ(find_actions(names, "the").front(), 1U);
  EXPECT_TRUE(find_actions(names, "theme away").empty());
}

}  // namespace
