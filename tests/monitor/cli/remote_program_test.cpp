// The program against a real smbd on a loopback port.
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sstream>
#include <tests/support/captured_process.hpp>
#include <tests/support/loopback_port.hpp>
#include <tests/support/samba_server.hpp>
#include <tests/support/wait_for.hpp>

#include <perfdata/cook/cooked_value.hpp>

namespace test = perfdata::test;
using perfdata::cooked_status;
using perfdata::counter_type;
using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

namespace {

constexpr std::uint32_t things = 2;
constexpr std::uint32_t count = 4;

class RemoteProgram : public testing::Test {
 protected:
  void SetUp() override {
    if (const auto why = perfdata::test::samba_server::why_not(); !why.empty()) GTEST_SKIP() << why;
    server_ = std::make_unique<perfdata::test::samba_server>();
    auto& counters = server_->counters();
    counters.set_clock(1000, 100, 134083411213070000);
    counters.add_object(things, "Things", "Things that are counted.");
    counters.add_counter(count, things, "Count", "How many.", counter_type::rawcount);
    counters.set_last_index(count);
    counters.set_value(count, 42);
    password_ = test::read_text(server_->password_file());
    password_ = password_.substr(0, password_.find('\n'));
  }

  [[nodiscard]] std::vector<std::string> command(std::initializer_list<std::string> arguments) const {
    std::vector<std::string> all{PERFDATA_PROGRAM};
    all.insert(all.end(), arguments);
    for (const std::string& more :
         {std::string("--user"), server_->user(), std::string("--password-file"),
          server_->password_file().string(), std::string("--timeout"), std::string("5")})
      all.push_back(more);
    return all;
  }
  [[nodiscard]] std::string host() const { return server_->address().to_string(); }

  std::unique_ptr<perfdata::test::samba_server> server_;
  std::string password_;
};

/// TCP connections to a port of this machine that are up, as /proc/net/tcp lists them.
int connections_to(std::uint16_t port) {
  constexpr std::string_view established = "01";
  std::istringstream table(test::read_text("/proc/net/tcp"));
  int found = 0;
  std::string line;
  std::getline(table, line);
  while (std::getline(table, line)) {
    std::istringstream fields(line);
    std::string number;
    std::string local;
    std::string remote;
    std::string state;
    fields >> number >> local >> remote >> state;
    if (state == established && std::stoul(remote.substr(remote.find(':') + 1), nullptr, 16) == port) ++found;
  }
  return found;
}

std::vector<std::string> statuses(const std::string& lines) {
  std::vector<std::string> found;
  std::istringstream in(lines);
  for (std::string line; std::getline(in, line);) {
    const auto sample = nlohmann::json::parse(line);
    for (const auto& value : sample["values"]) found.push_back(value["status"].get<std::string>());
  }
  return found;
}

TEST_F(RemoteProgram, ListsAndShowsAnotherMachine) {
  const auto list = test::run_captured(command({"list", "--host", host(), "--paths"}));
  EXPECT_EQ(list.code, 0) << list.err;
  EXPECT_THAT(list.out, HasSubstr(R"(\Things\Count)"));
  const auto show = test::run_captured(command({"show", "--host", host(), R"(\Things\*)", "--json"}));
  ASSERT_EQ(show.code, 0) << show.err;
  EXPECT_EQ(nlohmann::json::parse(show.out)["values"][0]["value"], 42.0);
  EXPECT_THAT(list.out + list.err + show.out + show.err, Not(HasSubstr(password_)));
}

TEST_F(RemoteProgram, MachineOfAPathIsOpenedByItself) {
  const auto show = test::run_captured(command({"show", R"(\\)" + host() + R"(\2\4)", "--json"}));
  ASSERT_EQ(show.code, 0) << show.err;
  EXPECT_EQ(nlohmann::json::parse(show.out)["values"][0]["value"], 42.0);
}

TEST_F(RemoteProgram, WrongPasswordIsOneAndNeitherPasswordIsPrinted) {
  const test::scratch_folder folder;
  test::write_text(folder / "wrong", "not-the-password\n");
  const auto show = test::run_captured({PERFDATA_PROGRAM, "show", "--host", host(), R"(\2\4)", "--user",
                                        server_->user(), "--password-file", folder / "wrong"});
  EXPECT_EQ(show.code, 1);
  EXPECT_THAT(show.err, AllOf(HasSubstr(host()), HasSubstr("try: "), Not(HasSubstr("not-the-password"))));
}

TEST_F(RemoteProgram, RefusedPortIsOneAndNamed) {
  server_->kill();
  const auto show = test::run_captured(command({"show", "--host", host(), R"(\2\4)"}));
  EXPECT_EQ(show.code, 1);
  EXPECT_THAT(show.err, AllOf(HasSubstr(host()), HasSubstr("try: ")));
}

TEST_F(RemoteProgram, VanishedMachineIsSaidAndItsValuesComeBack) {
  test::captured_process watch(
      command({"watch", "--host", host(), R"(\Things\Count)", "-i", "0.1", "-f", "jsonl"}));
  ASSERT_TRUE(watch.wait_for_output("\"status\":\"ok\"", 2, std::chrono::seconds(20)));
  server_->kill();
  const std::string stale = "\"status\":\"" + std::string(to_string(cooked_status::stale)) + "\"";
  ASSERT_TRUE(watch.wait_for_output(stale, 2, std::chrono::seconds(20)));
  server_->start();
  ASSERT_TRUE(watch.wait_for_output_after(stale, "\"status\":\"ok\"", std::chrono::seconds(30)));
  watch.signal(SIGINT);
  const auto run = watch.finish();
  EXPECT_EQ(run.code, 0) << run.err;
  const auto seen = statuses(run.out);
  EXPECT_THAT(seen, Contains(to_string(cooked_status::stale)));
  ASSERT_FALSE(seen.empty());
  EXPECT_EQ(seen.back(), "ok");
  EXPECT_THAT(run.err, AllOf(HasSubstr(host()), HasSubstr("answers again"), Not(HasSubstr(password_))));
}

TEST_F(RemoteProgram, AMachineThatIsNotThereAtTheStartIsWatchedWhenItComes) {
  test::samba_server later({.password = password_});
  later.counters().set_last_index(4);
  later.counters().add_object(2, "Things", "Things.");
  later.counters().add_counter(4, 2, "Count", "How many.", counter_type::rawcount);
  later.counters().set_value(4, 777555);
  later.kill();
  const auto there = "127.0.0.1:" + std::to_string(later.port());
  test::captured_process watch(
      command({"watch", "--host", host(), "--host", there, R"(\Things\Count)", "-i", "0.2", "-f", "jsonl"}));
  ASSERT_TRUE(watch.wait_for_output("\"status\":\"ok\"", 2, std::chrono::seconds(20)));
  later.start();
  ASSERT_TRUE(watch.wait_for_output("777555", 1, std::chrono::seconds(30)));
  watch.signal(SIGINT);
  const auto run = watch.finish();
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_THAT(run.err, AllOf(HasSubstr(there), HasSubstr("answers"), Not(HasSubstr(password_))));
}

TEST_F(RemoteProgram, CtrlCEndsAConnectThatHangs) {
  server_->freeze();
  test::captured_process watch(command({"watch", "--host", host(), R"(\Things\Count)"}));
  test::captured_process show(command({"show", "--host", host(), R"(\Things\Count)"}));
  ASSERT_TRUE(test::wait_for(std::chrono::seconds(4), [&] { return connections_to(server_->port()) >= 2; }));
  const auto before = std::chrono::steady_clock::now();
  for (auto* each : {&watch, &show}) each->signal(SIGINT);
  for (auto* each : {&watch, &show}) EXPECT_THAT(each->finish().out, testing::IsEmpty());
  EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds(3));  // the timeout is 5
  server_->thaw();
}

