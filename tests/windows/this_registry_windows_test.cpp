#include "tests/windows/test_provider.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <windows.h>

#include <perfdata/registry/connect.hpp>

using namespace perfdata;
using testing::ElementsAre;

namespace {

constexpr const char* scratch = R"(SOFTWARE\perfdata test)";

registry_key local_machine() {
  auto key = connect(std::nullopt, predefined_key::local_machine, caller_credentials{});
  EXPECT_TRUE(key) << key.error().message;
  return key ? *std::move(key) : registry_key{};
}

TEST(ThisRegistry, ValuesAndKeysOfEveryKindAreRead) {
  const test::scratch_key made(scratch);
  made.set_text("", "the default");
  made.set_text("Text Ünïcode", "Größe");
  const DWORD number = 7;
  const std::uint64_t large = std::uint64_t{1} << 40U;
  made.set("Number", REG_DWORD, &number, sizeof(number));
  made.set("Large", REG_QWORD, &large, sizeof(large));
  made.set("List", REG_MULTI_SZ, L"one\0two\0", sizeof(L"one\0two\0"));
  const std::vector<std::byte> bytes(100'000, std::byte{9});
  made.set("Bytes", REG_BINARY, bytes.data(), static_cast<DWORD>(bytes.size()));
  made.add_subkey("Below");

  auto key = local_machine().open_subkey(scratch);
  ASSERT_TRUE(key) << key.error().message;
  const auto decoded = [&](const char* name) { return *key->query_value(name)->decode(); };
  EXPECT_EQ(std::get<std::string>(decoded("")), "the default");
  EXPECT_EQ(std::get<std::string>(decoded("Text Ünïcode")), "Größe");
  EXPECT_EQ(std::get<std::uint64_t>(decoded("number")), 7U);
  EXPECT_EQ(std::get<std::uint64_t>(decoded("Large")), large);
  EXPECT_THAT(std::get<std::vector<std::string>>(decoded("List")), ElementsAre("one", "two"));
  EXPECT_EQ(key->query_value("Bytes")->data, bytes);
  EXPECT_THAT(*key->subkeys(), ElementsAre("Below"));
  EXPECT_EQ(key->values()->size(), 6U);
  EXPECT_EQ(key->info()->values, 6U);
  EXPECT_EQ(key->info()->subkeys, 1U);
  EXPECT_TRUE(key->close());
}

TEST(ThisRegistry, WhatIsNotThereIsNotFound) {
  auto root = local_machine();
  const auto key = root.open_subkey(R"(SOFTWARE\no such key)");
  ASSERT_FALSE(key);
  EXPECT_EQ(key.error().code, errc::not_found);
  const auto value = root.query_value("no such value");
  ASSERT_FALSE(value);
  EXPECT_EQ(value.error().system->win32, 2U);
}

TEST(ThisRegistry, PerformanceKeysAnswerAsRegistryKeys) {
  auto key = connect(std::nullopt, predefined_key::performance_data, caller_credentials{});
  ASSERT_TRUE(key);
  EXPECT_EQ(key->query_value("Counter 009")->type, registry_type::multi_sz);
  EXPECT_EQ(key->query_value("Global")->type, registry_type::binary);
  EXPECT_TRUE(key->close());
  EXPECT_FALSE(key->close());
}

}  // namespace
