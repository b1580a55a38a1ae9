#include "monitor/core/chart_export.hpp"

#include "tests/monitor/support/made_up_frame.hpp"
#include "tests/support/scratch_folder.hpp"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

#include <perfdata/recording/counter_log_format.hpp>

using namespace perfdata;
using namespace perfdata::monitor;

namespace {

using test::made_up_now;

class ChartExport : public testing::Test {
 protected:
  [[nodiscard]] std::string file(const char* name) const { return folder_ / name; }

  struct read_back {
    std::vector<std::string> columns{};
    std::vector<log_sample> samples{};
  };
  [[nodiscard]] static read_back read(const std::string& path) {
    read_back all;
    auto log = open_counter_log(path);
    EXPECT_TRUE(log);
    if (!log) return all;
    for (const auto& column : (*log)->columns()) all.columns.push_back(column.path);
    log_sample sample;
    for (auto more = (*log)->read(sample); more && *more; more = (*log)->read(sample))
      all.samples.push_back(sample);
    EXPECT_TRUE((*log)->notices().list().empty());
    return all;
  }

 private:
  test::scratch_folder folder_;
};

TEST_F(ChartExport, IsALogWithARowForEachSampleInTheWindow) {
  const auto first = test::made_up_line("0", 0);
  const auto second = test::made_up_line("1", 1);
  const auto done = write_chart_csv(file("x.csv"), {{&first, &second}, {made_up_now - 20, made_up_now - 10}});
  ASSERT_TRUE(done);
  EXPECT_EQ(done->rows, 11U);
  EXPECT_EQ(done->columns, 2U);
  EXPECT_FALSE(done->averaged);
  const auto log = read(file("x.csv"));
  EXPECT_EQ(log.columns, (std::vector<std::string>{first.key.path, second.key.path}));
  ASSERT_EQ(log.samples.size(), 11U);
  EXPECT_EQ(log.samples[0].time.time_since_epoch(),
            std::chrono::seconds(static_cast<std::int64_t>(made_up_now) - 20));
  EXPECT_EQ(log.samples[3].values[1].value, second.history[43].value);
}

TEST_F(ChartExport, GapsAndMomentsOfOtherLinesAreBlank) {
  auto first = test::made_up_line("0", 0);
  auto second = test::made_up_line("1", 1);
  first.history.push({made_up_now + 1, std::nan(""), cooked_status::stale});
  second.history.push({made_up_now + 0.25, 5, cooked_status::ok});
  const auto done = write_chart_csv(file("x.csv"), {{&first, &second}, {made_up_now, made_up_now + 2}});
  ASSERT_TRUE(done);
  const auto log = read(file("x.csv"));
  ASSERT_EQ(log.samples.size(), 3U);
  EXPECT_FALSE(log.samples[1].values[0].value);
  EXPECT_EQ(log.samples[1].values[1].value, 5);
  EXPECT_FALSE(log.samples[2].values[0].value);
}

TEST_F(ChartExport, ValuesAreTheCountersOwn) {
  auto line = test::made_up_line("0", 0);
  line.unit.factor = 1024;
  const auto shown = line.history.back().value;
  ASSERT_TRUE(write_chart_csv(file("x.csv"), {{&line}, {made_up_now, made_up_now}}));
  EXPECT_EQ(read(file("x.csv")).samples.at(0).values.at(0).value, shown / 1024);
}

TEST_F(ChartExport, WhatIsKeptAsAveragesOnlyIsExportedAsThose) {
  auto line = test::made_up_line("0", 0);
  line.history = series_history(1);  // as little as can be
  constexpr int points = 5000;
  for (int i = 0; i < points; ++i) line.history.push({made_up_now + i, 7, cooked_status::ok});
  ASSERT_LT(line.history.size(), static_cast<std::size_t>(points));
  const auto done = write_chart_csv(file("x.csv"), {{&line}, {made_up_now, made_up_now + points}});
  ASSERT_TRUE(done);
  EXPECT_TRUE(done->averaged);
  EXPECT_GT(done->rows, line.history.size());
  double last = 0;
  for (const auto& sample : read(file("x.csv")).samples) {
    const double time = std::chrono::duration<double>(sample.time.time_since_epoch()).count();
    EXPECT_GT(time, last);
    last = time;
    EXPECT_EQ(sample.values.at(0).value, 7);
  }
}

TEST_F(ChartExport, NothingToExportMakesNoFile) {
  const auto line = test::made_up_line("0", 0);
  const auto done = write_chart_csv(file("x.csv"), {{&line}, {0, 1}});
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, errc::invalid_argument);
  EXPECT_FALSE(write_chart_csv(file("x.csv"), {}));
  EXPECT_FALSE(std::filesystem::exists(file("x.csv")));
}

TEST_F(ChartExport, AFolderThatIsNotThereIsNamed) {
  const auto line = test::made_up_line("0", 0);
  const auto done = write_chart_csv(file("none/x.csv"), {{&line}, {0, made_up_now}});
  ASSERT_FALSE(done);
  EXPECT_NE(done.error().message.find("none/x.csv"), std::string::npos);
}

TEST_F(ChartExport, NotesOfTheWindowLieBeside) {
  const std::vector<time_note> notes{{made_up_now, R"(a "quoted" word)"}, {made_up_now + 100, "later"}};
  const auto beside = write_notes_beside(file("x.csv"), notes, {made_up_now - 1, made_up_now + 1});
  ASSERT_TRUE(beside);
  EXPECT_EQ(*beside, file("x.notes.csv"));
  std::ostringstream text;
  text << std::ifstream(*beside, std::ios::binary).rdbuf();
  EXPECT_NE(text.str().find(R"(Z","a ""quoted"" word")"), std::string::npos);
  EXPECT_EQ(text.str().find("later"), std::string::npos);
  const auto none = write_notes_beside(file("y.csv"), notes, {0, 1});
  EXPECT_EQ(*none, "");
}

}  // namespace
