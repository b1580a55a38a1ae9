#include "monitor/cli/resume_watch.hpp"

#include "monitor/cli/sample_writer.hpp"

#include <csignal>
#include <gtest/gtest.h>
#include <tests/support/printed.hpp>

using namespace perfdata::cli;

namespace {

TEST(ResumeWatch, BeingContinuedIsToldOnce) {
  resume_watch watch;
  EXPECT_FALSE(watch.happened());
  std::raise(SIGCONT);
  EXPECT_TRUE(watch.happened());
  EXPECT_FALSE(watch.happened());
}

TEST(ResumeWatch, TableDoesNotDrawOverWhatTheShellWrote) {
  const auto text = perfdata::test::printed([](std::FILE* out) {
    const auto table = make_table_writer(out);
    table->write({});
    std::raise(SIGCONT);
    table->write({});
    table->write({});
  });
  const auto up = text.find("\x1b[1A");
  ASSERT_NE(up, std::string::npos);
  EXPECT_EQ(text.find("sample 2"), text.rfind("sample 2", up));
  EXPECT_LT(text.find("sample 2"), up);
}

}  // namespace
