#include "tests/monitor/support/view_stage.hpp"
#include "tests/support/scratch_folder.hpp"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <string>

using namespace perfdata;
using namespace perfdata::monitor;
namespace keys = perfdata::test::keys;

namespace {

class ExportActions : public testing::Test, protected test::view_stage {
 protected:
  test::scratch_folder folder_;
};

TEST_F(ExportActions, ACsvGoesWhereItIsTypedAndTheWindowSaysSo) {
  seen.lines = {test::made_up_line("0", 0)};
  const auto path = (folder_ / "shown.csv").string();
  frame();
  run("export csv file");
  ASSERT_TRUE(memory.palette.question);
  memory.palette.typed = path;
  press(keys::enter);
  EXPECT_TRUE(std::filesystem::exists(path));
  EXPECT_NE(memory.notice.text.find(path), std::string::npos) << memory.notice.text;
  EXPECT_FALSE(memory.notice.failed);
}

TEST_F(ExportActions, OnlyTheMarkedRangeAndWhatIsNotHiddenIsExported) {
  seen.lines = {test::made_up_line("0", 0), test::made_up_line("1", 1)};
  chosen.hidden.insert(seen.lines[1].key);
  chosen.view.marked = time_range{test::made_up_now - 5, test::made_up_now};
  frame();
  run("export csv file");
  memory.palette.typed = (folder_ / "x.csv").string();
  press(keys::enter);
  EXPECT_NE(memory.notice.text.find("1 lines at 6 moments"), std::string::npos) << memory.notice.text;
}

TEST_F(ExportActions, WhatFailedIsSaidAndTheNoticeGoesAway) {
  frame();
  press_control('E');
  EXPECT_TRUE(memory.notice.failed);
  EXPECT_NE(memory.notice.text.find("Try: "), std::string::npos);
  ImGui::GetIO().DeltaTime = 20;
  frame();
  frame();
  EXPECT_FALSE(notice_is_shown(memory.notice));
}

TEST_F(ExportActions, APictureIsAskedForOfTheWindowsOwner) {
  frame();
  press('E', held::control_shift);
  EXPECT_TRUE(memory.picture_wanted.ends_with(".png"));
}

}  // namespace
