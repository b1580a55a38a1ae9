// perfdata registry without another machine.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <tests/support/captured_process.hpp>

using namespace perfdata;
using nlohmann::json;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

namespace {

test::finished registry(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), {PERFDATA_PROGRAM, "registry"});
  return test::run_captured(arguments);
}

TEST(RegistryProgram, ThisComputersPerformanceKeysAreRead) {
  const auto titles = registry({"get", "HKPD", "Counter 009"});
  EXPECT_EQ(titles.code, 0) << titles.err;
  EXPECT_THAT(titles.out, HasSubstr("Counter 009    REG_MULTI_SZ\n    1\n"));
  const auto text = registry({"get", R"(\\.\HKEY_PERFORMANCE_TEXT)", "Counter", "--json"});
  ASSERT_EQ(text.code, 0) << text.err;
  EXPECT_THAT(json::parse(text.out)["value"], Contains("Processor"));
  const auto listed = registry({"ls", "HKPT", "--values", "--json"});
  ASSERT_EQ(listed.code, 0) << listed.err;
  EXPECT_EQ(json::parse(listed.out)["values"].size(), 2U);
}

TEST(RegistryProgram, WhatThisComputerDoesNotHaveIsSaid) {
  const auto machine = registry({"ls", R"(HKLM\SOFTWARE)"});
  EXPECT_EQ(machine.code, 1);
  EXPECT_THAT(machine.out, IsEmpty());
  EXPECT_THAT(machine.err, HasSubstr("Linux has no registry"));
  EXPECT_THAT(machine.err, HasSubstr("try: "));
  const auto subkeys = registry({"ls", "HKPD"});
  EXPECT_EQ(subkeys.code, 0);
  EXPECT_THAT(subkeys.err, HasSubstr("has no subkeys"));
}

TEST(RegistryProgram, PathsThatCannotBeMeantAreWrongUsage) {
  for (const std::vector<std::string>& arguments :
       std::vector<std::vector<std::string>>{{"ls", "SOFTWARE"},
                                             {"ls", R"(\\HOST)"},
                                             {"ls", R"(\\HOST\HKCU)"},
                                             {"get", R"(HKLM\a\\b)"},
                                             {"ls", "HKPD", "--file", "x"},
                                             {"ls", "HKLM", "--host", "a", "--host", "b"},
                                             {"ls", R"(HKPD\2)"}}) {
    const auto run = registry(arguments);
    EXPECT_EQ(run.code, 2) << testing::PrintToString(arguments) << run.err;
    EXPECT_THAT(run.err, HasSubstr("try: "));
  }
}

}  // namespace
