// Logging on with tickets from a real KDC to a real smbd.
#include <cstdlib>
#include <tests/remote/samba_scene.hpp>
#include <tests/support/kerberos_realm.hpp>
#include <tests/support/wait_for.hpp>

using namespace perfdata;
using namespace perfdata::test;
using namespace std::chrono_literals;

namespace {

class Kerberos : public SambaTest {
 protected:
  void SetUp() override {
    SambaTest::SetUp();
    if (IsSkipped()) return;
    if (const auto why = kerberos_realm::why_not(); !why.empty()) GTEST_SKIP() << "needs a KDC: " << why;
    realm_ = std::make_unique<kerberos_realm>();
    server_ = std::make_unique<samba_server>(samba_server::options{.more_lines = realm_->server_lines()});
    set_scene(server_->counters());
  }

  [[nodiscard]] result<std::unique_ptr<counter_source>> connect(
      const credentials& who, protection wanted = protection::privacy,
      const std::string& host = kerberos_realm::host(), std::chrono::milliseconds timeout = 10s) {
    return connect_remote_machine({.host = host, .port = server_->port()},
                                  {.credentials = who, .protection = wanted, .timeout = timeout});
  }
  [[nodiscard]] static kerberos_credentials cache(const std::filesystem::path& file) {
    return {.cache = "FILE:" + file.string()};
  }
  [[nodiscard]] kerberos_keytab_credentials keytab(const std::string& principal = kerberos_realm::user()) {
    return {.keytab = realm_->user_keytab().string(), .principal = principal};
  }

  void expect_every_protection_works(const credentials& who, const char* how) {
    for (const auto wanted : {protection::privacy, protection::integrity, protection::connect}) {
      const auto source = connect(who, wanted);
      ASSERT_TRUE(source) << how << ' ' << static_cast<int>(wanted) << ": " << source.error().message;
      byte_buffer answer;
      const auto asked = (*source)->query("Global", answer);
      EXPECT_TRUE(asked) << how << ' ' << static_cast<int>(wanted) << ": " << asked.error().message;
    }
  }
  void expect_refused(const credentials& who, const std::string& message, const std::string& advice,
                      const std::string& host = kerberos_realm::host()) {
    const auto source = connect(who, protection::privacy, host);
    ASSERT_FALSE(source) << message;
    EXPECT_EQ(source.error().code, errc::logon_failed) << source.error().message;
    EXPECT_NE(source.error().message.find(message), std::string::npos) << source.error().message;
    EXPECT_NE(source.error().advice.find(advice), std::string::npos)
        << source.error().message << ": " << source.error().advice;
  }

