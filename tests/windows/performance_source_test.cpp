#include "tests/windows/fake_calls.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <perfdata/build/block_builder.hpp>
#include <perfdata/windows/performance_source.hpp>

using namespace perfdata;
using namespace perfdata::win32;
using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

byte_buffer block_with(std::size_t instances) {
  block_builder block({.system_name = "FAKE"});
  auto object = block.add_object({.title_index = 238, .help_index = 239});
  const auto counter = object.add_counter({.title_index = 6, .type = counter_type::large_rawcount});
  for (std::size_t i = 0; i < instances; ++i)
    object.add_instance("instance " + std::to_string(i)).set(counter, i);
  return block.finish();
}

class PerformanceSource : public testing::Test {
 protected:
  PerformanceSource() { put("Global", registry_type::binary, block_with(2)); }

  void put(const std::string& name, registry_type type, byte_buffer data) {
    std::erase_if(calls_->root.values, [&](const registry_value& value) { return value.name == name; });
    calls_->root.values.push_back({.name = name, .type = type, .data = std::move(data)});
  }

  [[nodiscard]] std::unique_ptr<counter_source> here() { return opened({.timeout = 20s}); }
  [[nodiscard]] std::unique_ptr<counter_source> there(const credentials& who = caller_credentials{}) {
    return opened({.machine = machine_address{"HOST"}, .who = who, .timeout = 20s});
  }
  [[nodiscard]] std::unique_ptr<counter_source> opened(const reach& how) {
    auto source = open_performance_source(calls_, how);
    EXPECT_TRUE(source) << source.error().message;
    return source ? *std::move(source) : nullptr;
  }

  std::shared_ptr<test::fake_calls> calls_ = std::make_shared<test::fake_calls>();
  byte_buffer answer_;
};

const password_credentials account{.domain = "CORP", .user = "reader", .password = secret("s3cret")};

TEST_F(PerformanceSource, ThisComputerIsAskedWithoutConnecting) {
  const auto source = here();
  ASSERT_TRUE(source->query("global", answer_));
  EXPECT_EQ(answer_, block_with(2));
  EXPECT_EQ(source->machine(), "FAKE");
  EXPECT_THAT(calls_->made(), ElementsAre("query Global"));  // in the documented spelling
}

TEST_F(PerformanceSource, LastUserInTheProcessClosesThisComputersKey) {
  auto one = here();
  auto other = here();
  one.reset();
  EXPECT_EQ(calls_->count("close"), 0U);
  other.reset();
  EXPECT_EQ(calls_->count("close"), 1U);
  (void)here();
  EXPECT_EQ(calls_->count("close"), 2U);
}

TEST_F(PerformanceSource, AnotherMachineIsConnectedToByNameAndItsKeyClosed) {
  auto source = there();
  ASSERT_TRUE(source->query("Global", answer_));
  EXPECT_EQ(source->machine(), "HOST");
  source.reset();
  EXPECT_THAT(calls_->made(),
              ElementsAre(R"(connect \\HOST HKEY_PERFORMANCE_DATA)", "query Global", "close"));
}

class MoreData : public PerformanceSource, public testing::WithParamInterface<std::uint32_t> {};

