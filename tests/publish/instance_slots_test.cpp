#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <perfdata/publish/instance_slots.hpp>

using perfdata::instance_slots;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

namespace {

TEST(InstanceSlots, AreGivenOutInOrder) {
  instance_slots slots;
  EXPECT_THAT(slots.assign({}), IsEmpty());
  EXPECT_THAT(slots.assign({"a", "b", "c"}), ElementsAre(0, 1, 2));
}

TEST(InstanceSlots, WhoLivesKeepsItsPlaceAndTheNewFillTheGaps) {
  instance_slots slots;
  ASSERT_THAT(slots.assign({"a", "b", "c"}), ElementsAre(0, 1, 2));
  EXPECT_THAT(slots.assign({"x", "a", "c"}), ElementsAre(1, 0, 2));
  EXPECT_THAT(slots.assign({"c", "y", "a", "x", "z"}), ElementsAre(2, 3, 0, 1, 4));
}

TEST(InstanceSlots, WhenFewerAreLeftThoseBehindTheEndMoveToTheGaps) {
  instance_slots slots;
  ASSERT_THAT(slots.assign({"a", "b", "c", "d"}), ElementsAre(0, 1, 2, 3));
  EXPECT_THAT(slots.assign({"b", "d"}), ElementsAre(1, 0));
}

TEST(InstanceSlots, NamesakesAreTheFirstAndTheSecond) {
  instance_slots slots;
  ASSERT_THAT(slots.assign({"a", "a", "b"}), ElementsAre(0, 1, 2));
  EXPECT_THAT(slots.assign({"b", "a", "a"}), ElementsAre(2, 0, 1));
  EXPECT_THAT(slots.assign({"b", "a"}), UnorderedElementsAre(0, 1));
}

}  // namespace
