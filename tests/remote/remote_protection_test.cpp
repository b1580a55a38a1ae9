// What each protection needs, against servers that ask for more or less.
#include <tests/remote/samba_scene.hpp>

using namespace perfdata;
using namespace perfdata::test;

namespace {

class RemoteProtection : public SambaTest {};

constexpr std::array every_protection{protection::privacy, protection::integrity, protection::connect};

void expect_every_protection_works(samba_server& server) {
  set_scene(server.counters());
  for (const auto wanted : every_protection) {
    auto options = options_of(server);
    options.protection = wanted;
    auto source = connect_remote_machine(server.address(), options);
    ASSERT_TRUE(source) << static_cast<int>(wanted) << ": " << source.error().message;
    byte_buffer answer;
    const auto asked = (*source)->query("Global", answer);
    EXPECT_TRUE(asked) << static_cast<int>(wanted) << ": " << asked.error().message;
  }
}

TEST_F(RemoteProtection, EveryOneWorksWithAPlainServer) {
  samba_server server;
  expect_every_protection_works(server);
}

TEST_F(RemoteProtection, EveryOneWorksWithAServerThatInsistsOnSmb3Encryption) {
  samba_server server({.require_encryption = true});
  expect_every_protection_works(server);
}

TEST_F(RemoteProtection, EveryOneWorksWithAServerThatInsistsOnSigning) {
  samba_server server({.more_lines = "server signing = mandatory\n"});
  expect_every_protection_works(server);
}

TEST_F(RemoteProtection, Smb2IsEnough) {
  samba_server server({.more_lines = "server max protocol = SMB2_10\n"});
  expect_every_protection_works(server);
}

TEST_F(RemoteProtection, Smb1IsNeverSpoken) {
  samba_server server({.more_lines = "server min protocol = NT1\nserver max protocol = NT1\n"});
  for (const auto wanted : every_protection) {
    auto options = options_of(server);
    options.protection = wanted;
    const auto source = connect_remote_machine(server.address(), options);
    ASSERT_FALSE(source);
    ASSERT_TRUE(source.error().system);
    EXPECT_EQ(source.error().system->step, "negotiate and log on");
    EXPECT_NE(source.error().advice.find("SMB 2"), std::string::npos) << source.error().message;
  }
}

TEST_F(RemoteProtection, KerberosWithoutATicketSaysSoAndDoesNotFallBackToAPassword) {
  samba_server server;
  const remote_options options{.credentials = kerberos_credentials{.cache = "FILE:/no/such/cache"}};
  const auto source = connect_remote_machine(server.address(), options);
  ASSERT_FALSE(source);
  EXPECT_EQ(source.error().code, errc::logon_failed) << source.error().message;
  EXPECT_NE(source.error().advice.find("kinit"), std::string::npos);
  EXPECT_EQ(server.refused_log_ons(), 0);
}

TEST_F(RemoteProtection, AnonymousWorksWhereNothingIsToBeProtected) {
  samba_server server;
  set_scene(server.counters());
  const auto source = connect_remote_machine(server.address(), {.protection = protection::connect});
  ASSERT_TRUE(source) << source.error().message;
  byte_buffer answer;
  EXPECT_TRUE((*source)->query("2", answer));
}

}  // namespace