TEST_F(RemoteProgram, CtrlCDoesNotWaitForAMachineThatHangs) {
  test::captured_process watch(
      command({"watch", "--host", host(), R"(\Things\Count)", "-i", "0.1", "-f", "jsonl"}));
  ASSERT_TRUE(watch.wait_for_output("\"status\":\"ok\"", 2, std::chrono::seconds(20)));
  server_->freeze();
  const std::string stale = "\"status\":\"" + std::string(to_string(cooked_status::stale)) + "\"";
  ASSERT_TRUE(watch.wait_for_output(stale, 1, std::chrono::seconds(20)));
  const auto before = std::chrono::steady_clock::now();
  watch.signal(SIGINT);
  const auto run = watch.finish();
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds(3));  // the timeout is 5
  server_->thaw();
}

// Whether one of its threads blocks interrupts, and nothing else: while a program is started, everything is
// blocked, and a thread that waits for a signal does not block it.
bool blocks_interrupts(int pid) {
  std::error_code gone;
  for (const auto& thread :
       std::filesystem::directory_iterator("/proc/" + std::to_string(pid) + "/task", gone)) {
    const auto status = test::read_text((thread.path() / "status").string());
    const auto at = status.find("SigBlk:\t");
    if (at == std::string::npos) continue;
    const auto blocked = std::strtoull(status.c_str() + at + 8, nullptr, 16);
    const auto holds = [&](int number) { return (blocked >> (number - 1) & 1U) != 0; };
    if (holds(SIGINT) && !holds(SIGUSR2)) return true;
  }
  return false;
}

TEST(RunOfASilentHost, InterruptEndsTheWaitForAHostAndNothingIsRun) {
  const test::scratch_folder folder;
  const test::loopback_listener silent;
  const std::string mark = folder / "mark";
  test::write_text(folder / "password", "x\n");
  test::captured_process program({PERFDATA_PROGRAM, "run", "--host",
                                  "127.0.0.1:" + std::to_string(silent.port()), "--user", "u",
                                  "--password-file", folder / "password", "--timeout", "60",
                                  R"(\System\Processes)", "--", "touch", mark});
  ASSERT_TRUE(test::wait_for(std::chrono::seconds(20), [&] { return blocks_interrupts(program.pid()); }));
  program.signal(SIGINT);
  EXPECT_EQ(program.finish().code, 130);
  EXPECT_FALSE(std::filesystem::exists(mark));
}

}  // namespace
