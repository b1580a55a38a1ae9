// A Remote Registry service that is starting, stopped, disabled or not to be started by everybody.
#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <tests/support/windows_like_test.hpp>

#include <perfdata/build/block_builder.hpp>
#include <perfdata/remote/remote_machine.hpp>

using namespace perfdata;
using namespace perfdata::test;
using namespace std::chrono_literals;
using testing::HasSubstr;

namespace {

class ServiceStart : public WindowsLikeTest {
 protected:
  void SetUp() override {
    WindowsLikeTest::SetUp();
    if (IsSkipped()) return;
    block_builder block({.system_name = "WINDOWS"});
    auto object = block.add_object({.title_index = 2, .has_instances = false});
    (void)object.only_instance();
    server().serve(served_key::performance_data, "Global", block.finish());
  }
  result<std::unique_ptr<counter_source>> connect(bool start_service,
                                                  std::chrono::milliseconds timeout = 20s) {
    remote_options options{.credentials = server().account(), .timeout = timeout};
    options.start_service = start_service;
    options.on_service_started = [this](std::string_view machine) { told_.emplace_back(machine); };
    return connect_remote_machine(server().address(), options);
  }

  static void expect_answers(const result<std::unique_ptr<counter_source>>& source) {
    ASSERT_TRUE(source) << source.error().message;
    byte_buffer answer;
    EXPECT_TRUE((*source)->query("2", answer));
  }

  std::vector<std::string> told_;  // written while connect() waits
};

TEST_F(ServiceStart, APipeThatIsNotAvailableYetIsAskedForAgain) {
  server().on_pipe("winreg", {.nt_status = status_pipe_not_available, .times = 3});
  expect_answers(connect(false));
  EXPECT_EQ(server().calls("OpenSCManagerW").size(), 0U);
}

TEST_F(ServiceStart, AServiceThatOpeningItsPipeStartsIsWaitedFor) {
  server().set_service(
      {.running = false, .start_type = 3, .starts_when_opened = true, .starts_after = 700ms});
  expect_answers(connect(false));
}

TEST_F(ServiceStart, AServiceThatStaysStoppedIsSaidToBeWithinTheTimeout) {
  server().on_pipe("winreg", {.nt_status = status_pipe_not_available});
  const auto begin = std::chrono::steady_clock::now();
  const auto refused = connect(false, 800ms);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 4s);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, errc::unreachable);
  EXPECT_EQ(refused.error().system->nt_status, status_pipe_not_available);
  EXPECT_THAT(refused.error().advice, HasSubstr("--start-service"));
}

TEST_F(ServiceStart, ADisabledOrMissingServiceIsToldApartAndNotAskedForAgain) {
  server().on_pipe("winreg", {.nt_status = status_object_name_not_found});
  const auto refused = connect(false);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, errc::unreachable);
  EXPECT_THAT(refused.error().advice, HasSubstr("disabled or not installed"));
  EXPECT_EQ(server().log_ons(), 1);
}

TEST_F(ServiceStart, AStoppedServiceIsStartedWhenThatIsAskedFor) {
  server().set_service({.running = false, .start_type = 3, .starts_after = 400ms});
  expect_answers(connect(true));
  ASSERT_EQ(told_.size(), 1U);
  EXPECT_EQ(told_[0], server().address().to_string());
  EXPECT_EQ(server().calls("StartServiceW").size(), 1U);
  for (const auto& call : server().calls("StartServiceW")) EXPECT_EQ(call.protection, "privacy");
}

TEST_F(ServiceStart, ARunningServiceIsLeftAlone) {
  expect_answers(connect(true));
  EXPECT_TRUE(told_.empty());
  EXPECT_EQ(server().calls("OpenSCManagerW").size(), 0U);
}

TEST_F(ServiceStart, ADisabledServiceIsReportedAndNeverChanged) {
  server().set_service({.running = false, .start_type = 4});
  const auto refused = connect(true);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, errc::unreachable);
  EXPECT_EQ(refused.error().system->win32, 1058U);
  EXPECT_THAT(refused.error().advice, HasSubstr("start type"));
  EXPECT_TRUE(told_.empty());
  for (const auto& one : server().requests())
    EXPECT_THAT(one.method, testing::AnyOf("", "OpenSCManagerW", "OpenServiceW", "QueryServiceConfigW",
                                           "CloseServiceHandle"));
}

TEST_F(ServiceStart, AnAccountThatMayNotStartItIsTold) {
  server().set_service({.running = false, .start_type = 3});
  for (const char* method : {"OpenSCManagerW", "OpenServiceW", "StartServiceW"}) {
    server().on_method(method, {.win32 = 5});
    const auto refused = connect(true);
    ASSERT_FALSE(refused) << method;
    EXPECT_EQ(refused.error().code, errc::access_denied) << method;
    EXPECT_THAT(refused.error().message, HasSubstr(method));
    EXPECT_THAT(refused.error().advice, HasSubstr("Administrators"));
    server().clear_method(method);
  }
}

TEST_F(ServiceStart, AMachineWithoutTheServiceIsTold) {
  server().on_pipe("winreg", {.nt_status = status_object_name_not_found});
  server().on_method("OpenServiceW", {.win32 = 1060});
  const auto refused = connect(true);
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("no such service"));
}

TEST_F(ServiceStart, AManagerThatHangsOrFaultsCostsTheTimeoutAndNoMore) {
  server().set_service({.running = false, .start_type = 3});
  server().on_method("OpenServiceW", {.stall = forever});
  const auto begin = std::chrono::steady_clock::now();
  const auto hung = connect(true, 700ms);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 4s);
  ASSERT_FALSE(hung);
  EXPECT_EQ(hung.error().code, errc::timed_out) << hung.error().message;
  EXPECT_THAT(hung.error().message, HasSubstr("start the Remote Registry service"));
  server().on_method("OpenServiceW", {.fault = 5});
  const auto faulted = connect(true);
  ASSERT_FALSE(faulted);
  EXPECT_EQ(faulted.error().code, errc::access_denied) << faulted.error().message;
  EXPECT_THAT(faulted.error().message, HasSubstr("OpenServiceW"));
}

}  // namespace
