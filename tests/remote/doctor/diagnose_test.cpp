// Each trouble on the way to a machine's counters is found at its step, with the setting that mends it.
#include <algorithm>
#include <gmock/gmock.h>
#include <sys/socket.h>
#include <tests/remote/samba_scene.hpp>
#include <tests/support/kerberos_realm.hpp>
#include <tests/support/loopback_port.hpp>
#include <tests/support/windows_like_server.hpp>

#include <perfdata/remote/diagnose.hpp>

using namespace perfdata;
using namespace perfdata::test;
using namespace std::chrono_literals;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

const diagnosis_step* failed_step(const std::vector<diagnosis_step>& steps) {
  const auto failed =
      std::ranges::find_if(steps, [](const auto& one) { return one.state == step_state::failed; });
  return failed != steps.end() ? &*failed : nullptr;
}

std::string detail_of(const std::vector<diagnosis_step>& steps, std::string_view name) {
  const auto found = std::ranges::find_if(steps, [&](const auto& one) { return one.name == name; });
  return found != steps.end() ? found->detail : "no such step";
}

std::vector<std::string> names_of(const std::vector<diagnosis_step>& steps) {
  std::vector<std::string> names;
  for (const auto& one : steps) names.push_back(one.name);
  return names;
}

/// The step that failed, that those before it are ok and those behind it skipped, and what it advises.
void expect_failed_at(const std::vector<diagnosis_step>& steps, const std::string& name,
                      const std::string& advice) {
  const auto* const failed = failed_step(steps);
  ASSERT_NE(failed, nullptr) << "nothing failed, not " << name;
  EXPECT_EQ(failed->name, name) << failed->failed->message;
  EXPECT_THAT(failed->failed->advice, HasSubstr(advice)) << failed->failed->message;
  bool before = true;
  for (const auto& one : steps) {
    if (one.name == failed->name) {
      before = false;
      continue;
    }
    EXPECT_EQ(one.state, before ? step_state::ok : step_state::skipped) << one.name;
  }
}

std::vector<diagnosis_step> diagnose(const machine_address& machine, const remote_options& options) {
  return diagnose_connection(machine, options, {});
}

TEST(Diagnose, UnknownNameIsFoundAtTheName) {
  const auto steps = diagnose({.host = "no-such-machine.invalid"}, {.protection = protection::connect});
  expect_failed_at(steps, "resolve name", "IP address");
  EXPECT_EQ(steps.size(), 8U);
}

TEST(Diagnose, ClosedPortIsFoundAtThePort) {
  const std::uint16_t port = free_loopback_port();
  const auto steps = diagnose({.host = "127.0.0.1", .port = port}, {.protection = protection::connect});
  expect_failed_at(steps, "connect to port " + std::to_string(port), "sc start LanmanServer");
}

TEST(Diagnose, ListenerThatSaysNothingIsFoundAtTheNegotiation) {
  const loopback_listener silent;
  const auto steps = diagnose({.host = "127.0.0.1", .port = silent.port()},
                              {.protection = protection::connect, .timeout = 300ms});
  expect_failed_at(steps, "negotiate SMB", "nothing answers");
}

TEST(Diagnose, AnonymousWithProtectionIsRefusedBeforeAnythingIsSent) {
  const loopback_listener silent;
  const auto steps = diagnose({.host = "127.0.0.1", .port = silent.port()}, {});
  expect_failed_at(steps, "log on", "--protect connect");
}

class DiagnoseSamba : public SambaTest {};

TEST_F(DiagnoseSamba, HealthyMachineIsWellAtEveryStepAndToldStepByStep) {
  samba_server server;
  std::vector<std::string> told;
  const auto steps = diagnose_connection(server.address(), options_of(server),
                                         [&](const diagnosis_step& one) { told.push_back(one.name); });
  EXPECT_EQ(failed_step(steps), nullptr) << failed_step(steps)->failed->message;
  EXPECT_THAT(names_of(steps), ElementsAre("resolve name", "connect to port " + std::to_string(server.port()),
                                           "negotiate SMB", "log on", "connect to IPC$", R"(open \winreg)",
                                           "bind to winreg", "OpenPerformanceData"));
  EXPECT_EQ(told, names_of(steps));
  EXPECT_THAT(detail_of(steps, "negotiate SMB"),
              AllOf(HasSubstr("SMB 3.1.1, signed, offers AES-128-GCM"), HasSubstr("clock")));
  EXPECT_EQ(detail_of(steps, "log on"), server.user() + ", NTLM");
  EXPECT_EQ(detail_of(steps, "bind to winreg"), "calls signed and encrypted");
  for (const auto& one : steps) EXPECT_EQ(one.remark, "") << one.name;
}

TEST_F(DiagnoseSamba, DialectIsTheOneThatWasNegotiated) {
  samba_server server({.more_lines = "server max protocol = SMB2_10\nserver signing = mandatory\n"});
  const auto steps = diagnose(server.address(), options_of(server));
  EXPECT_EQ(failed_step(steps), nullptr);
  EXPECT_THAT(detail_of(steps, "negotiate SMB"),
              HasSubstr("SMB 2.1, insists on signing, offers no encryption"));
}

TEST_F(DiagnoseSamba, Smb1AloneIsFoundAtTheNegotiation) {
  samba_server server({.more_lines = "server min protocol = NT1\nserver max protocol = NT1\n"});
  const auto steps = diagnose(server.address(), options_of(server));
  expect_failed_at(steps, "negotiate SMB", "-EnableSMB2Protocol $true");
  EXPECT_EQ(server.refused_log_ons(), 0);
}

