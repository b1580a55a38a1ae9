// Registry keys where Samba does not behave as Windows does.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <tests/support/windows_like_test.hpp>

#include <perfdata/base/utf16.hpp>
#include <perfdata/connection/win32_error.hpp>
#include <perfdata/registry/connect.hpp>

using namespace perfdata;
using namespace perfdata::test;
using namespace std::chrono_literals;

namespace {

constexpr std::uint32_t nca_s_fault_context_mismatch = 0x1C00001A;
constexpr std::uint32_t nca_op_rng_error = 0x1C010002;

class WindowsRegistry : public WindowsLikeTest {
 protected:
  void SetUp() override {
    WindowsLikeTest::SetUp();
    if (IsSkipped()) return;
    server().serve_hive("HKLM", fmt::format(
                                    R"({{"keys": {{"SOFTWARE": {{
      "keys": {{"One": {{}}, "Two": {{"values": {{"x": {{"dword": 7}}}}}}}},
      "values": {{"Short": {{"sz": "short"}}, "Long": {{"binary": "{:0>20000}"}}, "Wrong": {{"type": 4, "hex": "0102"}}}}
    }}}}}})",
                                    ""));
  }

  static result<registry_key> open(predefined_key key, std::chrono::milliseconds timeout = 20s) {
    return connect(server().address(), key, server().account(), {.timeout = timeout});
  }
  /// HKLM\SOFTWARE.
  static registry_key software(std::chrono::milliseconds timeout = 20s) {
    auto machine = open(predefined_key::local_machine, timeout);
    if (!machine) throw std::runtime_error(machine.error().message);
    auto key = machine->open_subkey("SOFTWARE");
    if (!key) throw std::runtime_error(key.error().message);
    return *std::move(key);
  }
  static std::vector<std::uint32_t> capacities(std::string_view method = "BaseRegQueryValue") {
    std::vector<std::uint32_t> offered;
    for (const auto& call : server().calls(method)) {
      offered.push_back(call.capacity);
      EXPECT_EQ(call.sent, 0U) << "nothing is uploaded";
    }
    return offered;
  }
};

template <class T>
void expect_win32(const result<T>& refused, errc kind, std::uint32_t win32) {
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, kind) << refused.error().message;
  ASSERT_TRUE(refused.error().system);
  EXPECT_EQ(refused.error().system->win32, win32) << refused.error().message;
}

