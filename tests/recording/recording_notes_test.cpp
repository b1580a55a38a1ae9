#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <tests/recording/moving_blocks.hpp>
#include <tests/support/captured_process.hpp>

#include <perfdata/recording/recording_notes.hpp>

using namespace perfdata;
using testing::ElementsAre;
using testing::Pair;

namespace {

recording_note sample_note() {
  return {.time = test::at_second(3),
          .about = "run start",
          .properties = {{"number", "2"}, {"path", R"(\a\b)"}, {"path", ""}}};
}

TEST(RecordingNotes, ComeBackInOrderBetweenBlocksThatTheyDoNotDisturb) {
  const test::scratch_folder folder;
  test::record_seconds(folder / "r", 0, 3);
  {
    auto writer = recording_writer::open(folder / "r");
    ASSERT_TRUE(writer);
    ASSERT_TRUE((*writer)->write_note(sample_note()));
    ASSERT_TRUE((*writer)->write_note({.time = test::at_second(4), .about = "run end", .properties = {}}));
  }
  const auto notes = read_recording_notes(folder / "r");
  ASSERT_TRUE(notes);
  ASSERT_EQ(notes->size(), 2U);
  EXPECT_EQ(notes->front().time, test::at_second(3));
  EXPECT_EQ(notes->front().about, "run start");
  EXPECT_THAT(notes->front().properties,
              ElementsAre(Pair("number", "2"), Pair("path", R"(\a\b)"), Pair("path", "")));
  EXPECT_EQ(notes->front().value_of("path"), R"(\a\b)");
  EXPECT_EQ(notes->front().value_of("nothing"), "");
  EXPECT_TRUE(notes->back().properties.empty());
  const auto reader = recording_reader::open(folder / "r");
  ASSERT_TRUE(reader);
  EXPECT_EQ(test::readable_seconds(**reader).size(), 3U);
}

TEST(RecordingNotes, CutPayloadIsNoNote) {
  const auto payload = encode_note(sample_note());
  ASSERT_TRUE(decode_note(payload));
  std::size_t decoded = 0;
  for (std::size_t size = 0; size < payload.size(); ++size)
    decoded += decode_note(byte_view(payload).first(size)) ? 1U : 0U;
  EXPECT_EQ(decoded, 3U);  // cut between two pairs it is a shorter note, and the checksum's business
}

TEST(RecordingNotes, WhatIsNoRecordingHasNone) {
  const test::scratch_folder folder;
  test::write_text(folder / "x", "something else that is long enough to be looked at");
  EXPECT_FALSE(read_recording_notes(folder / "x"));
}

}  // namespace
