// perfdata publish, and what another perfdata reads through a real smbd.
#include <csignal>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <tests/support/captured_process.hpp>
#include <tests/support/samba_server.hpp>
#include <tests/support/wait_for.hpp>

namespace test = perfdata::test;
using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

namespace {

std::string without(std::string text, const std::string& part) {
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part)) text.erase(at, part.size());
  return text;
}

TEST(PublishProgram, AnotherPerfdataSeesThisMachineThroughSambaUntilCtrlC) {
  if (const auto why = test::samba_server::why_not(); !why.empty())
    GTEST_SKIP() << "needs a Samba server: " << why;
  const test::samba_server server;
  const auto host = server.address().to_string();
  const auto ask = [&](std::vector<std::string> what) {
    std::vector<std::string> command{PERFDATA_PROGRAM,
                                     "--host",
                                     host,
                                     "--user",
                                     server.user(),
                                     "--password-file",
                                     server.password_file().string()};
    command.insert(command.end(), what.begin(), what.end());
    return test::run_captured(command);
  };

  test::captured_process publisher({PERFDATA_PROGRAM, "publish", "--samba", server.state_directory().string(),
                                    "-i", "0.2", "memory", "Processor", "2"});
  test::finished list;
  ASSERT_TRUE(test::wait_for(20s, [&] {
    list = ask({"list", "--paths"});
    return list.code == 0;
  })) << list.err;
  const auto local = test::run_captured({PERFDATA_PROGRAM, "list", "--paths"});
  EXPECT_THAT(list.out, HasSubstr(R"(\Processor(*)\% Processor Time)"));
  EXPECT_THAT(list.out, Not(HasSubstr(R"(\Process(*)")));
  std::istringstream lines(without(list.out, "\\\\" + host));
  for (std::string line; std::getline(lines, line);) EXPECT_THAT(local.out, HasSubstr(line));

  const std::string limit = R"(\Memory\Commit Limit)";
  const auto here = test::run_captured({PERFDATA_PROGRAM, "show", limit, "--json"});
  const auto there = ask({"show", limit, R"(\Processor(_Total)\% Idle Time)", "--json"});
  ASSERT_EQ(there.code, 0) << there.err;
  const auto values = nlohmann::json::parse(there.out)["values"];
  EXPECT_EQ(values[0]["value"], nlohmann::json::parse(here.out)["values"][0]["value"]);
  EXPECT_EQ(values[1]["status"], "ok") << there.out;

  publisher.signal(SIGINT);
  const auto ended = publisher.finish();
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_THAT(ended.err, HasSubstr("publishing 3 objects"));
  EXPECT_THAT(ask({"list"}).err, HasSubstr("the source offers no objects"));
}

TEST(PublishProgram, SaysWhatMayBeWrongWithTheFolder) {
  const test::scratch_folder scratch;
  std::filesystem::permissions(scratch / "", std::filesystem::perms(0700));
  const auto run = test::run_captured({PERFDATA_PROGRAM, "publish", "--samba", (scratch / "state").string(),
                                       "-n", "2", "-i", "0.05", "System"});
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_EQ(run.out, "");
  EXPECT_THAT(run.err, HasSubstr("no Samba server seems to use"));
  EXPECT_THAT(run.err, HasSubstr("other users cannot enter"));
  EXPECT_THAT(run.err, HasSubstr("publishing 1 objects"));
}

TEST(PublishProgram, FailsWithWhatToTry) {
  const test::scratch_folder scratch;
  const auto folder = test::run_captured({PERFDATA_PROGRAM, "publish", "--samba", "/proc/none", "-n", "1"});
  EXPECT_EQ(folder.code, 1);
  EXPECT_THAT(folder.err, HasSubstr("/proc/none/perfmon"));
  const auto state = (scratch / "state").string();
  const auto object = test::run_captured({PERFDATA_PROGRAM, "publish", "--samba", state, "no such object"});
  EXPECT_EQ(object.code, 1);
  EXPECT_THAT(object.err, HasSubstr("no such object"));
  EXPECT_EQ(test::run_captured({PERFDATA_PROGRAM, "publish"}).code, 2);
  const auto hosts = test::run_captured(
      {PERFDATA_PROGRAM, "--host", "a", "--host", "b", "--anonymous", "publish", "--samba", state});
  EXPECT_EQ(hosts.code, 2) << hosts.err;
}

}  // namespace
