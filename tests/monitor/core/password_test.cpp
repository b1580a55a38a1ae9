#include "monitor/core/password.hpp"

#include <gtest/gtest.h>
#include <tests/support/scratch_folder.hpp>

using namespace perfdata;

namespace {

TEST(PasswordFile, FirstLineWithoutItsEndIsThePassword) {
  const test::scratch_folder folder;
  for (const char* text : {"s3cret pass", "s3cret pass\n", "s3cret pass\r\n", "s3cret pass\nsecond line\n"}) {
    test::write_text(folder / "password", text);
    const auto password = read_password_file(folder / "password");
    ASSERT_TRUE(password) << password.error().message;
    EXPECT_EQ(password->reveal(), "s3cret pass");
  }
}

TEST(PasswordFile, EmptyFirstLineIsAnError) {
  const test::scratch_folder folder;
  for (const char* text : {"", "\n", "\r\nhidden\n"}) {
    test::write_text(folder / "password", text);
    const auto password = read_password_file(folder / "password");
    ASSERT_FALSE(password);
    EXPECT_EQ(password.error().code, errc::logon_failed);
    EXPECT_EQ(password.error().message.find("hidden"), std::string::npos);
  }
}

TEST(PasswordFile, ErrorNamesTheFileAndNeverItsText) {
  const test::scratch_folder folder;
  const auto missing = read_password_file(folder / "absent");
  ASSERT_FALSE(missing);
  EXPECT_NE(missing.error().message.find("absent"), std::string::npos);
  test::write_text(folder / "long", std::string(1025, 'k'));
  const auto long_line = read_password_file(folder / "long");
  ASSERT_FALSE(long_line);
  EXPECT_EQ(long_line.error().message.find("kk"), std::string::npos);
}

TEST(PasswordPrompt, IsNotShownWhereNobodyMayBeAsked) {
  const auto password = ask_for_password("reader", false);
  ASSERT_FALSE(password);
  EXPECT_EQ(password.error().code, errc::logon_failed);
  EXPECT_FALSE(password.error().advice.empty());
}

}  // namespace
