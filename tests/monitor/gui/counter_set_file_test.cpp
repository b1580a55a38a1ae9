#include "monitor/gui/counter_set_file.hpp"

#include <gtest/gtest.h>
#include <tests/support/scratch_folder.hpp>

using namespace perfdata;
using namespace perfdata::monitor;

namespace {

TEST(CounterSetFile, EveryPresetReadsBackAsItWasWritten) {
  for (const auto& set : preset_sets()) {
    const auto back = parse_counter_set(to_toml(set));
    ASSERT_TRUE(back) << set.name << ": " << back.error().message;
    EXPECT_EQ(*back, set);
  }
}

TEST(CounterSetFile, APersonMayWriteItByHand) {
  const auto set = parse_counter_set(
      "# mine\nname = \"Web\"\npaths = [\n  '\\Web Service(*)\\Bytes Total/sec',\n  "
      "'\\\\HOST\\Memory\\Pages/sec',\n]\n");
  ASSERT_TRUE(set) << set.error().message;
  ASSERT_EQ(set->paths.size(), 2U);
  EXPECT_EQ(set->paths[0].to_string(), R"(\Web Service(*)\Bytes Total/sec)");
  EXPECT_EQ(set->paths[1].to_string(), R"(\Memory\Pages/sec)");  // a set is for any machine
}

struct wrong {
  const char* toml;
  const char* said;
};

class WrongSet : public testing::TestWithParam<wrong> {};

TEST_P(WrongSet, IsRefusedWithItsLine) {
  const auto set = parse_counter_set(GetParam().toml);
  ASSERT_FALSE(set);
  EXPECT_EQ(set.error().code, errc::malformed_data);
  EXPECT_NE(set.error().message.find(GetParam().said), std::string::npos) << set.error().message;
}

INSTANTIATE_TEST_SUITE_P(Files, WrongSet,
                         testing::Values(wrong{"name = ", "line 1"}, wrong{"paths = []", "no name"},
                                         wrong{"name = 'x'", "paths"},
                                         wrong{"name = 'x'\npaths = [1]", "line 2"},
                                         wrong{"name = 'x'\npaths = [\n'no path']", "line 3"},
                                         wrong{"name = 5\npaths = []", "no name"}));

TEST(CounterSetFile, FolderGivesItsSetsAndSaysWhatIsNone) {
  const test::scratch_folder folder;
  const std::filesystem::path sets = folder / "config/sets";
  std::vector<std::string> problems;
  EXPECT_TRUE(read_counter_sets(sets, problems).empty());
  auto set = preset_sets()[0];
  set.name = "../My set: 1";
  ASSERT_TRUE(save_counter_set(sets, set));
  ASSERT_TRUE(save_counter_set(sets, set));  // in place of the other
  EXPECT_TRUE(std::filesystem::exists(sets / "My-set-1.toml"));
  test::write_text(sets / "broken.toml", "name =");
  test::write_text(sets / "other.txt", "name =");
  const auto read = read_counter_sets(sets, problems);
  ASSERT_EQ(read.size(), 1U);
  EXPECT_EQ(read[0], set);
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_NE(problems[0].find("broken.toml"), std::string::npos);
  EXPECT_EQ(save_counter_set(sets, {.name = "///"}).error().code, errc::invalid_argument);
  EXPECT_EQ(save_counter_set(sets / "broken.toml", set).error().code, errc::system_failure);
}

}  // namespace
