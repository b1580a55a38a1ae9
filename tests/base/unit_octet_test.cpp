// Eight units at once must be what they are one by one, on every way to look at them.
#include <array>
#include <gtest/gtest.h>
#include <random>

#include <perfdata/base/unit_octet.hpp>
#include <perfdata/base/utf16.hpp>

using namespace perfdata;

namespace {

using sixteen_bytes = std::array<std::byte, 16>;

unit_octet one_by_one(const sixteen_bytes& bytes) {
  const utf16_view text{byte_view(bytes)};
  unit_octet out{.letters = 0, .nuls = 0, .wide = 0};
  for (unsigned i = 0; i < 8; ++i) {
    out.letters |= std::uint64_t{text[i] & 0xFFU} << 8U * i;
    out.nuls |= (text[i] == 0 ? 1U : 0U) << i;
    out.wide |= (text[i] > 0x7F ? 1U : 0U) << i;
  }
  return out;
}

void expect_equal(const unit_octet& found, const unit_octet& wanted) {
  EXPECT_EQ(found.letters, wanted.letters);
  EXPECT_EQ(found.nuls, wanted.nuls);
  EXPECT_EQ(found.wide, wanted.wide);
}

void expect_all_ways_equal(const sixteen_bytes& bytes) {
  const auto wanted = one_by_one(bytes);
  expect_equal(load_octet_portable(bytes.data()), wanted);
  expect_equal(load_octet(bytes.data()), wanted);  // the quick way of this machine
}

TEST(UnitOctet, EveryUnitIsSeenInEveryPlace) {
  for (std::size_t place = 0; place < 8 && !testing::Test::HasFailure(); ++place) {
    sixteen_bytes bytes{};
    for (unsigned unit = 0; unit <= 0xFFFF && !testing::Test::HasFailure(); ++unit) {
      bytes[2 * place] = static_cast<std::byte>(unit & 0xFFU);
      bytes[2 * place + 1] = static_cast<std::byte>(unit >> 8U);
      expect_all_ways_equal(bytes);
    }
  }
}

TEST(UnitOctet, NeighboursDoNotMixWhateverTheyAre) {
  std::mt19937 random(7);
  constexpr std::array<unsigned, 8> edges{0, 1, 0x7F, 0x80, 0xFF, 0x100, 0x8000, 0xFFFF};
  for (int round = 0; round < 20'000 && !testing::Test::HasFailure(); ++round) {
    sixteen_bytes bytes{};
    for (std::size_t i = 0; i < 8; ++i) {
      const auto unit = round % 2 == 0 ? edges[random() % edges.size()] : static_cast<unsigned>(random());
      bytes[2 * i] = static_cast<std::byte>(unit & 0xFFU);
      bytes[2 * i + 1] = static_cast<std::byte>(unit >> 8U & 0xFFU);
    }
    expect_all_ways_equal(bytes);
  }
}

TEST(UnitOctet, LettersAreWrittenInTheirOrder) {
  const auto bytes = to_utf16le("in order");
  std::array<char, 8> letters{};
  store_letters(load_octet(bytes.data()), letters.data());
  EXPECT_EQ(std::string_view(letters.data(), letters.size()), "in order");
}

}  // namespace
