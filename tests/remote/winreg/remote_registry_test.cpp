// HKLM, HKU and the performance keys of a real smbd.
#include <algorithm>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <tests/remote/samba_scene.hpp>
#include <tests/support/samba_registry.hpp>
#include <thread>

#include <perfdata/registry/connect.hpp>

using namespace perfdata;
using namespace perfdata::test;
using namespace std::chrono_literals;

namespace {

constexpr const char* vendor = R"(SOFTWARE\Perfdata Test)";

constexpr std::string_view all_types = R"([HKEY_LOCAL_MACHINE\SOFTWARE\Perfdata Test]
@="the default"
"Text"="Plain \\ text"
"Expand"=hex(2):25,00,41,00,25,00,00,00
"List"=hex(7):61,00,00,00,62,00,63,00,00,00,00,00
"Number"=dword:f2345678
"Backwards"=hex(5):00,00,01,02
"Large"=hex(b):01,00,00,00,00,00,00,80
"Blob"=hex:01,02,ff
"Nothing"=hex(0):07
"With\\backslash"="x"

[HKEY_LOCAL_MACHINE\SOFTWARE\Perfdata Test\Sub Key]
"Inside"="yes"

[HKEY_LOCAL_MACHINE\SOFTWARE\Perfdata Test\Sub Key\Deep]

[HKEY_USERS\S-1-5-99]
"A"="b"
)";

class RemoteRegistry : public ::testing::Test {
 protected:
  void SetUp() override {
    if (const auto why = why_no_samba_registry(); !why.empty())
      GTEST_SKIP() << "needs a Samba server: " << why;
  }

  static result<registry_key> open(const samba_server& server, predefined_key key,
                                   std::chrono::milliseconds timeout = 10s) {
    return connect(server.address(), key, server.account(), {.timeout = timeout});
  }
};

template <class T>
void expect_win32(const result<T>& refused, errc kind, std::uint32_t win32, std::string_view step) {
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, kind) << refused.error().message;
  ASSERT_TRUE(refused.error().system);
  EXPECT_EQ(refused.error().system->win32, win32) << refused.error().message;
  EXPECT_EQ(refused.error().system->step, step);
  EXPECT_FALSE(refused.error().advice.empty());
}

template <class T>
void expect_meaning(registry_key& key, std::string_view name, registry_type type, const T& expected) {
  const auto value = key.query_value(name);
  ASSERT_TRUE(value) << value.error().message;
  EXPECT_EQ(value->name, name);
  EXPECT_EQ(value->type, type) << name;
  const auto meaning = value->decode();
  ASSERT_TRUE(meaning) << meaning.error().message;
  ASSERT_TRUE(std::holds_alternative<T>(*meaning)) << name;
  EXPECT_EQ(std::get<T>(*meaning), expected) << name;
}

TEST_F(RemoteRegistry, ValuesOfEveryTypeAreReadAndEnumerated) {
  samba_server server;
  import_registry(server, all_types);
  auto machine = open(server, predefined_key::local_machine);
  ASSERT_TRUE(machine) << machine.error().message;
  auto key = machine->open_subkey(vendor);
  ASSERT_TRUE(key) << key.error().message;
  using list = std::vector<std::string>;
  expect_meaning(*key, "", registry_type::sz, std::string("the default"));
  expect_meaning(*key, "text", registry_type::sz, std::string("Plain \\ text"));
  expect_meaning(*key, "Expand", registry_type::expand_sz, std::string("%A%"));
  expect_meaning(*key, "List", registry_type::multi_sz, list{"a", "bc"});
  expect_meaning(*key, "Number", registry_type::dword, std::uint64_t{0xF2345678});
  expect_meaning(*key, "Backwards", registry_type::dword_big_endian, std::uint64_t{0x102});
  expect_meaning(*key, "Large", registry_type::qword, std::uint64_t{0x8000000000000001});
  expect_meaning(*key, "Blob", registry_type::binary,
                 byte_buffer{std::byte{1}, std::byte{2}, std::byte{0xFF}});
  expect_meaning(*key, "Nothing", registry_type::none, byte_buffer{std::byte{7}});
  expect_meaning(*key, R"(With\backslash)", registry_type::sz, std::string("x"));

  const auto all = key->values();
  ASSERT_TRUE(all) << all.error().message;
  EXPECT_EQ(all->size(), 10U);
  for (const auto& value : *all) {
    const auto alone = key->query_value(value.name);
    ASSERT_TRUE(alone) << value.name;
    EXPECT_EQ(alone->type, value.type) << value.name;
    EXPECT_EQ(alone->data, value.data) << value.name;
  }
  const auto info = key->info();
  ASSERT_TRUE(info) << info.error().message;
  EXPECT_EQ(info->subkeys, 1U);
  EXPECT_EQ(info->values, 10U);
  EXPECT_GE(info->longest_subkey, 7U);
  EXPECT_GE(info->longest_value_name, 14U);
  EXPECT_GE(info->longest_value, 24U);
}

