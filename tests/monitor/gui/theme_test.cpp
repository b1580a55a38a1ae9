#include "monitor/gui/theme.hpp"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>

using namespace perfdata::monitor;

namespace {

// As WCAG 2.1 defines relative luminance and contrast ratio.
double luminance(ImU32 colour) {
  const auto part = [&](int shift) {
    const double share = static_cast<double>(colour >> shift & 255U) / 255;
    return share <= 0.03928 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * part(IM_COL32_R_SHIFT) + 0.7152 * part(IM_COL32_G_SHIFT) + 0.0722 * part(IM_COL32_B_SHIFT);
}

double contrast_of(ImU32 one, ImU32 other) {
  const double a = luminance(one);
  const double b = luminance(other);
  return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

struct demand {
  theme_kind kind;
  double text;   // of every text
  double lines;  // of the series
};

class Theme : public testing::TestWithParam<demand> {};

TEST_P(Theme, TextAndLinesStandOutFromTheirGround) {
  const auto theme = make_theme(GetParam().kind, 1);
  for (const auto ground : {theme.panel, theme.window})
    for (const auto text : {theme.text, theme.muted, theme.good, theme.warning, theme.bad})
      EXPECT_GE(contrast_of(text, ground), GetParam().text) << std::hex << text;
  EXPECT_GE(contrast_of(theme.text, theme.control), GetParam().text);
  for (const auto line : theme.lines) EXPECT_GE(contrast_of(line, theme.chart.plot), GetParam().lines);
}

INSTANTIATE_TEST_SUITE_P(Kinds, Theme,
                         testing::Values(demand{theme_kind::dark, 4.5, 3}, demand{theme_kind::light, 3.5, 3},
                                         demand{theme_kind::contrast, 7, 7}));

}  // namespace
