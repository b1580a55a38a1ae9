// What a server sees of the protection that was asked for.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <tests/support/windows_like_server.hpp>

#include <perfdata/build/block_builder.hpp>
#include <perfdata/remote/remote_machine.hpp>

using namespace perfdata;
using namespace perfdata::test;

namespace {

byte_buffer one_object() {
  block_builder block({.system_name = "WINDOWS", .perf_time = 5, .perf_freq = 10, .perf_time_100ns = 7});
  auto object = block.add_object({.title_index = 2, .has_instances = false});
  const auto counter = object.add_counter({.title_index = 6, .type = counter_type::large_rawcount});
  object.only_instance().set(counter, 1);
  return block.finish();
}

TEST(ProtectionOnTheWire, EveryCallHasTheOneThatWasAskedForAndTheSessionIsSigned) {
  if (const auto why = windows_like_server::why_not(); !why.empty())
    GTEST_SKIP() << "needs the Windows-like server: " << why;
  windows_like_server server;
  for (const auto& [wanted, name] :
       {std::pair{protection::privacy, "privacy"}, std::pair{protection::integrity, "integrity"},
        std::pair{protection::connect, "connect"}}) {
    server.reset();
    server.serve(served_key::performance_data, "Global", one_object());
    const auto source =
        connect_remote_machine(server.address(), {.credentials = server.account(), .protection = wanted});
    ASSERT_TRUE(source) << source.error().message;
    byte_buffer answer;
    ASSERT_TRUE((*source)->query("Global", answer));
    int calls = 0;
    for (const auto& one : server.requests()) {
      if (!one.method.empty()) {
        ++calls;
        EXPECT_EQ(one.protection, name) << one.method;
      }
      if (one.step == "tree") {
        EXPECT_TRUE(one.signed_request) << name;
      }
    }
    EXPECT_GE(calls, 2) << name;
  }
}

// Windows sends them without a verifier whatever the bind agreed on: to take that for an attack would hide
// why.
TEST(ProtectionOnTheWire, AFaultInClearIsReportedAsWhatItIs) {
  if (const auto why = windows_like_server::why_not(); !why.empty())
    GTEST_SKIP() << "needs the Windows-like server: " << why;
  constexpr std::uint32_t out_of_range = 0x1C010002;  // nca_s_op_rng_error, RPC_S_PROCNUM_OUT_OF_RANGE
  constexpr std::uint32_t access_denied = 5;
  windows_like_server server;
  for (const auto wanted : {protection::privacy, protection::integrity, protection::connect}) {
    server.reset();
    server.serve(served_key::performance_data, "Global", one_object());
    const auto source =
        connect_remote_machine(server.address(), {.credentials = server.account(), .protection = wanted});
    ASSERT_TRUE(source) << source.error().message;
    byte_buffer answer;
    for (const auto& [fault, code] :
         {std::pair{out_of_range, errc::unsupported}, std::pair{access_denied, errc::access_denied}}) {
      server.on_method("BaseRegQueryValue", {.fault = fault, .times = 1});
      const auto refused = (*source)->query("Global", answer);
      ASSERT_FALSE(refused);
      EXPECT_EQ(refused.error().code, code) << refused.error().message;
      EXPECT_EQ(server.calls("BaseRegQueryValue").back().fault, fault);
      EXPECT_TRUE((*source)->query("Global", answer));
    }
    EXPECT_EQ(server.problems(), "");
  }
}

}  // namespace
