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

}  // namespace