TEST_F(WindowsRegistry, TheSizeThatIsNeededIsOfferedTheSecondTime) {
  auto key = software();
  const auto value = key.query_value("Long");
  ASSERT_TRUE(value) << value.error().message;
  EXPECT_EQ(value->data.size(), 10'000U);
  EXPECT_EQ(capacities(), (std::vector<std::uint32_t>{4096, 10'000}));
  const auto all = key.values();
  ASSERT_TRUE(all) << all.error().message;
  ASSERT_EQ(all->size(), 3U);
  for (const auto& one : *all)
    EXPECT_EQ(one.data.size(), one.name == "Long" ? 10'000U : one.name == "Short" ? 12U : 2U) << one.name;
  const auto wrong = key.query_value("Wrong")->decode();
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().code, errc::malformed_data);
  const auto names = key.subkeys();
  ASSERT_TRUE(names);
  EXPECT_EQ(*names, (std::vector<std::string>{"One", "Two"}));
  const auto info = key.info();
  ASSERT_TRUE(info);
  EXPECT_EQ(info->values, 3U);
  EXPECT_EQ(info->longest_value, 10'000U);
}

TEST_F(WindowsRegistry, AValueThatKeepsGrowingIsAskedForWithMoreUntilTheProtocolEnds) {
  auto key = software();
  server().on_method("BaseRegQueryValue", {.win32 = 234, .times = 2});  // and no size
  const auto value = key.query_value("Short");
  ASSERT_TRUE(value) << value.error().message;
  const auto grown = capacities();
  ASSERT_EQ(grown.size(), 3U);
  EXPECT_EQ(grown.back(), 16'384U);

  server().on_method("BaseRegQueryValue", {.win32 = 234});
  expect_win32(key.query_value("Short"), errc::too_large, 234);
  EXPECT_LE(capacities().size(), 20U);
}

TEST_F(WindowsRegistry, EveryHandleIsClosedOnceWhenItsKeyGoes) {
  {
    auto machine = open(predefined_key::local_machine);
    ASSERT_TRUE(machine) << machine.error().message;
    auto key = machine->open_subkey("SOFTWARE");
    ASSERT_TRUE(key);
    EXPECT_TRUE(machine->close());
    EXPECT_EQ(server().calls("BaseRegCloseKey").size(), 1U);
    auto two = key->open_subkey("Two");
    ASSERT_TRUE(two) << two.error().message;
    EXPECT_TRUE(two->query_value("X"));
  }
  const auto closed = server().calls("BaseRegCloseKey");
  EXPECT_EQ(closed.size(), 3U);
  for (const auto& call : closed) EXPECT_EQ(call.status, 0U);
}

TEST_F(WindowsRegistry, ADeniedKeySaysWhoDecides) {
  server().on_method("OpenUsers", {.win32 = 5});
  expect_win32(open(predefined_key::users), errc::access_denied, 5);
  auto key = software();
  server().on_method("BaseRegOpenKey", {.win32 = 5});
  const auto denied = key.open_subkey("One");
  expect_win32(denied, errc::access_denied, 5);
  EXPECT_NE(denied.error().message.find("the account may not read key \"One\""), std::string::npos);
  EXPECT_NE(denied.error().advice.find("SecurePipeServers\\winreg"), std::string::npos);
  EXPECT_EQ(system_message(denied.error()), "Access is denied.");
  EXPECT_TRUE(key.query_value("Short")) << "a refusal leaves the connection as it was";
}

TEST_F(WindowsRegistry, TextKeysAreThereOrNotImplemented) {
  expect_win32(open(predefined_key::performance_text), errc::unsupported, 120);
  expect_win32(open(predefined_key::performance_nls_text), errc::unsupported, 120);
  server().serve(served_key::performance_nls_text, "Counter",
                 to_utf16le(std::string_view("2\0Leistung\0"
                                             "4\0Gr\xC3\xB6\xC3\x9F"
                                             "e\0\0",
                                             23)));
  auto key = open(predefined_key::performance_nls_text);
  ASSERT_TRUE(key) << key.error().message;
  const auto value = key->query_value("Counter");
  ASSERT_TRUE(value) << value.error().message;
  EXPECT_EQ(value->type, registry_type::multi_sz);
  const auto meaning = value->decode();
  ASSERT_TRUE(meaning);
  EXPECT_EQ(std::get<std::vector<std::string>>(*meaning), (std::vector<std::string>{"2", "Leistung", "4",
                                                                                    "Gr\xC3\xB6\xC3\x9F"
                                                                                    "e"}));
  expect_win32(key->query_value("Global"), errc::not_found, 2);
}

TEST_F(WindowsRegistry, FaultsOfTheRpcRuntimeAreToldAsSuch) {
  const auto open = [&](predefined_key key) {
    return connect(server().address(), key, server().account(), {.timeout = 20s});
  };
  server().on_method("OpenPerformanceText", {.fault = nca_op_rng_error});
  expect_win32(open(predefined_key::performance_text), errc::unsupported, 1745);
  auto key = open(predefined_key::local_machine);
  ASSERT_TRUE(key) << key.error().message;
  server().on_method("BaseRegQueryValue", {.fault = nca_s_fault_context_mismatch, .times = 1});
  expect_win32(key->query_value("Short"), errc::connection_lost, 6);
}

TEST_F(WindowsRegistry, AnAnswerThatBreaksOffLosesTheKeysOfItsConnectionOnly) {
  auto first = software();
  auto second = software();
  server().on_method("BaseRegQueryValue", {.drop_after = 4000, .times = 2});
  const auto lost = first.query_value("Long");
  ASSERT_FALSE(lost);
  EXPECT_EQ(lost.error().code, errc::connection_lost) << lost.error().message;
  const auto still = first.subkeys();
  ASSERT_FALSE(still);
  EXPECT_EQ(still.error().code, errc::connection_lost);
  EXPECT_EQ(still.error().advice, "connect again");
  EXPECT_TRUE(second.query_value("Short"));
}

TEST_F(WindowsRegistry, ACallThatIsNotAnsweredEndsAtItsDeadline) {
  auto key = software(1s);
  server().on_method("BaseRegEnumKey", {.stall = forever, .times = 1});
  const auto before = std::chrono::steady_clock::now();
  const auto late = key.subkeys();
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().code, errc::timed_out) << late.error().message;
  EXPECT_LT(std::chrono::steady_clock::now() - before, 10s);
  const auto after = key.query_value("Short");
  ASSERT_FALSE(after);
  EXPECT_EQ(after.error().code, errc::connection_lost);
}

}  // namespace
