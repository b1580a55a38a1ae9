#include "tests/windows/fake_calls.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <perfdata/windows/diagnose_reach.hpp>

using namespace perfdata;
using namespace perfdata::win32;
using testing::ElementsAre;

namespace {

class DiagnoseReach : public testing::Test {
 protected:
  [[nodiscard]] std::vector<std::string> diagnosed(const credentials& who = caller_credentials{}) {
    steps_ = diagnose_reach(
        calls_, {.machine = machine_address{"HOST"}, .who = who, .timeout = std::chrono::seconds(20)},
        [&](const diagnosis_step& step) { told_.push_back(step.name); });
    std::vector<std::string> names;
    for (const auto& step : steps_)
      names.push_back(step.name + (step.state == step_state::ok       ? " ok"
                                   : step.state == step_state::failed ? " failed"
                                                                      : " skipped"));
    EXPECT_EQ(told_.size(), steps_.size());
    return names;
  }

  std::shared_ptr<test::fake_calls> calls_ = std::make_shared<test::fake_calls>();
  std::vector<diagnosis_step> steps_;
  std::vector<std::string> told_;
};

TEST_F(DiagnoseReach, CallersOwnAccountHasNothingToLogOn) {
  EXPECT_THAT(diagnosed(), ElementsAre("RegConnectRegistry ok"));
  EXPECT_EQ(calls_->count("close"), 1U);
}

TEST_F(DiagnoseReach, FailedStepHasItsCodeAndAdvice) {
  calls_->fail("connect", {53});
  EXPECT_THAT(diagnosed(password_credentials{.user = "u"}),
              ElementsAre("LogonUser ok", "RegConnectRegistry failed"));
  EXPECT_EQ(steps_[1].failed->system->win32, 53U);
  EXPECT_FALSE(steps_[1].failed->advice.empty());
}

TEST_F(DiagnoseReach, StepBehindAFailureIsSkipped) {
  calls_->fail("log on", {1314});
  calls_->fail("add connection", {1326});
  EXPECT_THAT(diagnosed(password_credentials{.user = "u"}),
              ElementsAre("LogonUser failed", "RegConnectRegistry skipped"));
  EXPECT_EQ(calls_->count("connect"), 0U);
}

}  // namespace
