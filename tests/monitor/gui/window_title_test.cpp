#include "monitor/gui/window_title.hpp"

#include "tests/monitor/support/view_stage.hpp"

#include <gtest/gtest.h>

using namespace perfdata;
using namespace perfdata::monitor;

namespace {

class WindowTitle : public testing::Test, protected test::view_stage {
 protected:
  [[nodiscard]] std::string title() const { return window_title(seen, chosen, memory); }
};

TEST_F(WindowTitle, NamesTheSourcesAndWhatIsWrongWithThem) {
  EXPECT_EQ(title(), "This machine - perfdata");
  auto failed = *seen.sources[0].newest;
  failed.state = source_state::failed;
  seen.sources.push_back({source_id{2}, R"(\\HOST)", std::make_shared<source_frame>(failed)});
  seen.recording.path = "/r.perfdata";
  EXPECT_EQ(title(), R"(This machine, \\HOST (failed), recording - perfdata)");
  seen.sources.clear();
  seen.recording.path.clear();
  EXPECT_EQ(title(), "perfdata");
}

TEST_F(WindowTitle, SaysWhatTakesTheKeyboardOnceItDoes) {
  frame();
  press_control('P');
  for (int i = 0; i < 3; ++i) frame();
  EXPECT_EQ(title(), "Choose: This machine - perfdata");
  press(test::keys::escape);
  EXPECT_EQ(title(), "This machine - perfdata");
  press_control('F');
  for (int i = 0; i < 3; ++i) frame();
  EXPECT_EQ(title(), "Search: This machine - perfdata");
}

TEST_F(WindowTitle, AKnownHostIsAskedForItsPasswordAlone) {
  memory.connect.host = "server";
  memory.connect.user = "alice";
  chosen.connect_open = true;
  for (int i = 0; i < 5; ++i) frame();
  EXPECT_EQ(title(), "Connect: This machine - perfdata");
  type("hunter2");
  EXPECT_STREQ(memory.connect.password, "hunter2");
  EXPECT_EQ(memory.connect.host, "server");
}

}  // namespace