TEST_F(RemoteRegistry, KeysAreOpenedEnumeratedAndOutliveTheKeyTheyCameFrom) {
  samba_server server;
  import_registry(server, all_types);
  auto users = open(server, predefined_key::users);
  ASSERT_TRUE(users) << users.error().message;
  const auto accounts = users->subkeys();
  ASSERT_TRUE(accounts) << accounts.error().message;
  EXPECT_NE(std::ranges::find(*accounts, "S-1-5-99"), accounts->end());

  auto machine = open(server, predefined_key::local_machine);
  ASSERT_TRUE(machine);
  auto key = machine->open_subkey(vendor);
  ASSERT_TRUE(key);
  const auto closed = machine->close();
  EXPECT_TRUE(closed) << closed.error().message;
  expect_win32(machine->subkeys(), errc::invalid_argument, 6, "enumerate subkeys");
  const auto names = key->subkeys();
  ASSERT_TRUE(names) << names.error().message;
  EXPECT_EQ(*names, std::vector<std::string>{"Sub Key"});
  auto deep = key->open_subkey(R"(sub key\Deep)");
  ASSERT_TRUE(deep) << deep.error().message;
  EXPECT_EQ(deep->root(), predefined_key::local_machine);
  auto again = key->open_subkey("");
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_TRUE(key->close());
  EXPECT_TRUE(again->query_value("Number"));
  const auto none = deep->values();
  ASSERT_TRUE(none);
  EXPECT_TRUE(none->empty());
}

TEST_F(RemoteRegistry, WhatIsMissingIsNotFoundAndNamed) {
  samba_server server;
  import_registry(server, all_types);
  auto machine = open(server, predefined_key::local_machine);
  ASSERT_TRUE(machine);
  const auto no_key = machine->open_subkey(R"(SOFTWARE\No Such)");
  expect_win32(no_key, errc::not_found, 2, "BaseRegOpenKey");
  EXPECT_NE(no_key.error().message.find(R"(there is no key "SOFTWARE\No Such")"), std::string::npos);
  auto key = machine->open_subkey(vendor);
  ASSERT_TRUE(key);
  const auto no_value = key->query_value("No Such");
  expect_win32(no_value, errc::not_found, 2, "BaseRegQueryValue");
  EXPECT_NE(no_value.error().message.find(R"(there is no value "No Such")"), std::string::npos);
  EXPECT_TRUE(key->query_value("Text")) << "a refusal leaves the connection as it was";
}

