#include "monitor/core/recent_hosts.hpp"

#include "monitor/core/first_paths.hpp"
#include "monitor/core/selection.hpp"

#include <gtest/gtest.h>
#include <tests/support/scratch_folder.hpp>

using namespace perfdata;
using namespace perfdata::monitor;

namespace {

TEST(RecentHosts, AreThereAgainNewestFirstEachOnce) {
  const test::scratch_folder folder;
  const std::filesystem::path file = folder / "state/perfdata/recent-hosts";
  recent_hosts hosts = recent_hosts::read(file);
  EXPECT_TRUE(hosts.list().empty());
  hosts.add({"alpha", ""});
  hosts.add({"[::1]:4450", R"(CORP\alice)"});
  hosts.add({"ALPHA", "bob"});
  hosts.write(file);
  EXPECT_EQ(recent_hosts::read(file).list(),
            (std::vector<recent_host>{{"ALPHA", "bob"}, {"[::1]:4450", R"(CORP\alice)"}}));
  EXPECT_EQ(std::filesystem::status(file).permissions() & std::filesystem::perms::others_all,
            std::filesystem::perms::none);
}

TEST(RecentHosts, AreBoundedAndSurviveADamagedFile) {
  const test::scratch_folder folder;
  recent_hosts hosts;
  for (int i = 0; i < 100; ++i) hosts.add({"host" + std::to_string(i), ""});
  EXPECT_EQ(hosts.list().size(), recent_hosts::most);
  hosts.add({"", "nobody"});
  hosts.add({"with\nline", ""});
  EXPECT_EQ(hosts.list()[0].address, "host99");
  test::write_text(folder / "f", "\tuser\n\nok\n" + std::string(5000, 'x') + "\nbad\tu\x01\nlast\tme");
  EXPECT_EQ(recent_hosts::read(folder / "f").list(), (std::vector<recent_host>{{"ok", ""}, {"last", "me"}}));
}

TEST(FirstPaths, OfALogAreItsColumnsOfAllElseTheOverview) {
  const test::scratch_folder folder;
  EXPECT_EQ(first_paths(this_machine_place{}), overview_paths());
  EXPECT_EQ(first_paths(file_place{.path = folder / "absent"}), overview_paths());
  test::write_text(folder / "small.csv",
                   "\"(PDH-CSV 4.0) (UTC)(0)\",\"\\\\A\\Shop(x)\\Orders\",\"\\\\B\\Shop(y)\\Orders\"\n");
  ASSERT_EQ(first_paths(file_place{.path = folder / "small.csv"}).size(), 1U);
  EXPECT_EQ(first_paths(file_place{.path = folder / "small.csv"})[0].to_string(), R"(\Shop(x)\Orders)");
  EXPECT_EQ(first_paths(file_place{.path = folder / "small.csv", .host = "b"})[0].to_string(),
            R"(\Shop(y)\Orders)");
  std::string many = "\"(PDH-CSV 4.0) (UTC)(0)\"";
  for (int i = 0; i < 100; ++i) many += ",\"\\\\A\\Shop(x" + std::to_string(i) + ")\\Orders\"";
  test::write_text(folder / "large.csv", many + "\n");
  EXPECT_EQ(first_paths(file_place{.path = folder / "large.csv"}).size(), 16U);
  test::write_text(folder / "known.csv", many + ",\"\\\\A\\Processor(_Total)\\% Processor Time\"\n");
  EXPECT_EQ(first_paths(file_place{.path = folder / "known.csv"}), overview_paths());
}

}  // namespace
