// Nothing lost: a recorder is killed at random moments, again and again, on the same file.
#include <csignal>
#include <cstdlib>
#include <gtest/gtest.h>
#include <random>
#include <tests/recording/moving_blocks.hpp>
#include <tests/support/captured_process.hpp>
#include <tests/support/wait_for.hpp>

using namespace perfdata;

namespace {

// PERFDATA_KILLS=1000 for the long form.
int kills() {
  const char* const wanted = std::getenv("PERFDATA_KILLS");
  return wanted != nullptr ? std::atoi(wanted) : 25;
}

// The last acknowledged second, or nothing when it was killed before any.
std::optional<std::uint32_t> last_line(const std::string& text) {
  const auto end = text.rfind('\n');
  if (end == std::string::npos) return std::nullopt;
  const auto begin = text.rfind('\n', end - 1);
  return static_cast<std::uint32_t>(std::stoul(text.substr(begin == std::string::npos ? 0 : begin + 1)));
}

TEST(RecordingKill, EveryAcknowledgedBlockIsReadAfterKills) {
  const test::scratch_folder folder;
  const std::string file = folder / "r";
  std::mt19937 random(20261123);
  std::uint32_t next = 0;        // the first second that nobody has acknowledged
  std::size_t acknowledged = 0;  // blocks, some seconds twice
  for (int round = 0; round < kills(); ++round) {
    test::captured_process recorder({PERFDATA_BUSY_RECORDER, file, std::to_string(next)});
    const auto lines = random() % 20;
    if (lines != 0) {
      ASSERT_TRUE(recorder.wait_for_output("\n", lines, std::chrono::seconds(30)));
    }
    const auto until = std::chrono::steady_clock::now() + std::chrono::microseconds(random() % 3000);
    while (std::chrono::steady_clock::now() < until) continue;
    recorder.signal(SIGKILL);
    const auto last = last_line(recorder.finish().out);
    if (!last) continue;
    acknowledged += *last + 1 - next;
    next = *last + 1;
  }
  ASSERT_GT(next, 0U);
  const auto reader = recording_reader::open(file);
  ASSERT_TRUE(reader) << reader.error().message;
  const auto seconds = test::readable_seconds(**reader, 600);
  // Between two kills one block may have been written whose acknowledgement nobody heard: it stands twice.
  EXPECT_GE(seconds.size(), acknowledged);
  EXPECT_LE(seconds.size(), acknowledged + static_cast<std::size_t>(kills()));
  std::uint32_t expected = 0;
  for (const auto second : seconds) {
    ASSERT_LE(second, expected);
    if (second == expected) ++expected;
  }
  EXPECT_GE(expected, next);
  EXPECT_TRUE((*reader)->damages().empty());
}

}  // namespace
