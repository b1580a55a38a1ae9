#include <gtest/gtest.h>
#include <utility>

#include <perfdata/connection/secret.hpp>

using namespace perfdata;

namespace {

TEST(Secret, WipeOverwritesTheMemoryItHeld) {
  secret s("a password longer than any small-string buffer");
  const char* memory = s.reveal().data();
  const std::size_t length = s.reveal().size();
  s.wipe();
  EXPECT_TRUE(s.empty());
  for (std::size_t i = 0; i < length; ++i)
    EXPECT_EQ(memory[i], '\0') << i;  // capacity is kept: still ours to read
}

TEST(Secret, MovedFromIsEmpty) {
  secret a("short");
  secret b(std::move(a));
  EXPECT_EQ(b.reveal(), "short");
  EXPECT_TRUE(a.empty());  // NOLINT(bugprone-use-after-move): that is what is tested
  secret c;
  c = std::move(b);
  EXPECT_EQ(c.reveal(), "short");
  EXPECT_TRUE(b.empty());  // NOLINT(bugprone-use-after-move)
}

}  // namespace