TEST_F(DiagnoseSamba, WrongPasswordIsSentOnceAndFoundAtTheLogon) {
  samba_server server;
  auto options = options_of(server);
  std::get<password_credentials>(options.credentials).password = secret("not it");
  const auto steps = diagnose(server.address(), options);
  expect_failed_at(steps, "log on", "ForceGuest = 0");
  EXPECT_EQ(server.refused_log_ons(), 1);
  EXPECT_THAT(detail_of(steps, "negotiate SMB"), HasSubstr("SMB 3.1.1"));
  expect_no_secret(*failed_step(steps)->failed, "not it");
}

TEST_F(DiagnoseSamba, AnonymousIsWellWhereItIsAllowedAndClearlyRefusedWhereNot) {
  const remote_options nobody{.protection = protection::connect};
  samba_server open;
  const auto allowed = diagnose(open.address(), nobody);
  EXPECT_EQ(failed_step(allowed), nullptr) << failed_step(allowed)->failed->message;
  EXPECT_EQ(detail_of(allowed, "log on"), "nobody (anonymous)");
  samba_server closed({.more_lines = "restrict anonymous = 2\n"});
  expect_failed_at(diagnose(closed.address(), nobody), "connect to IPC$", "name a user");
  const auto refused = connect_remote_machine(closed.address(), nobody);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, errc::access_denied) << refused.error().message;
  EXPECT_THAT(refused.error().advice, HasSubstr("name a user"));
}

TEST_F(DiagnoseSamba, TicketIsAStepOfItsOwn) {
  if (const auto why = kerberos_realm::why_not(); !why.empty()) GTEST_SKIP() << "needs a KDC: " << why;
  kerberos_realm realm;
  samba_server server({.more_lines = realm.server_lines()});
  remote_options options{.credentials = kerberos_credentials{.cache = "FILE:" + realm.get_ticket().string()}};
  const machine_address machine{.host = kerberos_realm::host(), .port = server.port()};
  const auto well = diagnose(machine, options);
  EXPECT_EQ(failed_step(well), nullptr) << failed_step(well)->failed->message;
  EXPECT_THAT(detail_of(well, "get a Kerberos ticket"),
              HasSubstr("cifs/LOCALHOST@PERFDATA.TEST for backup@PERFDATA.TEST, ends "));
  options.credentials = kerberos_credentials{.cache = "FILE:/no/such/cache"};
  expect_failed_at(diagnose(machine, options), "get a Kerberos ticket", "kinit");
}

class DiagnoseWindows : public ::testing::Test {
 protected:
  void SetUp() override {
    if (const auto why = windows_like_server::why_not(); !why.empty())
      GTEST_SKIP() << "needs the Windows-like server: " << why;
    server_ = std::make_unique<windows_like_server>();
  }
  [[nodiscard]] std::vector<diagnosis_step> diagnose_it(std::chrono::milliseconds timeout = 20s) {
    return diagnose(server_->address(), {.credentials = server_->account(), .timeout = timeout});
  }
  std::unique_ptr<windows_like_server> server_;
};

TEST_F(DiagnoseWindows, EachRefusalIsFoundAtItsStepWithItsSetting) {
  EXPECT_EQ(failed_step(diagnose_it()), nullptr);

  server_->on_log_on({.nt_status = status_account_locked_out});
  expect_failed_at(diagnose_it(), "log on", "nothing was retried");
  server_->on_log_on({.nt_status = 0xC000015B});
  expect_failed_at(diagnose_it(), "log on", "Access this computer from the network");
  server_->clear_refusals();

  server_->on_tree({.nt_status = status_access_denied});
  expect_failed_at(diagnose_it(), "connect to IPC$", "Access this computer from the network");
  server_->clear_refusals();

  server_->on_pipe("winreg", {.nt_status = status_object_name_not_found});
  expect_failed_at(diagnose_it(), R"(open \winreg)", "sc config RemoteRegistry start= demand");
  server_->on_pipe("winreg", {.nt_status = status_access_denied});
  expect_failed_at(diagnose_it(), R"(open \winreg)", R"(SecurePipeServers\winreg)");
  server_->clear_pipe("winreg");

  server_->on_method("OpenPerformanceData", {.win32 = 5});
  expect_failed_at(diagnose_it(), "OpenPerformanceData", "Performance Monitor Users");
  server_->on_method("OpenPerformanceData", {.stall = forever});
  expect_failed_at(diagnose_it(1s), "OpenPerformanceData", "sc stop RemoteRegistry");
}

TEST_F(DiagnoseWindows, ServiceThatIsStartingIsWaitedForAndAStoppedOneIsNamed) {
  server_->on_pipe("winreg", {.nt_status = status_pipe_not_available, .times = 2});
  const auto steps = diagnose_it();
  EXPECT_EQ(failed_step(steps), nullptr);
  EXPECT_THAT(detail_of(steps, R"(open \winreg)"), HasSubstr("3 attempts"));
  server_->on_pipe("winreg", {.nt_status = status_pipe_not_available});
  expect_failed_at(diagnose_it(1s), R"(open \winreg)", "sc start RemoteRegistry");
}

TEST_F(DiagnoseWindows, AccountThatBecomesGuestIsFoundAtTheLogon) {
  server_->set_guest(true);
  expect_failed_at(diagnose_it(), "log on", "ForceGuest must be 0");
}

}  // namespace
