#include "monitor/cli/diagnosis_text.hpp"

#include "monitor/cli/diagnosis_json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

using namespace perfdata;
using namespace perfdata::cli;
using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

namespace {

diagnosis_step failed_logon() {
  diagnosis_step step{.name = "log on", .state = step_state::failed, .took = 1250us, .detail = "CORP\\alice"};
  step.failed = error{.code = errc::logon_failed,
                      .message = "HOST: \"negotiate and log on\" failed: user name or password is wrong",
                      .advice = "check the account",
                      .system = system_status{.step = "log on", .win32 = 1326, .nt_status = 0xC000006D}};
  return step;
}

TEST(DiagnosisText, StepIsOneAlignedLineAndAFailureSaysWhyAndWhatToTry) {
  diagnosis_text text({.width = 80});
  EXPECT_EQ(text.step({.name = "resolve name", .took = 300us, .detail = "192.0.2.7"}),
            "  ok      resolve name             0.30 ms  192.0.2.7\n");
  EXPECT_EQ(text.step(failed_logon()),
            "  FAILED  log on                   1.25 ms  CORP\\alice\n"
            "          user name or password is wrong\n"
            "          try: check the account\n");
  EXPECT_EQ(text.step({.name = "Counter 009", .state = step_state::skipped}), "  -       Counter 009\n");
}

TEST(DiagnosisText, LongSentencesAreWrappedAndAnAdviceIsGivenOnce) {
  diagnosis_text text({.width = 50});
  diagnosed_object object{.title_index = 2, .name = "System", .state = step_state::failed};
  object.failed =
      error{.message = "it did not come", .advice = std::string(60, 'a') + " short words at the end"};
  const auto first = text.object(object);
  EXPECT_THAT(first, HasSubstr("          short words at the end\n"));
  EXPECT_THAT(text.object(object), Not(HasSubstr("try:")));
}

TEST(DiagnosisText, ControlCharactersOfAnotherMachineDoNotReachTheTerminal) {
  diagnosis_text text({});
  EXPECT_THAT(text.step({.name = "x", .detail = "\x1b[2J"}), Not(HasSubstr("\x1b")));
  EXPECT_THAT(text.object({.name = "\x1b[2J"}), Not(HasSubstr("\x1b")));
}

TEST(DiagnosisText, VerdictNamesWhatFailed) {
  diagnosis found{.machine = "HOST"};
  const diagnosis_text text({});
  EXPECT_EQ(text.verdict(found), "\n  all is well\n");
  found.steps.push_back(failed_logon());
  EXPECT_EQ(text.verdict(found), "\n  failed: log on\n");
}

TEST(DiagnosisJson, StepCarriesItsNumbersAndTextThatIsNotUtf8IsMended) {
  diagnosis found{.machine = "HOST\xff"};
  found.steps.push_back(failed_logon());
  found.objects.push_back({.title_index = 238, .name = "Processor", .took = 2ms, .bytes = 800});
  const auto json = nlohmann::json::parse(diagnosis_as_json(found));
  EXPECT_EQ(json["well"], false);
  EXPECT_EQ(json["steps"][0]["state"], "failed");
  EXPECT_EQ(json["steps"][0]["milliseconds"], 1.25);
  EXPECT_EQ(json["steps"][0]["error"]["win32"], 1326);
  EXPECT_EQ(json["steps"][0]["error"]["win32_name"], "ERROR_LOGON_FAILURE");
  EXPECT_EQ(json["steps"][0]["error"]["nt_status"], "0xC000006D");
  EXPECT_EQ(json["objects"][0]["error"], nullptr);
  EXPECT_EQ(json["objects"][0]["bytes"], 800);
}

}  // namespace
