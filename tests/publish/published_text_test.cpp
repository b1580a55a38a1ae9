#include <gtest/gtest.h>

#include <perfdata/publish/published_text.hpp>

using namespace perfdata;

namespace {

TEST(PublishedText, ATitleIsAsciiAndFitsIntoSmbdsBuffer) {
  EXPECT_EQ(published_title("% Processor Time"), "% Processor Time");
  EXPECT_EQ(published_title("Gerät – 7"), "Ger?t ? 7");
  EXPECT_EQ(published_title(std::string(300, 'x')), std::string(255, 'x'));
}

TEST(PublishedText, ANameIsCutBetweenCharacters) {
  EXPECT_EQ(published_name("Zoë"), "Zoë");
  const std::string long_name = std::string(254, 'x') + "ë";
  EXPECT_EQ(published_name(long_name), std::string(254, 'x'));
  EXPECT_EQ(published_name(std::string(253, 'x') + "ëy"), std::string(253, 'x') + "ë");
}

TEST(PublishedText, ZeroIsNotTheDigitThatSmbdWouldShow) {
  EXPECT_EQ(published_number(0), std::string(1, '\0'));
  EXPECT_EQ(published_number(48), "48");
  EXPECT_EQ(published_number(~std::uint64_t{0}), "9223372036854774784");
}

}  // namespace
