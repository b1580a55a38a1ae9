#include <csignal>
#include <filesystem>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <tests/recording/moving_blocks.hpp>
#include <tests/support/captured_process.hpp>
#include <unistd.h>

using namespace perfdata;

namespace {

/// While it lives no file of this process grows beyond `size`, as on a disk that is full.
class full_disk {
 public:
  explicit full_disk(rlim_t size) {
    std::signal(SIGXFSZ, SIG_IGN);
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{.rlim_cur = size, .rlim_max = before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  full_disk(const full_disk&) = delete;
  full_disk& operator=(const full_disk&) = delete;
  ~full_disk() { ::setrlimit(RLIMIT_FSIZE, &before_); }

 private:
  rlimit before_{};
};

TEST(RecordingDisk, FullDiskIsAnErrorAndWhatWasWrittenStaysReadable) {
  const test::scratch_folder folder;
  const auto writer = recording_writer::open(folder / "r");
  ASSERT_TRUE(writer);
  const auto stream = *(*writer)->add_stream("perfhost", "PERFHOST", "Global");
  std::uint32_t written = 0;
  {
    const full_disk full(20'000);
    result<void> last{};
    while (written < 10'000 && (last = (*writer)->write_block(stream, test::at_second(written),
                                                              test::moving_block(written, 100))))
      ++written;
    ASSERT_FALSE(last);
    EXPECT_EQ(last.error().code, errc::system_failure);
    EXPECT_NE(last.error().message.find(folder / "r"), std::string::npos) << last.error().message;
    EXPECT_FALSE(last.error().advice.empty());
    const auto reader = recording_reader::open(folder / "r");
    ASSERT_TRUE(reader);
    EXPECT_EQ(test::readable_seconds(**reader, 100).size(), written);
    EXPECT_TRUE((*reader)->damages().empty());
  }
  ASSERT_GT(written, 10U);
  // There is space again.
  ASSERT_TRUE((*writer)->write_block(stream, test::at_second(written), test::moving_block(written, 100)));
  const auto reader = recording_reader::open(folder / "r");
  ASSERT_TRUE(reader);
  EXPECT_EQ(test::readable_seconds(**reader, 100).size(), written + 1);
}

TEST(RecordingDisk, FileThatIsRemovedIsAnError) {
  const test::scratch_folder folder;
  const auto writer = recording_writer::open(folder / "r");
  ASSERT_TRUE(writer);
  const auto stream = *(*writer)->add_stream("perfhost", "PERFHOST", "Global");
  ASSERT_TRUE((*writer)->write_block(stream, test::at_second(0), test::moving_block(0)));
  const auto reader = recording_reader::open(folder / "r");
  ASSERT_TRUE(reader);
  std::filesystem::remove(folder / "r");
  const auto written = (*writer)->write_block(stream, test::at_second(1), test::moving_block(1));
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, errc::connection_lost);
  EXPECT_EQ(test::readable_seconds(**reader).size(), 1U);  // who has it open still reads it
}

TEST(RecordingDisk, FileThatSomebodyElseWritesToIsAnError) {
  const test::scratch_folder folder;
  const auto writer = recording_writer::open(folder / "r");
  ASSERT_TRUE(writer);
  test::write_text(folder / "r", "now something else");
  EXPECT_FALSE((*writer)->add_stream("perfhost", "PERFHOST", "Global"));
}

TEST(RecordingDisk, OneRecorderAFile) {
  const test::scratch_folder folder;
  const auto writer = recording_writer::open(folder / "r");
  ASSERT_TRUE(writer);
  const auto second = recording_writer::open(folder / "r");
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, errc::access_denied);
}

TEST(RecordingDisk, PlacesThatCannotBeWrittenSayWhy) {
  const test::scratch_folder folder;
  const auto absent = recording_writer::open(folder / "no/such/folder");
  ASSERT_FALSE(absent);
  EXPECT_EQ(absent.error().code, errc::not_found);
  EXPECT_FALSE(recording_writer::open("/"));
  EXPECT_FALSE(recording_writer::open("/dev/full"));
}

TEST(RecordingDisk, ReadOnlyFileIsAnError) {
  if (::geteuid() == 0) GTEST_SKIP() << "skipped: root may write to every file";
  const test::scratch_folder folder;
  test::record_seconds(folder / "r", 0, 2);
  std::filesystem::permissions(folder / "r", std::filesystem::perms::owner_read);
  const auto writer = recording_writer::open(folder / "r");
  ASSERT_FALSE(writer);
  EXPECT_EQ(writer.error().code, errc::access_denied);
}

}  // namespace
