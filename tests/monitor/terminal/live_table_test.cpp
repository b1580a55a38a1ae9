#include "monitor/terminal/live_table.hpp"

#include "tests/monitor/support/made_up_frame.hpp"

#include <gtest/gtest.h>
#include <tests/support/lines_of.hpp>

using namespace perfdata;
using namespace perfdata::monitor;

namespace {

TEST(LiveTable, TellsSourcesAndValues) {
  auto seen = test::made_up_frame();
  seen.lines.push_back(test::made_up_line("_Total", 0));
  const auto text = live_table(seen, 60, {});
  EXPECT_NE(text.find("This machine: live, 1.40 ms, 12.1 KiB a sample"), std::string::npos);
  EXPECT_NE(text.find("Processor % Processor Time (_Total)"), std::string::npos);
  EXPECT_NE(text.find(format_value(seen.lines[0].history.back().value, unit_kind::percent)),
            std::string::npos);
}

TEST(LiveTable, ASourceThatFailedSaysWhyAndWhatToTry) {
  auto seen = test::made_up_frame();
  auto failed = *seen.sources[0].newest;
  failed.state = source_state::failed;
  failed.last_error =
      error{.code = errc::logon_failed, .message = "wrong password", .advice = "type it again"};
  seen.sources[0].newest = std::make_shared<source_frame>(failed);
  const auto text = live_table(seen, 60, {});
  EXPECT_NE(text.find("wrong password"), std::string::npos);
  EXPECT_NE(text.find("try: type it again"), std::string::npos);
}

TEST(LiveTable, FitsTheScreen) {
  auto seen = test::made_up_frame();
  for (std::uint32_t i = 0; i < 100; ++i)
    seen.lines.push_back(test::made_up_line("instance " + std::to_string(i), i));
  for (const std::size_t columns : {10U, 40U, 80U, 200U})
    for (const std::size_t lines : {3U, 24U, 60U}) {
      const auto all = test::lines_of(live_table(seen, 60, {lines, columns}));
      EXPECT_EQ(all.size(), lines);
      EXPECT_TRUE(all.back().starts_with("… and ")) << all.back();
    }
}

TEST(LiveTable, NamesStayWholeWhereColumnsCanGo) {
  auto seen = test::made_up_frame();
  for (const char* name : {"0", "1", "_Total"}) seen.lines.push_back(test::made_up_line(name, 0));
  const auto wide = live_table(seen, 60, {24, 200});
  const auto narrow = live_table(seen, 60, {24, 80});
  for (const char* name : {"Processor % Processor Time (0)", "Processor % Processor Time (_Total)"})
    EXPECT_NE(narrow.find(name), std::string::npos) << narrow;
  for (const char* heading : {"last", "min", "average", "max"})
    EXPECT_NE(wide.find(heading), std::string::npos) << wide;
  EXPECT_NE(narrow.find("average"), std::string::npos) << narrow;
  EXPECT_EQ(narrow.find("min"), std::string::npos) << narrow;
}

TEST(LiveTable, TroubleIsSaidByItself) {
  auto seen = test::made_up_frame();
  EXPECT_TRUE(trouble_lines(seen.sources[0]).empty());
  auto failed = *seen.sources[0].newest;
  failed.state = source_state::failed;
  failed.last_error = error{.message = "wrong\npassword", .advice = "type it again"};
  seen.sources[0].newest = std::make_shared<source_frame>(failed);
  const auto lines = trouble_lines(seen.sources[0]);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].find('\n'), std::string::npos);
  EXPECT_EQ(lines[1], "try: type it again");
}

TEST(LiveTable, ANameCannotSteerTheTerminal) {
  auto seen = test::made_up_frame();
  seen.lines.push_back(test::made_up_line("\x1b[2J\a", 0));
  EXPECT_EQ(live_table(seen, 60, {}).find('\x1b'), std::string::npos);
  EXPECT_EQ(live_lines(seen).find('\x1b'), std::string::npos);
}

TEST(LiveLines, AGapIsItsReason) {
  auto seen = test::made_up_frame();
  auto line = test::made_up_line("0", 0);
  seen.newest_time += 1;
  line.history.push({.time = seen.newest_time, .status = cooked_status::stale});
  seen.lines.push_back(line);
  EXPECT_NE(live_lines(seen).find(reason_for_gap(cooked_status::stale)), std::string::npos);
}

}  // namespace
