#include <gtest/gtest.h>

#include <perfdata/recording/reference_plan.hpp>

using namespace perfdata;

namespace {

TEST(ReferencePlan, BlocksBuildOnWhatFormatSays) {
  reference_plan plan;
  for (unsigned n = 0; n < 200; ++n) {
    const unsigned in_group = n % 64;
    const unsigned group = n - in_group;
    const auto* const reference = plan.next();
    if (in_group == 0) {
      EXPECT_EQ(reference, nullptr);
    } else {
      const unsigned eighth = in_group / 8;
      const unsigned wanted = in_group % 8 != 0 ? n - 1 : group + 8 * (eighth & (eighth - 1));
      ASSERT_NE(reference, nullptr) << n;
      EXPECT_EQ(reference->offset, wanted + 1'000) << n;
      EXPECT_EQ(reference->bytes, byte_buffer(1, static_cast<std::byte>(wanted)));
    }
    plan.written(n + 1'000, byte_buffer(1, static_cast<std::byte>(n)));
  }
}

TEST(ReferencePlan, RestartMakesTheNextBlockAKey) {
  reference_plan plan;
  for (unsigned n = 0; n < 20; ++n) plan.written(n, {});
  plan.restart();
  EXPECT_EQ(plan.next(), nullptr);
  plan.written(20, {});
  ASSERT_NE(plan.next(), nullptr);
  EXPECT_EQ(plan.next()->offset, 20U);
}

}  // namespace
