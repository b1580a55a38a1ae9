// What becomes of a program whose standard streams are closed or full.
#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <tests/support/captured_process.hpp>

using namespace perfdata;
using testing::HasSubstr;
using testing::Not;

namespace {

// The program through a shell, which closes or redirects streams as `redirections` say.
test::finished perfdata_with(const std::string& redirections, const std::string& arguments) {
  return test::run_captured(
      {"/bin/sh", "-c", "exec \"$0\" " + arguments + " " + redirections, PERFDATA_PROGRAM});
}

TEST(StandardStreams, NobodyToReadAnErrorIsNoCrash) {
  EXPECT_EQ(perfdata_with("2>&-", "list 'no such object'").code, 1);
  EXPECT_EQ(perfdata_with("2>&-", "frobnicate").code, 2);
  EXPECT_EQ(perfdata_with("2>&-", "run -- true").code, 0);
  if (!std::filesystem::exists("/dev/full")) GTEST_SKIP() << "skipped: no /dev/full";
  EXPECT_EQ(perfdata_with("2>/dev/full", "list 'no such object'").code, 1);
  EXPECT_EQ(perfdata_with("2>/dev/full", "frobnicate").code, 2);
}

TEST(StandardStreams, ResultThatNobodyCanTakeIsOneAndSaidOnce) {
  const auto closed = perfdata_with(">&-", "list");
  EXPECT_EQ(closed.code, 1);
  EXPECT_EQ(closed.err, "perfdata: standard output cannot be written; is the disk full?\n");
  if (!std::filesystem::exists("/dev/full")) GTEST_SKIP() << "skipped: no /dev/full";
  EXPECT_EQ(perfdata_with(">/dev/full", "list").err, closed.err);
  const auto watched = perfdata_with(">/dev/full", R"(watch '\Memory\Available Bytes' -n 1)");
  EXPECT_EQ(watched.code, 1);
  EXPECT_THAT(watched.err, HasSubstr("cannot write standard output"));
  EXPECT_THAT(watched.err, Not(HasSubstr("is the disk full?")));
}

// A file that is opened takes the lowest free number, which messages would then go to.
TEST(StandardStreams, FileDoesNotTakeThePlaceOfAStreamThatIsClosed) {
  const test::scratch_folder folder;
  const std::string file = folder / "r.perfdata";
  EXPECT_EQ(perfdata_with("<&- >&- 2>&-", "record -n 1 NoSuchObject Memory -o " + file).code, 0);
  EXPECT_THAT(test::read_text(file), Not(HasSubstr("no object is called")));
  EXPECT_EQ(perfdata_with("", "list --file " + file).code, 0);
}

TEST(StandardStreams, DashIsStandardOutputWhereTextIsWritten) {
  const auto watched = perfdata_with("", R"(watch '\Memory\Available Bytes' -n 1 -o - -f csv)");
  EXPECT_EQ(watched.code, 0) << watched.err;
  EXPECT_THAT(watched.out, HasSubstr("(PDH-CSV 4.0)"));
  EXPECT_EQ(perfdata_with("", "record -n 1 -o -").code, 2);
  EXPECT_FALSE(std::filesystem::exists("-"));
}

}  // namespace
