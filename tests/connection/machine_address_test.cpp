#include <gtest/gtest.h>

#include <perfdata/connection/machine_address.hpp>

using namespace perfdata;

namespace {

struct good_case {
  const char* text;
  const char* host;
  std::uint16_t port;
  const char* shown;
};

TEST(MachineAddress, EverySpellingThatPeopleUse) {
  for (const auto& c :
       {good_case{R"(\\PERFHOST)", "PERFHOST", 445, "PERFHOST"},
        good_case{"perfhost", "perfhost", 445, "perfhost"},
        good_case{"perfhost.test.local:10445", "perfhost.test.local", 10445, "perfhost.test.local:10445"},
        good_case{"127.0.0.1:10445", "127.0.0.1", 10445, "127.0.0.1:10445"},
        good_case{"[::1]:10445", "::1", 10445, "[::1]:10445"}, good_case{"[::1]", "::1", 445, "::1"},
        good_case{R"(\\[fe80::1])", "fe80::1", 445, "fe80::1"},
        good_case{"fe80::1", "fe80::1", 445, "fe80::1"}}) {
    const auto address = machine_address::parse(c.text);
    ASSERT_TRUE(address) << c.text << ": " << address.error().message;
    EXPECT_EQ(address->host, c.host);
    EXPECT_EQ(address->port, c.port);
    EXPECT_EQ(address->to_string(), c.shown);
  }
}

TEST(MachineAddress, WhatIsNoNameIsRefusedWithAdvice) {
  for (const char* text : {"", R"(\\)", "host:0", "host:70000", "host:", "host:12x", "[::1", "[::1]x", "a b",
                           "a/b", R"(\\host\share)"}) {
    const auto address = machine_address::parse(text);
    ASSERT_FALSE(address) << text;
    EXPECT_EQ(address.error().code, errc::invalid_argument);
    EXPECT_FALSE(address.error().advice.empty());
  }
}

}  // namespace
