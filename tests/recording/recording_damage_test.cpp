#include <algorithm>
#include <gtest/gtest.h>
#include <set>
#include <tests/recording/moving_blocks.hpp>
#include <tests/support/captured_process.hpp>

#include <perfdata/recording/recording_format.hpp>

using namespace perfdata;

namespace {

constexpr std::uint32_t recorded = 130;

struct entry_extent {
  entry_kind kind{};
  std::size_t begin = 0;
  std::size_t end = 0;
};

std::vector<entry_extent> entries_of(const std::string& file) {
  std::vector<entry_extent> entries;
  byte_buffer bytes;
  for (const char c : file) bytes.push_back(static_cast<std::byte>(c));
  for (std::size_t at = recording_signature.size(); at + entry_header_size <= bytes.size();) {
    const auto header = decode_header(byte_view(bytes).subspan(at).first<entry_header_size>());
    if (!header) break;
    entries.push_back({header->kind, at, at + entry_header_size + header->size});
    at = entries.back().end;
  }
  return entries;
}

class RecordingDamage : public testing::Test {
 protected:
  void SetUp() override {
    test::record_seconds(folder_ / "good", 0, recorded);
    good_ = test::read_text(folder_ / "good");
    entries_ = entries_of(good_);
  }

  /// The seconds that can still be read of `text`.
  std::vector<std::uint32_t> seconds_of(const std::string& text, std::size_t* damages = nullptr) {
    test::write_text(folder_ / "damaged", text);
    const auto reader = recording_reader::open(folder_ / "damaged");
    EXPECT_TRUE(reader);
    if (!reader) return {};
    auto seconds = test::readable_seconds(**reader);
    if (damages != nullptr) *damages = (*reader)->damages().size();
    return seconds;
  }

  [[nodiscard]] std::vector<entry_extent> blocks() const {
    auto found = entries_;
    std::erase_if(found, [](const entry_extent& entry) { return entry.kind != entry_kind::block; });
    return found;
  }

  test::scratch_folder folder_;
  std::string good_;
  std::vector<entry_extent> entries_;
};

TEST_F(RecordingDamage, HitEntryCostsItselfAndWhatBuildsOnItAndIsReported) {
  const auto blocks = this->blocks();
  ASSERT_EQ(blocks.size(), recorded);
  double lost = 0;
  for (std::size_t hit = 0; hit < 64; ++hit) {
    const std::size_t where = hit % 2 == 0 ? 1 : entry_header_size + 3;  // in the header, in the payload
    auto text = good_;
    text[blocks[hit].begin + where] = static_cast<char>(text[blocks[hit].begin + where] ^ 0x40);
    std::size_t damages = 0;
    const auto seconds = seconds_of(text, &damages);
    const std::set<std::uint32_t> left(seconds.begin(), seconds.end());
    EXPECT_FALSE(left.contains(static_cast<std::uint32_t>(hit)));
    EXPECT_GE(damages, 1U);
    for (std::uint32_t other = 0; other < recorded; ++other)
      if (other < hit || other >= 64) {
        EXPECT_TRUE(left.contains(other)) << hit << " cost " << other;
      }
    if (hit % 8 != 0) {
      EXPECT_GE(left.size(), recorded - (8 - hit % 8)) << hit;
    }
    lost += static_cast<double>(recorded - left.size());
  }
  EXPECT_LT(lost / 64, 6.5);
}

TEST_F(RecordingDamage, FileCutAnywhereHoldsTheBlocksThatAreWhole) {
  const auto blocks = this->blocks();
  for (std::size_t cut = recording_signature.size(); cut < good_.size(); cut += 397) {
    const auto whole = static_cast<std::size_t>(
        std::ranges::count_if(blocks, [&](const entry_extent& block) { return block.end <= cut; }));
    std::size_t damages = 0;
    ASSERT_EQ(seconds_of(good_.substr(0, cut), &damages).size(), whole) << cut;
    EXPECT_EQ(damages, 0U);  // an unfinished entry is no damage
  }
}

TEST_F(RecordingDamage, AppendingGoesOnBehindTheLastWholeEntry) {
  const auto blocks = this->blocks();
  for (const std::size_t cut :
       {blocks[40].begin + 5, blocks[40].end - 1, blocks[70].begin + entry_header_size}) {
    test::write_text(folder_ / "cut", good_.substr(0, cut));
    const std::uint32_t next = cut < blocks[50].begin ? 40 : 70;
    test::record_seconds(folder_ / "cut", next, 20);
    const auto reader = recording_reader::open(folder_ / "cut");
    ASSERT_TRUE(reader);
    EXPECT_EQ(test::readable_seconds(**reader).size(), next + 20U);
    EXPECT_TRUE((*reader)->damages().empty());
  }
}

TEST_F(RecordingDamage, SignatureThatWasNotFinishedIsWrittenAnew) {
  for (const std::size_t cut : {0U, 5U, 31U}) {
    test::write_text(folder_ / "cut", good_.substr(0, cut));
    test::record_seconds(folder_ / "cut", 0, 3);
    const auto reader = recording_reader::open(folder_ / "cut");
    ASSERT_TRUE(reader) << cut;
    EXPECT_EQ(test::readable_seconds(**reader).size(), 3U);
  }
}

TEST_F(RecordingDamage, ForeignBytesBetweenEntriesArePassedOver) {
  const auto at = blocks()[20].begin;
  std::string foreign;
  for (int i = 0; i < 300'000; ++i) foreign += static_cast<char>(i % 7 == 0 ? 0xF5 : i % 251);
  std::size_t damages = 0;
  const auto seconds = seconds_of(good_.substr(0, at) + foreign + good_.substr(at), &damages);
  EXPECT_EQ(damages, 1U + (64 - 20));  // the foreign bytes; the blocks that build on one beyond them
  EXPECT_EQ(seconds.size(), recorded - (64 - 20));
}

// Without an index the entries are scanned; without its stream definition a file still has those behind an
// index.
TEST_F(RecordingDamage, IndexIsNotNeeded) {
  ASSERT_EQ(entries_.back().kind, entry_kind::index);
  auto text = good_;
  text[entries_.back().begin + entry_header_size] ^= 1;
  EXPECT_EQ(seconds_of(text).size(), recorded);
  test::write_text(folder_ / "damaged", text);
  const auto reader = recording_reader::open(folder_ / "damaged");
  ASSERT_TRUE(reader);
  (*reader)->seek((*reader)->streams()[0].id, test::at_second(100));
  EXPECT_EQ((*reader)->next()->time, test::at_second(100));
}

TEST_F(RecordingDamage, OtherFilesAreNoRecordings) {
  for (const char* text : {"", "perfdata", "PDH", "perfdata recording, version 2.\r\n"}) {
    test::write_text(folder_ / "other", text);
    const auto reader = recording_reader::open(folder_ / "other");
    ASSERT_FALSE(reader) << text;
    EXPECT_EQ(reader.error().code, errc::unsupported);
  }
  test::write_text(folder_ / "other", "somebody's letter, longer than a signature");
  EXPECT_FALSE(recording_writer::open(folder_ / "other"));
  EXPECT_EQ(test::read_text(folder_ / "other"), "somebody's letter, longer than a signature");
}

}  // namespace
