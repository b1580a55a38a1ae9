#include "monitor/cli/record_loop.hpp"

#include <algorithm>
#include <filesystem>
#include <gtest/gtest.h>
#include <tests/support/captured_process.hpp>

#include <perfdata/recording/recording_reader.hpp>

using namespace perfdata;
using namespace perfdata::cli;
using namespace std::chrono_literals;

namespace {

std::unique_ptr<recorder> recorder_of(source_place place) {
  return std::make_unique<recorder>(
      place_request{source_options{.place = std::move(place)}, {*counter_path::parse(R"(\System\*)")}});
}

TEST(RecordLoop, HostThatFailsIsAGapAndTheOthersGoOn) {
  const test::scratch_folder folder;
  const auto writer = recording_writer::open(folder / "r");
  ASSERT_TRUE(writer);
  recorders hosts;
  hosts.push_back(recorder_of(this_machine_place{}));
  hosts.push_back(recorder_of(file_place{"/no/such/file"}));
  std::size_t failures = 0;
  record_loop loop(hosts, **writer, {.failed = [&](const recorder&, const error&) { ++failures; }});
  const interrupt signals;
  ASSERT_TRUE(loop.run(10ms, 4, signals));
  EXPECT_EQ((*writer)->totals().blocks, 4U);
  EXPECT_EQ((*writer)->totals().gaps, 1U);  // a file that is not there is not looked for again
  EXPECT_EQ(failures, 1U);
  EXPECT_TRUE(hosts[1]->given_up());
  ASSERT_TRUE((*writer)->close());
  const auto reader = recording_reader::open(folder / "r");
  ASSERT_TRUE(reader);
  EXPECT_EQ((*reader)->streams().size(), 2U);
  const auto asked = std::ranges::find((*reader)->streams(), "2", &recorded_stream::value_name);
  ASSERT_NE(asked, (*reader)->streams().end());
  byte_buffer table;
  EXPECT_TRUE((*reader)->read_titles(asked->host, "Help 009", 0, table));
}

TEST(RecordLoop, EndsWhenNobodyIsLeftToAsk) {
  const test::scratch_folder folder;
  const auto writer = recording_writer::open(folder / "r");
  ASSERT_TRUE(writer);
  recorders hosts;
  hosts.push_back(recorder_of(file_place{"/no/such/file"}));
  record_loop loop(hosts, **writer, {});
  const interrupt signals;
  ASSERT_TRUE(loop.run(10ms, 0, signals));
  EXPECT_EQ((*writer)->totals().gaps, 1U);
}

TEST(RecordLoop, HostThatMayComeBackIsAskedAgainAfterAPause) {
  recorder host(place_request{
      source_options{
          .place = host_place{"127.0.0.1:1"}, .anonymous = true, .protection = protection::connect},
      {*counter_path::parse(R"(\System\*)")}});
  auto now = recorder::clock::now();
  for (const auto pause : {1s, 2s, 4s, 8s, 16s, 30s, 30s}) {
    ASSERT_TRUE(host.ask(now));
    const auto deadline = std::chrono::steady_clock::now() + 20s;
    while (!host.answered() && std::chrono::steady_clock::now() < deadline) std::this_thread::yield();
    const auto answer = host.take(now);
    ASSERT_TRUE(answer);
    ASSERT_FALSE(answer->block);
    if (answer->block.error().code == errc::unsupported)
      GTEST_SKIP() << "skipped: this build has no remote machines";
    EXPECT_FALSE(host.given_up()) << answer->block.error().message;
    EXPECT_FALSE(host.ask(now + pause - 1ms));
    now += pause;
  }
}

}  // namespace
