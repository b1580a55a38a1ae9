#include <gtest/gtest.h>
#include <tests/recording/moving_blocks.hpp>
#include <tests/support/captured_process.hpp>

#include <perfdata/collect/collector.hpp>
#include <perfdata/connection/timeline.hpp>
#include <perfdata/names/title_table.hpp>
#include <perfdata/recording/file_source.hpp>
#include <perfdata/recording/replay_source.hpp>

using namespace perfdata;

namespace {

byte_buffer answer_to(counter_source& source, std::string_view value_name) {
  byte_buffer answer;
  const auto answered = source.query(value_name, answer);
  EXPECT_TRUE(answered) << answered.error().message;
  return answer;
}

TEST(ReplaySource, QuestionAskedAgainGetsTheNextMoment) {
  const test::scratch_folder folder;
  test::record_seconds(folder / "r", 0, 3);
  const auto source = open_file_source(folder / "r");
  ASSERT_TRUE(source) << source.error().message;
  EXPECT_EQ((*source)->machine(), "PERFHOST");
  EXPECT_EQ(answer_to(**source, "Global"), test::moving_block(0));
  EXPECT_EQ(answer_to(**source, "238"), test::moving_block(0));  // of the same moment
  EXPECT_EQ(answer_to(**source, "238"), test::moving_block(1));
  EXPECT_EQ(answer_to(**source, "238 2"), test::moving_block(1));
  EXPECT_EQ(answer_to(**source, "238"), test::moving_block(2));
  byte_buffer answer;
  for (int again = 0; again < 2; ++again) {
    const auto end = (*source)->query("238", answer);
    ASSERT_FALSE(end);
    EXPECT_EQ(end.error().code, errc::end_of_recording);
  }
}

TEST(ReplaySource, CollectorCooksOverRecordedTime) {
  const test::scratch_folder folder;
  test::record_seconds(folder / "r", 0, 3);
  const auto source = open_file_source(folder / "r");
  ASSERT_TRUE(source);
  auto names = read_names(**source);
  ASSERT_TRUE(names);
  collector counters(**source, std::move(*names));
  ASSERT_TRUE(counters.select({*counter_path::parse(R"(\Processor(3)\% Processor Time)")}));
  ASSERT_TRUE(counters.collect());
  const auto second = counters.collect();
  ASSERT_TRUE(second);
  EXPECT_EQ((*second)->time, test::at_second(1));
  ASSERT_EQ((*second)->rows.size(), 1U);
  ASSERT_TRUE((*second)->rows[0].cooked.value);
  EXPECT_DOUBLE_EQ(*(*second)->rows[0].cooked.value, 4'000.0);
}

TEST(ReplaySource, TimelineTellsMomentsAndGoesToThem) {
  const test::scratch_folder folder;
  test::record_seconds(folder / "r", 0, 100);
  const auto source = open_file_source(folder / "r");
  ASSERT_TRUE(source);
  timeline* const moments = (*source)->recorded();
  ASSERT_NE(moments, nullptr);
  EXPECT_FALSE(moments->current());
  EXPECT_EQ(moments->upcoming(), test::at_second(0));
  EXPECT_EQ(moments->after_upcoming(), test::at_second(1));
  (void)answer_to(**source, "Global");
  EXPECT_EQ(moments->current(), test::at_second(0));
  moments->seek(test::at_second(70));
  EXPECT_EQ(answer_to(**source, "Global"), test::moving_block(70));
  moments->seek(test::at_second(99));
  EXPECT_EQ(moments->upcoming(), test::at_second(99));
  EXPECT_FALSE(moments->after_upcoming());
}

// Two queries of one host, one after the other.
TEST(ReplaySource, StreamsThatHoldTheObjectsAnswer) {
  const test::scratch_folder folder;
  {
    const auto writer = recording_writer::open(folder / "r");
    ASSERT_TRUE(writer);
    const auto processor = *(*writer)->add_stream("a", "A", "238");
    const auto memory = *(*writer)->add_stream("a", "A", "4");
    for (std::uint32_t i = 0; i < 2; ++i)
      ASSERT_TRUE((*writer)->write_block(processor, test::at_second(i), test::moving_block(i)));
    ASSERT_TRUE((*writer)->write_block(memory, test::at_second(2), test::moving_block(2, 1, "A", 4)));
  }
  const auto source = open_file_source(folder / "r");
  ASSERT_TRUE(source);
  EXPECT_EQ(answer_to(**source, "4"), test::moving_block(2, 1, "A", 4));
  (*source)->recorded()->seek(test::at_second(0));
  for (const std::uint32_t i : {0U, 1U}) EXPECT_EQ(answer_to(**source, "238 4"), test::moving_block(i));
  EXPECT_EQ(answer_to(**source, "238 4"), test::moving_block(2, 1, "A", 4));
}

TEST(ReplaySource, GapIsAnErrorOnWhichCallersTryAgain) {
  const test::scratch_folder folder;
  {
    const auto writer = recording_writer::open(folder / "r");
    ASSERT_TRUE(writer);
    const auto stream = *(*writer)->add_stream("a", "A", "Global");
    ASSERT_TRUE((*writer)->write_gap(stream, test::at_second(0),
                                     {.code = errc::logon_failed, .message = "the password is wrong"}));
    ASSERT_TRUE((*writer)->write_block(stream, test::at_second(1), test::moving_block(1)));
  }
  const auto source = open_file_source(folder / "r");
  ASSERT_TRUE(source);
  byte_buffer answer;
  const auto gap = (*source)->query("Global", answer);
  ASSERT_FALSE(gap);
  EXPECT_EQ(gap.error().code, errc::connection_lost);
  EXPECT_NE(gap.error().message.find("the password is wrong"), std::string::npos);
  EXPECT_EQ(answer_to(**source, "Global"), test::moving_block(1));
}

TEST(ReplaySource, HostIsPickedByItsNameOrMachine) {
  const test::scratch_folder folder;
  {
    const auto writer = recording_writer::open(folder / "r");
    ASSERT_TRUE(writer);
    const auto alpha = *(*writer)->add_stream("10.0.0.1", "ALPHA", "Global");
    const auto beta = *(*writer)->add_stream("10.0.0.2", "BETA", "Global");
    ASSERT_TRUE((*writer)->write_block(alpha, test::at_second(0), test::moving_block(0, 2, "ALPHA")));
    ASSERT_TRUE((*writer)->write_block(beta, test::at_second(1), test::moving_block(1, 2, "BETA")));
  }
  ASSERT_EQ(recorded_hosts(folder / "r").size(), 2U);
  EXPECT_EQ(recorded_hosts(folder / "r")[1].name, "10.0.0.2");
  for (const char* host : {"10.0.0.2", "beta"}) {
    const auto source = open_file_source(folder / "r", host);
    ASSERT_TRUE(source) << host;
    EXPECT_EQ(answer_to(**source, "Global"), test::moving_block(1, 2, "BETA"));
  }
  EXPECT_EQ((*open_file_source(folder / "r"))->machine(), "ALPHA");
  const auto unknown = open_file_source(folder / "r", "gamma");
  ASSERT_FALSE(unknown);
  EXPECT_NE(unknown.error().advice.find("10.0.0.1"), std::string::npos);
}

TEST(ReplaySource, RecordingWithoutNamesHasThoseOfEveryWindows) {
  const test::scratch_folder folder;
  {
    const auto writer = recording_writer::open(folder / "r");
    ASSERT_TRUE(writer);
    ASSERT_TRUE((*writer)->write_block(*(*writer)->add_stream("a", "A", "Global"), test::at_second(0),
                                       test::moving_block(0)));
  }
  const auto source = open_file_source(folder / "r");
  ASSERT_TRUE(source);
  const auto table = answer_to(**source, "Counter 009");
  EXPECT_EQ(title_table::parse(table)->find(238), "Processor");
  byte_buffer answer;
  EXPECT_EQ((*source)->query("Help 009", answer).error().code, errc::not_found);
  EXPECT_EQ((*source)->query("Counter 007", answer).error().code, errc::not_found);
}

}  // namespace
