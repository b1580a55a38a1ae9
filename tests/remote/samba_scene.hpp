// The counters that the tests against a real smbd ask for.
#pragma once

#include <array>
#include <chrono>
#include <gtest/gtest.h>
#include <tests/support/samba_server.hpp>

#include <perfdata/remote/remote_machine.hpp>

namespace perfdata::test {

inline constexpr std::uint32_t things = 2;         // no instances
inline constexpr std::uint32_t thing_level = 4;    // a DWORD counter
inline constexpr std::uint32_t thing_bytes = 6;    // a 64-bit counter
inline constexpr std::uint32_t workers = 10;       // instances
inline constexpr std::uint32_t worker_time = 12;   // a 64-bit counter
inline constexpr std::uint32_t worker_tasks = 14;  // a DWORD counter

inline std::string worker_name(std::uint32_t k) {
  return "worker " + std::to_string(k);
}
inline std::array<std::uint64_t, 2> worker_values(std::uint32_t k) {
  return {1'000'000'000'000ULL + k, k * 3ULL};
}

inline void set_scene(samba_counters& counters, std::uint32_t worker_count = 3) {
  counters.set_last_index(14);
  counters.set_clock(5'000'000, 10'000'000, 6'000'000);
  counters.add_object(things, "Things", "Things that are counted.");
  counters.add_counter(thing_level, things, "Level", "How high.", counter_type::rawcount);
  counters.add_counter(thing_bytes, things, "Bytes", "How much.", counter_type::large_rawcount);
  counters.set_value(thing_level, 17);
  counters.set_value(thing_bytes, 123'456'789'012ULL);
  counters.add_object(workers, "Workers", "Those who work.");
  counters.add_counter(worker_time, workers, "Time", "How long.", counter_type::timer_100ns);
  counters.add_counter(worker_tasks, workers, "Tasks", "How many.", counter_type::rawcount);
  std::vector<std::string> names;
  for (std::uint32_t k = 0; k < worker_count; ++k) names.push_back(worker_name(k));
  counters.set_instances(workers, names);
  for (std::uint32_t k = 0; k < worker_count; ++k) counters.set_instance_values(workers, k, worker_values(k));
}

inline remote_options options_of(const samba_server& server,
                                 std::chrono::milliseconds timeout = std::chrono::seconds(10)) {
  return {.credentials = server.account(), .timeout = timeout};
}

/// A password must never be in what people get to see.
inline void expect_no_secret(const error& failed, const std::string& secret_text) {
  EXPECT_EQ(failed.message.find(secret_text), std::string::npos);
  EXPECT_EQ(failed.advice.find(secret_text), std::string::npos);
  if (failed.system) {
    EXPECT_EQ(failed.system->step.find(secret_text), std::string::npos);
  }
}

/// Skips by name where no smbd can run.
class SambaTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (const auto why = samba_server::why_not(); !why.empty())
      GTEST_SKIP() << "needs a Samba server: " << why;
  }
};

}  // namespace perfdata::test