TEST_F(RemoteRegistry, HundredsOfKeysAndValuesAndLargeOnesComeWhole) {
  constexpr std::size_t count = 300;
  samba_server server;
  std::string lines = "[HKEY_LOCAL_MACHINE\\SOFTWARE\\Many]\n";
  for (std::size_t i = 0; i < count; ++i) lines += fmt::format("\"Value {:03}\"=\"{:0>{}}\"\n", i, i, 1 + i);
  // Larger than any offer that is made at first: 20,000 bytes, then 150,000.
  lines += fmt::format("\"Long\"=\"{:x>10000}\"\n\"Longer\"=\"{:y>75000}\"\n", "", "");
  for (std::size_t i = 0; i < count; ++i)
    lines += fmt::format("\n[HKEY_LOCAL_MACHINE\\SOFTWARE\\Many\\Key {:03}]\n", i);
  import_registry(server, lines);
  auto machine = open(server, predefined_key::local_machine);
  ASSERT_TRUE(machine);
  auto key = machine->open_subkey(R"(SOFTWARE\Many)");
  ASSERT_TRUE(key) << key.error().message;

  auto names = key->subkeys();
  ASSERT_TRUE(names) << names.error().message;
  std::ranges::sort(*names);
  ASSERT_EQ(names->size(), count);
  EXPECT_EQ(names->front(), "Key 000");
  EXPECT_EQ(names->back(), "Key 299");

  const auto values = key->values();
  ASSERT_TRUE(values) << values.error().message;
  ASSERT_EQ(values->size(), count + 2);
  std::size_t found = 0;
  for (const auto& value : *values)
    if (value.name.starts_with("Value ")) {
      ++found;
      EXPECT_EQ(value.data.size(), 2 * (std::stoul(value.name.substr(6)) + 2)) << value.name;
    }
  EXPECT_EQ(found, count);
  expect_meaning(*key, "Long", registry_type::sz, std::string(10'000, 'x'));
  expect_meaning(*key, "Longer", registry_type::sz, std::string(75'000, 'y'));
}

TEST_F(RemoteRegistry, ThreadsShareAConnection) {
  samba_server server;
  import_registry(server, all_types);
  auto machine = open(server, predefined_key::local_machine);
  ASSERT_TRUE(machine);
  std::vector<registry_key> keys;
  for (int i = 0; i < 4; ++i) {
    auto key = machine->open_subkey(vendor);
    ASSERT_TRUE(key);
    keys.push_back(*std::move(key));
  }
  std::vector<std::thread> threads;
  for (auto& key : keys)
    threads.emplace_back([own = std::move(key)]() mutable {
      for (int i = 0; i < 25; ++i) {
        const auto value = own.query_value("Number");
        EXPECT_TRUE(value) << value.error().message;
        const auto subkey = own.open_subkey("Sub Key");
        EXPECT_TRUE(subkey);
      }
    });
  for (auto& thread : threads) thread.join();
  EXPECT_TRUE(machine->close());
}

TEST_F(RemoteRegistry, KeysOfAServerThatWentAreLostAndSaySo) {
  samba_server server;
  import_registry(server, all_types);
  auto machine = open(server, predefined_key::local_machine, 5s);
  ASSERT_TRUE(machine);
  auto key = machine->open_subkey(vendor);
  ASSERT_TRUE(key);
  server.kill();
  const auto lost = key->query_value("Text");
  ASSERT_FALSE(lost);
  EXPECT_EQ(lost.error().code, errc::connection_lost) << lost.error().message;
  server.start();
  const auto still = machine->subkeys();
  ASSERT_FALSE(still) << "a handle dies with its connection";
  EXPECT_EQ(still.error().code, errc::connection_lost);
  EXPECT_NE(still.error().message.find("BaseRegEnumKey"), std::string::npos);
  EXPECT_EQ(still.error().advice, "connect again");
  auto fresh = open(server, predefined_key::local_machine);
  EXPECT_TRUE(fresh) << fresh.error().message;
}

TEST_F(RemoteRegistry, PerformanceKeysTakeWhatTheProtocolAllows) {
  samba_server server;
  set_scene(server.counters());
  auto key = open(server, predefined_key::performance_data);
  ASSERT_TRUE(key) << key.error().message;
  expect_win32(key->open_subkey("SOFTWARE"), errc::invalid_argument, 6, "open subkey");
  expect_win32(key->subkeys(), errc::invalid_argument, 6, "enumerate subkeys");
  const auto titles = key->query_value("Counter 009");
  ASSERT_TRUE(titles) << titles.error().message;
  EXPECT_EQ(titles->type, registry_type::multi_sz);
  const auto meaning = titles->decode();
  ASSERT_TRUE(meaning);
  const auto& list = std::get<std::vector<std::string>>(*meaning);
  EXPECT_NE(std::ranges::find(list, "Workers"), list.end());
  const auto values = key->values();
  ASSERT_TRUE(values) << values.error().message;
  EXPECT_EQ(values->front().type, registry_type::binary);
  EXPECT_GT(values->front().data.size(), 88U);
  EXPECT_TRUE(key->close());
  expect_win32(key->query_value("Global"), errc::invalid_argument, 6, "query value");
}

TEST(RegistryConnect, KeysThatNobodyConnectsToAreRefusedBeforeAnythingIsSent) {
  const machine_address nowhere{.host = "host.invalid"};
  for (const auto key : {predefined_key::classes_root, predefined_key::current_user,
                         predefined_key::current_config, static_cast<predefined_key>(0)})
    expect_win32(connect(nowhere, key, anonymous_credentials{}), errc::invalid_argument, 6, "connect");
}

TEST(RegistryConnect, ThisComputerHasItsPerformanceKeysAndNoOthers) {
  for (const auto key : {predefined_key::local_machine, predefined_key::users}) {
    const auto refused = connect(std::nullopt, key, anonymous_credentials{});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, errc::unsupported);
    EXPECT_NE(refused.error().message.find("Linux has no registry"), std::string::npos);
  }
  auto data = connect(std::nullopt, predefined_key::performance_data, anonymous_credentials{});
  ASSERT_TRUE(data) << data.error().message;
  EXPECT_TRUE(data->query_value("2"));
  for (const auto root : {predefined_key::performance_text, predefined_key::performance_nls_text}) {
    auto text = connect(std::nullopt, root, anonymous_credentials{});
    ASSERT_TRUE(text);
    const auto names = text->query_value("Counter");
    ASSERT_TRUE(names) << names.error().message;
    const auto meaning = names->decode();
    ASSERT_TRUE(meaning);
    const auto& list = std::get<std::vector<std::string>>(*meaning);
    EXPECT_NE(std::ranges::find(list, "% Processor Time"), list.end());
  }
}

}  // namespace
