#include <gtest/gtest.h>

#include <perfdata/remote/network/resolve.hpp>

using namespace perfdata;
using namespace std::chrono_literals;

namespace {

TEST(Resolve, NumericAddressesAskNobody) {
  for (const char* host : {"127.0.0.1", "::1"}) {
    const auto found = resolve_machine({.host = host, .port = 445}, deadline(0ms));
    ASSERT_TRUE(found) << found.error().message;
    ASSERT_EQ(found->size(), 1U);
    EXPECT_EQ(found->front().to_string(), host);
  }
}

TEST(Resolve, NamesOfThisMachineAreFound) {
  const auto found = resolve_machine({.host = "localhost", .port = 445}, deadline(5s));
  ASSERT_TRUE(found) << found.error().message;
  EXPECT_FALSE(found->empty());
}

TEST(Resolve, ADeadlineThatHasPassedIsATimeoutOfThisStep) {
  const auto found = resolve_machine({.host = "no-such-host.invalid", .port = 445}, deadline(0ms));
  ASSERT_FALSE(found);
  ASSERT_TRUE(found.error().system);
  EXPECT_EQ(found.error().system->step, resolve_step);
  EXPECT_TRUE(found.error().code == errc::timed_out || found.error().code == errc::unreachable);
}

}  // namespace
