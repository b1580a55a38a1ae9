// A file of version 1 that was written when version 1 was made. It is never written again: who changes the
// format keeps reading this one.
#include <filesystem>
#include <gtest/gtest.h>

#include <perfdata/collect/collector.hpp>
#include <perfdata/recording/recording_reader.hpp>
#include <perfdata/recording/replay_source.hpp>

using namespace perfdata;

namespace {

const std::string file = PERFDATA_SOURCE_DIR "/tests/recording/data/version_1.perfdata";

TEST(Version1, IsReadForEver) {
  const auto reader = recording_reader::open(file);
  ASSERT_TRUE(reader) << reader.error().message;
  ASSERT_EQ((*reader)->streams().size(), 2U);
  EXPECT_EQ((*reader)->streams()[0].host, "10.0.0.1");
  EXPECT_EQ((*reader)->streams()[0].machine, "ALPHA");
  EXPECT_EQ((*reader)->streams()[0].value_name, "238");
  EXPECT_EQ((*reader)->streams()[1].machine, "BETA");
  std::size_t blocks = 0;
  std::size_t gaps = 0;
  while (const auto entry = (*reader)->next()) ++(entry->kind == entry_kind::block ? blocks : gaps);
  EXPECT_EQ(blocks, 139U);
  EXPECT_EQ(gaps, 1U);
  EXPECT_TRUE((*reader)->damages().empty());
  using namespace std::chrono;
  EXPECT_EQ((*reader)->first_time(), sys_days(year(2026) / 11 / 23) + 3h + 12min + 1s);
  EXPECT_EQ((*reader)->last_time(), sys_days(year(2026) / 11 / 23) + 3h + 13min + 10s);
}

TEST(Version1, CooksToKnownValues) {
  const auto source = open_replay_source(file, "beta");
  ASSERT_TRUE(source);
  auto names = read_names(**source);
  ASSERT_TRUE(names);
  EXPECT_EQ(names->counters.find(6), "% Processor Time");
  collector counters(**source, std::move(*names));
  ASSERT_TRUE(counters.select({*counter_path::parse(R"(\Processor(2)\% Processor Time)")}));
  std::size_t values = 0;
  std::size_t gaps = 0;
  for (;;) {
    const auto collected = counters.collect();
    if (!collected && collected.error().code == errc::end_of_recording) break;
    if (!collected) {
      EXPECT_EQ(collected.error().code, errc::unreachable);
      EXPECT_NE(collected.error().message.find("no route to 10.0.0.2"), std::string::npos);
      ++gaps;
    } else if ((*collected)->rows.at(0).cooked.value) {
      EXPECT_DOUBLE_EQ(*(*collected)->rows[0].cooked.value, 3'000.0);
      ++values;
    }
  }
  EXPECT_EQ(values, 68U);
  EXPECT_EQ(gaps, 1U);
}

}  // namespace
