// What tests against the Windows-like server begin and end with.
#pragma once

#include <gtest/gtest.h>
#include <memory>
#include <tests/support/windows_like_server.hpp>

namespace perfdata::test {

/// One server for all the tests of a suite, each of which finds it as after reset(), and leaves it without
/// problems. Skips by name where none can run: a derived SetUp() calls this one, and goes on unless
/// IsSkipped().
class WindowsLikeTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    if (windows_like_server::why_not().empty()) server_ = std::make_unique<windows_like_server>();
  }
  static void TearDownTestSuite() { server_.reset(); }
  void SetUp() override {
    if (const auto why = windows_like_server::why_not(); !why.empty())
      GTEST_SKIP() << "needs the Windows-like server: " << why;
    server().reset();
  }
  void TearDown() override {
    if (server_) {
      EXPECT_EQ(server().problems(), "");
    }
  }

  static windows_like_server& server() { return *server_; }

 private:
  static inline std::unique_ptr<windows_like_server> server_;
};

}  // namespace perfdata::test
