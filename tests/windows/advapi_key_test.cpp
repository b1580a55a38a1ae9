#include "tests/windows/fake_calls.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <perfdata/windows/advapi_key.hpp>

using namespace perfdata;
using namespace perfdata::win32;
using namespace std::chrono_literals;
using testing::ElementsAre;

namespace {

class AdvapiKey : public testing::Test {
 protected:
  AdvapiKey() {
    auto vendor = std::make_unique<test::fake_key>();
    vendor->values = {{.name = "Number", .type = registry_type::dword, .data = test::bytes_of("\x07\0\0\0")},
                      {.name = "Long", .type = registry_type::binary, .data = byte_buffer(200'000)}};
    vendor->values[0].data.resize(4);
    auto software = std::make_unique<test::fake_key>();
    software->subkeys["Another"] = std::make_unique<test::fake_key>();
    software->subkeys["Vendor"] = std::move(vendor);
    calls_->root.subkeys["SOFTWARE"] = std::move(software);
  }

  [[nodiscard]] registry_key connected(std::optional<machine_address> machine = machine_address{"HOST"}) {
    auto key = connect_through(calls_, {.machine = std::move(machine), .timeout = 20s},
                               predefined_key::local_machine);
    EXPECT_TRUE(key) << key.error().message;
    return key ? *std::move(key) : registry_key{};
  }

  std::shared_ptr<test::fake_calls> calls_ = std::make_shared<test::fake_calls>();
};

TEST_F(AdvapiKey, ValuesAreReadWholeWhateverTheirSize) {
  auto vendor = connected().open_subkey(R"(SOFTWARE\Vendor)");
  ASSERT_TRUE(vendor);
  const auto number = vendor->query_value("number");
  ASSERT_TRUE(number);
  EXPECT_EQ(std::get<std::uint64_t>(*number->decode()), 7U);
  const auto large = vendor->query_value("Long");
  ASSERT_TRUE(large);
  EXPECT_EQ(large->data.size(), 200'000U);
}

TEST_F(AdvapiKey, KeysAndValuesAreEnumerated) {
  auto root = connected();
  auto software = root.open_subkey("SOFTWARE");
  ASSERT_TRUE(software);
  const auto names = software->subkeys();
  ASSERT_TRUE(names);
  EXPECT_THAT(*names, ElementsAre("Another", "Vendor"));
  auto vendor = software->open_subkey("Vendor");
  ASSERT_TRUE(vendor);
  const auto values = vendor->values();
  ASSERT_TRUE(values);
  ASSERT_EQ(values->size(), 2U);
  EXPECT_EQ((*values)[1].name, "Long");
  EXPECT_EQ((*values)[1].data.size(), 200'000U);
  EXPECT_EQ(vendor->info()->values, 2U);
}

TEST_F(AdvapiKey, WhatIsMissingOrForbiddenHasItsCodeAndStep) {
  auto root = connected();
  const auto no_key = root.open_subkey("ABSENT");
  ASSERT_FALSE(no_key);
  EXPECT_EQ(no_key.error().code, errc::not_found);
  EXPECT_EQ(no_key.error().system->step, "RegOpenKeyEx");
  calls_->fail("enum key", {5});
  const auto forbidden = root.subkeys();
  ASSERT_FALSE(forbidden);
  EXPECT_EQ(forbidden.error().code, errc::access_denied);
  EXPECT_EQ(forbidden.error().system->win32, 5U);
}

TEST_F(AdvapiKey, EveryOpenedKeyIsClosedOnceAndAPredefinedOneOfThisComputerNever) {
  {
    auto root = connected();
    auto software = root.open_subkey("SOFTWARE");
    ASSERT_TRUE(software);
    EXPECT_TRUE(software->close());
    EXPECT_EQ(calls_->count("close"), 1U);
    EXPECT_FALSE(software->close());
  }
  EXPECT_EQ(calls_->count("close"), 2U);
  { const auto here = connected(std::nullopt); }
  EXPECT_EQ(calls_->count("close"), 2U);
}

TEST_F(AdvapiKey, KeyThatCannotBeConnectedToIsRefusedBeforeAnyCall) {
  const auto key =
      connect_through(calls_, {.machine = machine_address{"HOST"}}, predefined_key::current_user);
  ASSERT_FALSE(key);
  EXPECT_EQ(key.error().system->win32, 6U);
  EXPECT_TRUE(calls_->made().empty());
}

TEST_F(AdvapiKey, PerformanceKeyOfferedAsARegistryKey) {
  calls_->root.values = {
      {.name = "Counter 009", .type = registry_type::multi_sz, .data = test::bytes_of("1\0001847\0\0")}};
  auto key = connect_through(calls_, {.timeout = 20s}, predefined_key::performance_data);
  ASSERT_TRUE(key);
  const auto names = key->query_value("Counter 009");
  ASSERT_TRUE(names);
  EXPECT_EQ(names->type, registry_type::multi_sz);
  EXPECT_TRUE(key->close());
  EXPECT_EQ(calls_->count("close"), 1U);
}

}  // namespace
