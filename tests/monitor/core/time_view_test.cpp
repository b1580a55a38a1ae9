#include "monitor/core/time_view.hpp"

#include <gtest/gtest.h>

using namespace perfdata::monitor;

namespace {

constexpr known_time all{1000, 5000};

TEST(TimeView, FollowsTheNewestSample) {
  const time_view view{.span = 60};
  EXPECT_EQ(shown_range(view, all), (time_range{4940, 5000}));
  EXPECT_EQ(shown_range(view, {1000, 5001}), (time_range{4941, 5001}));
}

TEST(TimeView, AShortPastIsShownWholeButAQuarterOfAMinuteAtLeast) {
  const time_view view{.span = 60};
  EXPECT_EQ(shown_range(view, {4980, 5000}), (time_range{4980, 5000}));
  EXPECT_EQ(shown_range(view, {4999, 5000}), (time_range{4985, 5000}));
  EXPECT_EQ(shown_range({.span = 2}, {4999.5, 5000}), (time_range{4998, 5000}));
}

TEST(TimeView, ZoomKeepsTheMomentUnderTheMouseInItsPlace) {
  time_view view{.span = 100, .frozen_at = 4000};
  zoom(view, 0.5, 3925, all);  // a quarter from the left
  EXPECT_EQ(shown_range(view, all), (time_range{3912.5, 3962.5}));
  zoom(view, 2, 3925, all);
  EXPECT_EQ(shown_range(view, all), (time_range{3900, 4000}));
}

TEST(TimeView, ZoomWhileFollowingGoesOnFollowing) {
  time_view view{.span = 100};
  zoom(view, 0.5, 4920, all);
  EXPECT_TRUE(view.follows());
  EXPECT_EQ(shown_range(view, all), (time_range{4950, 5000}));
}

TEST(TimeView, ZoomHasLimits) {
  time_view view{.span = 1};
  for (int i = 0; i < 100; ++i) zoom(view, 0.5, 5000, all);
  EXPECT_EQ(view.span, shortest_span);
  for (int i = 0; i < 100; ++i) zoom(view, 10, 5000, {-1e12, 5000});
  EXPECT_EQ(view.span, longest_span);
}

TEST(TimeView, PanningBackStandsStillAndPanningBeyondTheNewestFollows) {
  time_view view{.span = 60};
  pan(view, 10, all);
  EXPECT_TRUE(view.follows());
  pan(view, -100, all);
  EXPECT_EQ(shown_range(view, {1000, 9999}), (time_range{4840, 4900}));
  pan(view, 50, all);
  EXPECT_EQ(view.frozen_at, 4950);
  pan(view, 60, all);
  EXPECT_TRUE(view.follows());
}

TEST(TimeView, PanningEndsWhereNothingIsKnown) {
  time_view view{.span = 60};
  pan(view, -1e9, all);
  EXPECT_EQ(view.frozen_at, 1006);
}

TEST(TimeView, FitShowsAllAndPauseKeepsWhatIsShown) {
  time_view view{.span = 60, .frozen_at = 2000};
  fit(view, all);
  EXPECT_EQ(shown_range(view, all), all);
  view.span = 8000;
  pause(view, all);
  EXPECT_EQ(shown_range(view, {1000, 6000}), all);
  follow(view);
  EXPECT_EQ(shown_range(view, {1000, 6000}).end, 6000);
}

}  // namespace
