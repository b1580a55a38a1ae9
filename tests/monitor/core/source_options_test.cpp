#include "monitor/core/source_options.hpp"

#include <gtest/gtest.h>
#include <tests/support/environment.hpp>
#include <tests/support/scratch_folder.hpp>
#include <variant>

using namespace perfdata;

namespace {

class SourceOptions : public testing::Test {
 protected:
  void SetUp() override {
    test::unset_variable("PERFDATA_PASSWORD_FILE");
    test::unset_variable("KRB5CCNAME");
  }
  test::scratch_folder folder_;
};

TEST_F(SourceOptions, UserIsSplitAtTheBackslash) {
  const auto found = find_credentials({.user = R"(CORP\reader)", .password = secret("x")});
  ASSERT_TRUE(found);
  const auto& account = std::get<password_credentials>(*found);
  EXPECT_EQ(account.domain, "CORP");
  EXPECT_EQ(account.user, "reader");
  EXPECT_EQ(account.password.reveal(), "x");
}

TEST_F(SourceOptions, UserWithoutADomainIsTheTargetsOwn) {
  const auto found = find_credentials({.user = "reader", .password = secret("x")});
  ASSERT_TRUE(found);
  EXPECT_EQ(std::get<password_credentials>(*found).domain, "");
}

TEST_F(SourceOptions, PasswordComesFromTheFileBeforeTheVariable) {
  test::write_text(folder_ / "named", "from the option\n");
  test::write_text(folder_ / "variable", "from the variable\n");
  test::set_variable("PERFDATA_PASSWORD_FILE", folder_ / "variable");
  auto options = source_options{.user = "reader", .password_file = folder_ / "named"};
  ASSERT_TRUE(find_password(options));
  EXPECT_EQ(options.password->reveal(), "from the option");
  options = {.user = "reader"};
  ASSERT_TRUE(find_password(options));
  EXPECT_EQ(options.password->reveal(), "from the variable");
}

TEST_F(SourceOptions, NoPasswordIsAnErrorThatSaysHowToGiveOne) {
  auto options = source_options{.user = "reader"};
  const auto found = find_password(options);
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, errc::logon_failed);
  EXPECT_NE(found.error().advice.find("PERFDATA_PASSWORD_FILE"), std::string::npos);
}

TEST_F(SourceOptions, KeytabNeedsAnAccountAsKerberosNamesItAndNoPassword) {
  auto options = source_options{.user = "reader@CORP.EXAMPLE", .keytab = "/etc/reader.keytab"};
  ASSERT_TRUE(find_password(options));
  const auto found = find_credentials(options);
  ASSERT_TRUE(found) << found.error().message;
  EXPECT_EQ(std::get<kerberos_keytab_credentials>(*found).keytab, "/etc/reader.keytab");
  EXPECT_EQ(std::get<kerberos_keytab_credentials>(*found).principal, "reader@CORP.EXAMPLE");
  for (const char* user : {"", R"(CORP\reader)"}) {
    options.user = user;
    const auto refused = find_credentials(options);
    ASSERT_FALSE(refused) << user;
    EXPECT_EQ(refused.error().code, errc::invalid_argument);
  }
}

TEST_F(SourceOptions, WaysToLogOnContradictEachOther) {
  const auto found = find_credentials({.user = "reader", .password = secret("x"), .anonymous = true});
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, errc::invalid_argument);
}

TEST_F(SourceOptions, KerberosKeepsTheCacheThatWasNamed) {
  const auto named = find_credentials({.kerberos_cache = "FILE:/tmp/c"});
  ASSERT_TRUE(named);
  EXPECT_EQ(std::get<kerberos_credentials>(*named).cache, "FILE:/tmp/c");
}

TEST_F(SourceOptions, TicketOrOnWindowsTheCallerIsTakenWhenNothingElseIsSaid) {
  test::set_variable("KRB5CCNAME", "FILE:/tmp/somebody");
  const auto found = find_credentials({});
  ASSERT_TRUE(found);
  EXPECT_FALSE(std::holds_alternative<anonymous_credentials>(*found));
  EXPECT_FALSE(std::holds_alternative<password_credentials>(*found));
}

TEST_F(SourceOptions, HostThatCannotBeMeantIsRefusedBeforeAnyConnection) {
  const auto opened = open_source({.place = host_place{"a b"}, .anonymous = true});
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, errc::invalid_argument);
}

TEST_F(SourceOptions, FileThatIsAbsentIsNotFound) {
  const auto opened = open_source({.place = file_place{folder_ / "absent"}});
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, errc::not_found);
}

}  // namespace