  std::unique_ptr<kerberos_realm> realm_;
  std::unique_ptr<samba_server> server_;
};

TEST_F(Kerberos, EveryProtectionWorksWithAGivenCacheTheCurrentOneAndAKeytab) {
  const auto file = realm_->get_ticket();
  expect_every_protection_works(cache(file), "given cache");
  ::setenv("KRB5CCNAME", ("FILE:" + file.string()).c_str(), 1);
  expect_every_protection_works(kerberos_credentials{}, "current cache");
  ::unsetenv("KRB5CCNAME");
  expect_every_protection_works(keytab(), "keytab");
  expect_every_protection_works(keytab(kerberos_realm::user() + '@' + kerberos_realm::name()), "realm named");
  EXPECT_EQ(server_->refused_log_ons(), 0);
}

TEST_F(Kerberos, TicketThatIsOfNoUseIsExplainedAndTheMachineIsNotAsked) {
  const auto brief = realm_->get_ticket(1s);
  expect_refused(cache("/no/such/cache"), "there is no Kerberos ticket", "kinit");
  expect_refused(cache(realm_->get_ticket()), "knows no service cifs/LocalHost", "as its domain does",
                 kerberos_realm::host_without_a_ticket());
  expect_refused(cache(realm_->get_ticket()), "knows no service cifs/127.0.0.1", "an address", "127.0.0.1");
  expect_refused(cache(realm_->get_ticket_with_a_wrong_clock(30min)), "clocks differ", "set the clocks");
  ASSERT_TRUE(wait_for(10s, [&] { return realm_->has_expired(brief); }));
  expect_refused(cache(brief), "has expired", "kinit");
  EXPECT_EQ(server_->refused_log_ons(), 0);
}

TEST_F(Kerberos, KeytabThatIsOfNoUseIsExplained) {
  expect_refused(kerberos_keytab_credentials{.keytab = "/no/such/keytab", .principal = "backup"},
                 "no such keytab file", "path");
  expect_refused(keytab("nobody"), "no key of nobody", "klist -k");
  expect_refused(kerberos_keytab_credentials{.keytab = realm_->old_keytab().string(), .principal = "backup"},
                 "no longer, the account's", "new keytab");
  EXPECT_EQ(server_->refused_log_ons(), 0);
}

TEST_F(Kerberos, MachineWhoseClockIsOffRefusesTheTicketAndTheAdviceNamesTheClock) {
  const auto file = realm_->get_ticket();
  ASSERT_TRUE(connect(cache(file)));  // the tickets for the machine are in the cache from now on
  kerberos_realm::set_clock_difference(file, 30min);
  expect_refused(cache(file), "does not accept the Kerberos ticket", "clock");
}

TEST_F(Kerberos, TicketInTheCacheNeedsNoKdcAndAMissingOneSaysWhereItIsMissing) {
  const auto used = realm_->get_ticket();
  ASSERT_TRUE(connect(cache(used)));
  const auto fresh = realm_->get_ticket();
  realm_->stop();
  const auto again = connect(cache(used));
  EXPECT_TRUE(again) << again.error().message;
  const auto refused = connect(cache(fresh));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, errc::unreachable) << refused.error().message;
  EXPECT_NE(refused.error().advice.find("port 88"), std::string::npos) << refused.error().advice;
}

TEST_F(Kerberos, SilentKdcCostsTheTimeoutAndDelaysNobodyElse) {
#ifdef __SANITIZE_THREAD__
  GTEST_SKIP() << "MIT Kerberos destroys its locks at the end of the program, while the look-up still waits";
#endif
  const auto fresh = realm_->get_ticket();
  realm_->freeze();
  const auto before = std::chrono::steady_clock::now();
  const auto refused = connect(cache(fresh), protection::privacy, kerberos_realm::host(), 300ms);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, errc::timed_out) << refused.error().message;
  ASSERT_TRUE(refused.error().system);
  EXPECT_EQ(refused.error().system->step, "get a Kerberos ticket");
  // The KDC is still being asked; a password gets in meanwhile.
  const auto other = connect(server_->account());
  EXPECT_TRUE(other) << other.error().message;
  EXPECT_LT(std::chrono::steady_clock::now() - before, 10s);
}

TEST_F(Kerberos, TicketOfAKeytabIsSharedPrivateAndGoesWithItsLastUser) {
  namespace fs = std::filesystem;
  const scratch_folder runtime;
  const fs::path folder = runtime / "";
  ::setenv("XDG_RUNTIME_DIR", folder.c_str(), 1);
  const auto caches = [&] {
    std::vector<fs::path> found;
    for (const auto& entry : fs::directory_iterator(folder)) found.push_back(entry.path());
    return found;
  };
  auto one = connect(keytab());
  ASSERT_TRUE(one) << one.error().message;
  auto other = connect(keytab());
  ASSERT_TRUE(other) << other.error().message;
  ASSERT_EQ(caches().size(), 1U);
  EXPECT_EQ(fs::status(caches().front()).permissions(), fs::perms::owner_all);
  one->reset();
  ASSERT_EQ(caches().size(), 1U);
  other->reset();
  EXPECT_TRUE(wait_for(5s, [&] { return caches().empty(); }));
  ::unsetenv("XDG_RUNTIME_DIR");
}

}  // namespace
