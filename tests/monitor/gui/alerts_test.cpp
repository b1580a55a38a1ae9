#include "monitor/gui/alerts/desktop_notifier.hpp"
#include "monitor/gui/alerts/threshold_watch.hpp"
#include "tests/monitor/support/made_up_frame.hpp"
#include "tests/support/scratch_folder.hpp"
#include "tests/support/wait_for.hpp"

#include <filesystem>
#include <gtest/gtest.h>

using namespace perfdata;
using namespace perfdata::monitor;
using namespace std::chrono_literals;

namespace {

class ThresholdWatch : public testing::Test {
 protected:
  ThresholdWatch() {
    seen.lines = {test::made_up_line("0", 0)};
    seen.lines[0].history.push({test::made_up_now + 1, 95, cooked_status::ok});
  }
  [[nodiscard]] std::size_t alerts() { return watch.look(seen, chosen, now).size(); }
  void attention_above(double value) {
    chosen.charts[chart_id{static_cast<unsigned>(unit_kind::percent)}].thresholds.push_back({.from = value});
  }

  monitor::frame seen = test::made_up_frame();
  selection chosen;
  threshold_watch watch;
  threshold_watch::clock::time_point now{};
};

TEST_F(ThresholdWatch, TellsOfAValueWithinAThresholdOnceAMinute) {
  EXPECT_EQ(alerts(), 0U);
  attention_above(90);
  const auto told = watch.look(seen, chosen, now);
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].line, "% Processor Time (0)");
  EXPECT_EQ(told[0].value, "95 %");
  EXPECT_EQ(told[0].limit, "above 90 %");
  now += 59s;
  EXPECT_EQ(alerts(), 0U);
  now += 1s;
  EXPECT_EQ(alerts(), 1U);
}

TEST_F(ThresholdWatch, EachThresholdHasItsOwnMinute) {
  attention_above(90);
  EXPECT_EQ(alerts(), 1U);
  attention_above(94);
  EXPECT_EQ(alerts(), 1U);
}

TEST_F(ThresholdWatch, IsQuietAboutWhatIsHiddenAbsentOrWithin) {
  attention_above(96);
  EXPECT_EQ(alerts(), 0U);
  attention_above(90);
  chosen.hidden.insert(seen.lines[0].key);
  EXPECT_EQ(alerts(), 0U);
  chosen.hidden.clear();
  seen.lines[0].history.push({test::made_up_now + 2, std::nan(""), cooked_status::stale});
  EXPECT_EQ(alerts(), 0U);
  seen.lines[0].history.push({test::made_up_now + 3, 99, cooked_status::ok});
  seen.lines[0].present = false;
  EXPECT_EQ(alerts(), 0U);
}

TEST(DesktopNotifier, HandsTitleAndTextToTheProgramWithoutAShell) {
  const test::scratch_folder folder;
  const std::filesystem::path program = folder / "tell";
  const std::filesystem::path said = folder / "said";
  test::write_text(program, "#!/bin/sh\nprintf '%s|' \"$@\" > " + said.string() + ".new\nmv " +
                                said.string() + ".new " + said.string() + "\n");
  std::filesystem::permissions(program, std::filesystem::perms::owner_all);
  desktop_notifier notifier(program.string());
  ASSERT_TRUE(notifier.tell("-x $(id)", "a <b> & c"));
  ASSERT_TRUE(test::wait_for(10s, [&] { return std::filesystem::exists(said); }));
  EXPECT_EQ(test::read_text(said), "--|-x $(id)|a &lt;b&gt; &amp; c|");
}

TEST(DesktopNotifier, SaysWhenThereIsNone) {
  desktop_notifier notifier("no-such-program-of-this-name");
  const auto told = notifier.tell("a", "b");
  ASSERT_FALSE(told);
  EXPECT_EQ(told.error().code, errc::not_found);
  EXPECT_FALSE(told.error().advice.empty());
}

}  // namespace
