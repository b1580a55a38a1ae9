#include "monitor/core/live_recorder.hpp"

#include "monitor/core/recorded_notes.hpp"

#include <filesystem>
#include <gtest/gtest.h>
#include <tests/support/scratch_folder.hpp>
#include <tests/support/scripted_source.hpp>

#include <perfdata/connection/timeline.hpp>
#include <perfdata/recording/replay_source.hpp>

using namespace perfdata;
using namespace perfdata::monitor;

namespace {

byte_buffer bytes_of(std::string_view text) {
  byte_buffer bytes;
  for (const char c : text) bytes.push_back(static_cast<std::byte>(c));
  return bytes;
}

class LiveRecorder : public testing::Test {
 protected:
  void SetUp() override {
    if (const auto tried = recorder->start(folder / "try"); !tried && tried.error().code == errc::unsupported)
      GTEST_SKIP() << "skipped: this build writes no recordings";
    recorder->stop();
    auto scripted = std::make_unique<test::scripted_source>();
    script = scripted.get();
    script->answer("Counter 009", bytes_of("titles"));
    source = record_while_on(std::move(scripted), R"(\\host)", recorder);
  }

  test::scratch_folder folder;
  std::shared_ptr<live_recorder> recorder = std::make_shared<live_recorder>();
  test::scripted_source* script = nullptr;
  std::unique_ptr<counter_source> source;
};

TEST_F(LiveRecorder, KeepsWhatAPersonWroteAndARecordingGivesItBack) {
  recorder->keep_note({1, "nobody records"});
  ASSERT_TRUE(recorder->start(folder / "r"));
  recorder->keep_note({1'795'435'260.25, "deployed"});
  recorder->stop();
  const auto notes = recorded_notes(file_place{.path = folder / "r"});
  ASSERT_EQ(notes.size(), 1U);
  EXPECT_EQ(notes[0].text, "deployed");
  EXPECT_NEAR(notes[0].time, 1'795'435'260.25, 1e-6);
  EXPECT_TRUE(recorded_notes(file_place{.path = folder / "none"}).empty());
  EXPECT_TRUE(recorded_notes(this_machine_place{}).empty());
}

TEST_F(LiveRecorder, KeepsWhatIsAnsweredWhileItIsOnAndNothingElse) {
  byte_buffer answer;
  ASSERT_TRUE(source->query("Counter 009", answer));  // before it is on, as a window does
  script->answer("238", bytes_of("too early"));
  ASSERT_TRUE(source->query("238", answer));
  EXPECT_TRUE(recorder->state().path.empty());

  ASSERT_TRUE(recorder->start(folder / "r"));
  script->answer("238", bytes_of("first"));
  ASSERT_TRUE(source->query("238", answer));
  script->fail_next({.code = errc::timed_out, .message = "it hangs"});
  EXPECT_FALSE(source->query("238", answer));
  script->answer("238", bytes_of("second"));
  ASSERT_TRUE(source->query("238", answer));
  EXPECT_EQ(recorder->state().blocks, 2U);
  EXPECT_GT(recorder->state().bytes, 0U);
  recorder->stop();
  script->answer("238", bytes_of("too late"));
  ASSERT_TRUE(source->query("238", answer));

  const auto replay = open_replay_source(folder / "r");
  ASSERT_TRUE(replay) << replay.error().message;
  EXPECT_EQ((*replay)->machine(), "SCRIPT");
  ASSERT_TRUE((*replay)->query("238", answer));
  EXPECT_EQ(answer, bytes_of("first"));
  const auto gap = (*replay)->query("238", answer);
  ASSERT_FALSE(gap);
  EXPECT_NE(gap.error().message.find("it hangs"), std::string::npos);
  ASSERT_TRUE((*replay)->query("238", answer));
  EXPECT_EQ(answer, bytes_of("second"));
  EXPECT_EQ((*replay)->query("238", answer).error().code, errc::end_of_recording);
  ASSERT_TRUE((*replay)->query("Counter 009", answer));
  EXPECT_EQ(answer, bytes_of("titles"));
}

TEST_F(LiveRecorder, FileThatCannotBeMadeIsSaidAndSamplingGoesOn) {
  EXPECT_FALSE(recorder->start(folder / "no such folder/r"));
  ASSERT_TRUE(recorder->state().failed);
  byte_buffer answer;
  script->answer("2", bytes_of("x"));
  EXPECT_TRUE(source->query("2", answer));
}

TEST_F(LiveRecorder, ARecordedSourceIsNotRecordedAgain) {
  ASSERT_TRUE(recorder->start(folder / "r"));
  byte_buffer answer;
  script->answer("2", bytes_of("x"));
  ASSERT_TRUE(source->query("2", answer));
  recorder->stop();
  auto replay = open_replay_source(folder / "r");
  ASSERT_TRUE(replay);
  const auto* const itself = replay->get();
  const auto kept = record_while_on(std::move(*replay), "again", recorder);
  EXPECT_EQ(kept.get(), itself);
}

}  // namespace
