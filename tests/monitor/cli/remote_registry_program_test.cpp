// perfdata registry against a real smbd on a loopback port.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <tests/support/captured_process.hpp>
#include <tests/support/samba_registry.hpp>

namespace test = perfdata::test;
using nlohmann::json;
using testing::HasSubstr;
using testing::IsEmpty;

namespace {

TEST(RemoteRegistryProgram, KeysAndValuesOfAnotherMachineAreShown) {
  if (const auto why = test::why_no_samba_registry(); !why.empty())
    GTEST_SKIP() << "needs a Samba server: " << why;
  const test::samba_server server;
  test::import_registry(server, R"([HKEY_LOCAL_MACHINE\SOFTWARE\Vendor]
@="default"
"Back\\slash"="x"
"Number"=dword:00000011
[HKEY_LOCAL_MACHINE\SOFTWARE\Vendor\Sub Key]
)");
  const auto registry = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {PERFDATA_PROGRAM, "registry"});
    arguments.insert(arguments.end(),
                     {"--user", server.user(), "--password-file", server.password_file().string()});
    return test::run_captured(arguments);
  };
  const auto host = server.address().to_string();
  const auto key = R"(\\)" + host + R"(\HKLM\SOFTWARE\Vendor)";

  EXPECT_EQ(registry({"ls", key}).out, "Sub Key\\\n");
  const auto all = registry({"ls", key, "--values", "--json"});
  ASSERT_EQ(all.code, 0) << all.err;
  EXPECT_EQ(json::parse(all.out)["values"].size(), 3U);
  EXPECT_EQ(json::parse(all.out)["key"], R"(\\)" + host + R"(\HKEY_LOCAL_MACHINE\SOFTWARE\Vendor)");
  EXPECT_EQ(registry({"get", key}).out, "(Default)    REG_SZ    default\n");
  EXPECT_EQ(registry({"get", key, R"(Back\slash)"}).out, "Back\\slash    REG_SZ    x\n");
  EXPECT_EQ(registry({"get", R"(HKLM\SOFTWARE\Vendor)", "number", "--host", host}).out,
            "number    REG_DWORD    0x11 (17)\n");

  const auto missing = registry({"get", key, "Missing"});
  EXPECT_EQ(missing.code, 1);
  EXPECT_THAT(missing.out, IsEmpty());
  EXPECT_THAT(missing.err, HasSubstr("there is no value \"Missing\" (ERROR_FILE_NOT_FOUND (2))"));
}

}  // namespace
