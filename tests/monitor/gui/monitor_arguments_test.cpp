#include "monitor/gui/monitor_arguments.hpp"

#include "monitor/gui/layouts/layout_file.hpp"
#include "tests/support/scratch_folder.hpp"

#include <gtest/gtest.h>

using namespace perfdata;
using namespace perfdata::monitor;

namespace {

TEST(MonitorArguments, WithNoneTheOverviewOfThisMachineIsCharted) {
  monitor_arguments arguments;
  ASSERT_FALSE(parse({}, arguments));
  const auto chosen = first_selection(arguments);
  ASSERT_TRUE(chosen);
  ASSERT_EQ(chosen->requests.size(), 1U);
  const auto& asked = std::get<connect_request>(chosen->requests[0]);
  EXPECT_TRUE(std::holds_alternative<this_machine_place>(asked.options.place));
  EXPECT_EQ(asked.paths, overview_paths());
}

TEST(MonitorArguments, EveryHostIsASourceAndItsOwnPathsGoToIt) {
  monitor_arguments arguments;
  ASSERT_FALSE(parse({"--host", "one", "--host", "two", "--interval", "0.25", "--theme", "light", "--axes",
                      "shared", R"(\Memory\Available Bytes)"},
                     arguments));
  EXPECT_EQ(arguments.theme_choice(), theme_kind::light);
  const auto chosen = first_selection(arguments);
  ASSERT_TRUE(chosen);
  EXPECT_EQ(chosen->interval, std::chrono::milliseconds(250));
  EXPECT_EQ(chosen->layout, chart_layout::shared_axis);
  ASSERT_EQ(chosen->requests.size(), 2U);
  EXPECT_EQ(std::get<host_place>(std::get<connect_request>(chosen->requests[1]).options.place).address,
            "two");
}

TEST(MonitorArguments, WrongUsageIsCodeTwoAndSaysWhatToTry) {
  for (const std::vector<std::string>& wrong : {std::vector<std::string>{"--nonsense"},
                                                {"--interval", "0"},
                                                {"--theme", "pink"},
                                                {"--after", "3"},
                                                {"--password", "hunter2"},
                                                {"--password=hunter2"}}) {
    monitor_arguments arguments;
    const auto ending = parse(wrong, arguments);
    ASSERT_TRUE(ending) << wrong[0];
    EXPECT_EQ(ending->code, 2) << wrong[0];
    EXPECT_NE(ending->text.find("try: "), std::string::npos);
    EXPECT_EQ(ending->text.find("hunter2"), std::string::npos);
  }
}

TEST(MonitorArguments, HelpIsNoFailure) {
  monitor_arguments arguments;
  const auto ending = parse({"--help"}, arguments);
  ASSERT_TRUE(ending);
  EXPECT_EQ(ending->code, 0);
  EXPECT_NE(ending->text.find("--screenshot"), std::string::npos);
}

TEST(MonitorArguments, APathThatCannotBeMeantIsAnInvalidArgument) {
  monitor_arguments arguments;
  ASSERT_FALSE(parse({"not a path"}, arguments));
  const auto chosen = first_selection(arguments);
  ASSERT_FALSE(chosen);
  EXPECT_EQ(chosen.error().code, errc::invalid_argument);
}

TEST(MonitorArguments, TheLastLayoutComesBackAndOptionsWinOverIt) {
  const test::scratch_folder folder;
  const layout last{
      .name = "last", .theme = theme_kind::light, .columns = 3, .sources = {{"This machine", {}}}};
  ASSERT_TRUE(write_layout(folder / "last.toml", last));
  const auto first = [&](std::vector<std::string> typed) {
    monitor_arguments arguments;
    EXPECT_FALSE(parse(std::move(typed), arguments));
    return first_layout(arguments, folder / "layouts", folder / "last.toml");
  };
  EXPECT_EQ(**first({}), last);
  EXPECT_EQ((*first({"--theme", "dark"}))->theme, theme_kind::dark);
  EXPECT_EQ((*first({"--theme", "dark"}))->columns, 3U);
  EXPECT_TRUE((*first({R"(\Memory\Available Bytes)"}))->sources.empty());
  EXPECT_FALSE(*first({"--screenshot", "x.png"}));
  EXPECT_EQ(first({"--layout", "mine"}).error().code, errc::invalid_argument);
  ASSERT_TRUE(save_layout(folder / "layouts", {.name = "mine", .columns = 2}));
  EXPECT_EQ((*first({"--layout", "mine"}))->columns, 2U);
  EXPECT_NE(first({"--layout", "none"}).error().advice.find("mine"), std::string::npos);
}

}  // namespace
