#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <tests/support/captured_process.hpp>

using namespace perfdata;
using testing::HasSubstr;
using testing::Not;

namespace {

// Nobody listens on the port; whether this build can connect at all does not matter here.
const std::vector<std::string> show{PERFDATA_PROGRAM, "show",   R"(\2\250)", "--host", "127.0.0.1:1",
                                    "--user",         "reader", "--timeout", "2"};

std::vector<std::string> with(std::vector<std::string> command, std::initializer_list<std::string> more) {
  command.insert(command.end(), more);
  return command;
}

TEST(PasswordSecrecy, PasswordFromAFileIsNeverPrinted) {
  const test::scratch_folder folder;
  test::write_text(folder / "password", "hunter2secret\n");
  const auto run = test::run_captured(with(show, {"--password-file", folder / "password"}));
  EXPECT_EQ(run.code, 1);
  EXPECT_THAT(run.out + run.err, Not(HasSubstr("hunter2secret")));
  EXPECT_THAT(run.err, HasSubstr("127.0.0.1"));
}

TEST(PasswordSecrecy, PasswordTypedAtThePromptIsNotEchoed) {
  const auto run =
      test::run_on_terminal(show, "Password for reader: ", "hunter2secret\r", std::chrono::seconds(20));
  EXPECT_EQ(run.code, 1) << run.out;
  EXPECT_THAT(run.out, HasSubstr("Password for reader: "));
  EXPECT_THAT(run.out, Not(HasSubstr("hunter2secret")));
}

TEST(PasswordSecrecy, CtrlCAtThePromptEndsWithoutAConnection) {
  const auto run = test::run_on_terminal(show, "Password for reader: ", "hun\x03", std::chrono::seconds(20));
  EXPECT_EQ(run.code, 1) << run.out;
  EXPECT_THAT(run.out, HasSubstr("none was typed"));
}

TEST(PasswordSecrecy, WithoutATerminalTheErrorSaysHowToGiveOne) {
  const auto run = test::run_captured(show);
  EXPECT_EQ(run.code, 1);
  EXPECT_THAT(run.err, HasSubstr("--password-file"));
}

}  // namespace
