// Logs that Windows wrote, against what PDH printed of them.
#include <filesystem>
#include <gtest/gtest.h>
#include <tests/support/log_reading.hpp>
#include <tests/support/shared_data.hpp>

#include <perfdata/recording/counter_log_format.hpp>

using namespace perfdata;

namespace {

class PrintedByPdh : public testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(RealBlg, PrintedByPdh, testing::Values("csv", "tsv"),
                         [](const auto& instance) { return std::string(instance.param); });

TEST_P(PrintedByPdh, EveryValueIsTheSame) {
  const auto binary = test::shared_data("blg/powershell-countersamples-win10.blg");
  const auto text = test::shared_data(std::string("text/powershell-countersamples-by-pdh.") + GetParam());
  if (!std::filesystem::exists(binary)) GTEST_SKIP() << "skipped: " << binary << " is not here";
  auto log = open_counter_log(binary.string());
  auto printed = open_counter_log(text.string());
  ASSERT_TRUE(log) << log.error().message;
  ASSERT_TRUE(printed) << printed.error().message;
  EXPECT_EQ((*log)->zone(), (*printed)->zone());
  ASSERT_EQ((*log)->columns().size(), (*printed)->columns().size());
  for (std::size_t i = 0; i < (*log)->columns().size(); ++i)
    EXPECT_EQ((*log)->columns()[i].path, (*printed)->columns()[i].path);

  const auto ours = test::read_cooked(std::move(*log));
  const auto theirs = test::read_all(**printed);
  ASSERT_EQ(ours.size(), theirs.size());
  std::size_t compared = 0;
  for (std::size_t i = 0; i < ours.size(); ++i) {
    EXPECT_EQ(ours[i].time, theirs[i].time);
    for (const auto& [path, value] : ours[i].values) {
      const auto there = theirs[i].values.find(path);
      ASSERT_EQ(value.has_value(), there != theirs[i].values.end()) << path << " of sample " << i;
      if (!value) continue;
      EXPECT_NEAR(*value, *there->second, 1e-12 * std::max(1.0, *there->second))
          << path << " of sample " << i;
      ++compared;
    }
  }
  EXPECT_EQ(compared, 242U);
}

TEST(RealBlg, WholeBlocksOfAVistaMachine) {
  const auto file = test::shared_data("blg/pal-samplelog-vista.blg");
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "skipped: " << file << " is not here";
  auto log = open_counter_log(file.string());
  ASSERT_TRUE(log) << log.error().message;
  EXPECT_EQ((*log)->zone(), (pdh_zone{"Eastern Daylight Time", 240}));
  const auto* reader = log->get();
  const auto cooked = query_log(std::move(*log), {});
  const auto samples = test::read_all(*cooked);
  EXPECT_TRUE(reader->notices().list().empty());
  ASSERT_EQ(samples.size(), 11U);
  const auto& last = samples.back().values;
  EXPECT_EQ(last.at(R"(\\ZACH-PC\Memory\Available MBytes)"), 194);
  // One processor: what it did not do, Idle did.
  EXPECT_NEAR(*last.at(R"(\\ZACH-PC\Processor(_Total)\% Processor Time)") +
                  *last.at(R"(\\ZACH-PC\Process(Idle)\% Processor Time)"),
              100, 0.01);
  for (std::size_t i = 1; i < samples.size(); ++i)
    EXPECT_NEAR(std::chrono::duration<double>(samples[i].time - samples[i - 1].time).count(), 60, 1);
}

}  // namespace