TEST_P(MoreData, LeavesTheSizeUndefinedAndTheRoomGrowsAllTheSame) {
  put("Global", registry_type::binary, block_with(20'000));
  calls_->size_with_more_data = GetParam();
  const auto source = here();
  ASSERT_TRUE(source->query("Global", answer_));
  EXPECT_EQ(answer_, block_with(20'000));
  const auto asked = calls_->count("query");
  EXPECT_GE(asked, 3U);
  ASSERT_TRUE(source->query("Global", answer_));
  EXPECT_EQ(calls_->count("query"), asked + 1) << "the room was remembered";
}

INSTANTIATE_TEST_SUITE_P(Sizes, MoreData, testing::Values(0U, 10U, 64U * 1024, 0xFFFFFFFFU));

TEST_F(PerformanceSource, BlockThatWasCutAndCalledASuccessIsAskedForAgain) {
  put("Global", registry_type::binary, block_with(20'000));
  calls_->cuts_and_calls_it_success = true;
  ASSERT_TRUE(here()->query("Global", answer_));
  EXPECT_EQ(answer_, block_with(20'000));
}

TEST_F(PerformanceSource, AnswerBeyondTheCeilingIsTooLarge) {
  calls_->fail("query", std::deque<std::uint32_t>(20, 234));
  const auto asked = here()->query("Global", answer_);
  ASSERT_FALSE(asked);
  EXPECT_EQ(asked.error().code, errc::too_large);
  EXPECT_EQ(asked.error().system->win32, 234U);
  EXPECT_EQ(calls_->count("query"), 6U);  // 64 KiB, times four, to 64 MiB
}

TEST_F(PerformanceSource, ExplainIsHelpWhereOnlyThatIsKnown) {
  put("Help 009", registry_type::multi_sz, test::bytes_of("help"));
  put("Explain 009", registry_type::binary, block_with(0));  // Wine: a question about objects
  ASSERT_TRUE(here()->query("explain 009", answer_));
  EXPECT_EQ(answer_, test::bytes_of("help"));
}

TEST_F(PerformanceSource, HelpIsExplainWhereOnlyThatIsKnown) {
  put("Explain 009", registry_type::binary, test::bytes_of("explained"));  // Samba's type for a table
  ASSERT_TRUE(here()->query("Help 009", answer_));
  EXPECT_EQ(answer_, test::bytes_of("explained"));
}

TEST_F(PerformanceSource, TableThatIsABlockUnderEitherNameIsNotThere) {
  put("Help 009", registry_type::binary, block_with(0));
  put("Explain 009", registry_type::binary, block_with(0));
  const auto asked = here()->query("Help 009", answer_);
  ASSERT_FALSE(asked);
  EXPECT_EQ(asked.error().code, errc::not_found);
}

TEST_F(PerformanceSource, BlockOfAnotherTypeIsRefused) {
  put("2", registry_type::multi_sz, block_with(1));
  const auto asked = here()->query("2", answer_);
  ASSERT_FALSE(asked);
  EXPECT_EQ(asked.error().code, errc::malformed_data);
  EXPECT_THAT(asked.error().message, HasSubstr("REG_MULTI_SZ"));
}

struct connect_failure {
  std::uint32_t code;
  errc kind;
};

class ConnectFailure : public PerformanceSource, public testing::WithParamInterface<connect_failure> {};

TEST_P(ConnectFailure, HasItsCodeStepAndAdvice) {
  calls_->fail("connect", {GetParam().code});
  const auto source = open_performance_source(calls_, {.machine = machine_address{"HOST"}, .timeout = 20s});
  ASSERT_FALSE(source);
  EXPECT_EQ(source.error().code, GetParam().kind);
  EXPECT_EQ(source.error().system->win32, GetParam().code);
  EXPECT_EQ(source.error().system->step, "RegConnectRegistry");
  EXPECT_FALSE(source.error().advice.empty());
}

INSTANTIATE_TEST_SUITE_P(Codes, ConnectFailure,
                         testing::Values(connect_failure{5, errc::access_denied},
                                         connect_failure{53, errc::unreachable},
                                         connect_failure{1326, errc::logon_failed},
                                         connect_failure{1722, errc::connection_lost},
                                         connect_failure{64, errc::connection_lost}),
                         [](const auto& tested) { return "Code" + std::to_string(tested.param.code); });

TEST_F(PerformanceSource, FirstQueryConnectsWhereThatIsAskedFor) {
  calls_->fail("connect", {53});
  const auto source = opened({.machine = machine_address{"HOST"}, .connect_first = false, .timeout = 20s});
  ASSERT_TRUE(source);
  EXPECT_EQ(source->machine(), "HOST");
  EXPECT_FALSE(source->query("Global", answer_));
  EXPECT_TRUE(source->query("Global", answer_));
}

TEST_F(PerformanceSource, LostConnectionIsMadeAgainOnce) {
  const auto source = there();
  ASSERT_TRUE(source->query("Global", answer_));
  for (const std::uint32_t lost : {6U, 64U, 1726U}) {
    calls_->fail("query", {lost});
    const auto before = calls_->count("connect");
    EXPECT_TRUE(source->query("Global", answer_)) << lost;
    EXPECT_EQ(calls_->count("connect"), before + 1) << lost;
  }
  EXPECT_EQ(calls_->count("close"), 3U);  // every lost key was given back
}

TEST_F(PerformanceSource, MachineThatIsAwayIsTriedOnceAQuery) {
  const auto source = there();
  calls_->fail("query", {64});
  calls_->fail("connect", {53, 53});
  EXPECT_FALSE(source->query("Global", answer_));
  EXPECT_FALSE(source->query("Global", answer_));
  EXPECT_EQ(calls_->count("connect"), 3U);
  EXPECT_TRUE(source->query("Global", answer_));
}

TEST_F(PerformanceSource, RefusedPasswordIsNeverSentAgain) {
  const auto source = there(account);
  calls_->fail("query", {64});
  calls_->fail("connect", {1326});
  for (int i = 0; i < 3; ++i) {
    const auto asked = source->query("Global", answer_);
    ASSERT_FALSE(asked);
    EXPECT_EQ(asked.error().code, errc::logon_failed);
  }
  EXPECT_EQ(calls_->count("connect"), 2U);
}

TEST_F(PerformanceSource, PasswordMakesATokenAndEachCallIsMadeWithIt) {
  auto source = there(account);
  ASSERT_TRUE(source->query("Global", answer_));
  source.reset();
  EXPECT_THAT(
      calls_->made(),
      ElementsAre(R"(log on CORP\reader)", "impersonate", R"(connect \\HOST HKEY_PERFORMANCE_DATA)", "revert",
                  "impersonate", "query Global", "revert", "impersonate", "close", "revert", "close token"));
}

TEST_F(PerformanceSource, CallIsNotMadeAsSomebodyElse) {
  const auto source = there(account);
  calls_->fail("impersonate", {5});
  const auto asked = source->query("Global", answer_);
  ASSERT_FALSE(asked);
  EXPECT_EQ(asked.error().code, errc::access_denied);
  EXPECT_EQ(calls_->count("query"), 0U);
}

TEST_F(PerformanceSource, SessionToIpcStandsInForATokenThatIsRefusedAndIsCancelled) {
  calls_->fail("log on", {1314});
  auto source = there(account);
  ASSERT_TRUE(source->query("Global", answer_));
  source.reset();
  EXPECT_THAT(calls_->made(), ElementsAre(R"(log on CORP\reader)", R"(add connection \\HOST\IPC$ reader)",
                                          R"(connect \\HOST HKEY_PERFORMANCE_DATA)", "query Global", "close",
                                          R"(cancel connection \\HOST\IPC$)"));
}

TEST_F(PerformanceSource, SessionToIpcThatIsRefusedIsTheEnd) {
  calls_->fail("log on", {1314});
  calls_->fail("add connection", {1326});
  const auto source =
      open_performance_source(calls_, {.machine = machine_address{"HOST"}, .who = account, .timeout = 20s});
  ASSERT_FALSE(source);
  EXPECT_EQ(source.error().code, errc::logon_failed);
  EXPECT_EQ(source.error().message.find("s3cret"), std::string::npos);
  EXPECT_EQ(calls_->count("connect"), 0U);
  EXPECT_EQ(calls_->count("cancel"), 0U);
}

TEST_F(PerformanceSource, WhatWindowsCannotUseIsRefusedBeforeAnyCall) {
  const auto refused = [&](const reach& how) {
    const auto source = open_performance_source(calls_, how);
    return source ? errc{} : source.error().code;
  };
  const machine_address host{"HOST"};
  EXPECT_EQ(refused({.machine = machine_address{"HOST", 4450}}), errc::invalid_argument);
  EXPECT_EQ(refused({.machine = host, .who = anonymous_credentials{}}), errc::unsupported);
  EXPECT_EQ(refused({.machine = host, .who = kerberos_credentials{"FILE:cache"}}), errc::unsupported);
  EXPECT_EQ(refused({.who = account}), errc::invalid_argument);
  EXPECT_TRUE(calls_->made().empty());
  EXPECT_TRUE(there(kerberos_credentials{}));  // the caller's own ticket
}

TEST_F(PerformanceSource, StoppedServiceIsStartedWhenThatIsAskedFor) {
  calls_->fail("connect", {53, 1722});
  std::string started;
  const auto source = opened({.machine = machine_address{"HOST"},
                              .start_service = true,
                              .on_service_started = [&](std::string_view machine) { started = machine; },
                              .timeout = 20s});
  ASSERT_TRUE(source);
  EXPECT_EQ(started, "HOST");
  EXPECT_EQ(calls_->count(R"(start service \\HOST RemoteRegistry)"), 1U);
  EXPECT_EQ(calls_->count("connect"), 3U);
}

TEST_F(PerformanceSource, ServiceThatMayNotBeStartedIsSaid) {
  calls_->fail("connect", {53});
  calls_->fail("start service", {1058});
  const auto source = open_performance_source(
      calls_, {.machine = machine_address{"HOST"}, .start_service = true, .timeout = 20s});
  ASSERT_FALSE(source);
  EXPECT_EQ(source.error().system->win32, 1058U);
  EXPECT_EQ(source.error().system->step, "StartService");
}

}  // namespace
