#include "monitor/core/counter_set.hpp"

#include "monitor/core/selection_undo.hpp"

#include <algorithm>
#include <gtest/gtest.h>

using namespace perfdata;
using namespace perfdata::monitor;

namespace {

chosen_path path_of(source_id source, const char* text) {
  return {source, *counter_path::parse(text)};
}

TEST(CounterSet, PresetsAreWholeAndNamedOnce) {
  std::vector<std::string> names;
  for (const auto& set : preset_sets()) {
    EXPECT_GE(set.paths.size(), 4U) << set.name;
    for (const auto& path : set.paths) EXPECT_TRUE(path.machine.empty()) << path.to_string();
    names.push_back(set.name);
  }
  EXPECT_EQ(names.size(), 9U);
  std::ranges::sort(names);
  EXPECT_EQ(std::ranges::adjacent_find(names), names.end());
}

TEST(CounterSet, TakesThePlaceOfWhatWasChartedOfThatSourceOnly) {
  selection chosen;
  choose(chosen, path_of(source_id{1}, R"(\Memory\Pages/sec)"));
  choose(chosen, path_of(source_id{2}, R"(\Memory\Pages/sec)"));
  chosen.removed.insert({source_id{1}, "gone"});
  show_set(chosen, source_id{1}, preset_sets()[2]);
  EXPECT_EQ(chosen.paths[0].source, source_id{2});
  EXPECT_EQ(charted_set(chosen, source_id{1}, "Memory"), preset_sets()[2]);
  EXPECT_TRUE(chosen.removed.empty());
}

TEST(SelectionUndo, GoesBackAndForthThroughChanges) {
  frame seen;
  seen.sources.push_back({source_id{1}, "one", nullptr});
  selection chosen;
  selection_undo undo;
  undo.note(chosen);
  EXPECT_FALSE(undo.undo(chosen, seen));
  choose(chosen, path_of(source_id{1}, R"(\A\x)"));
  undo.note(chosen);
  choose(chosen, path_of(source_id{1}, R"(\B\y)"));
  chosen.hidden.insert({source_id{1}, "line"});
  undo.note(chosen);
  undo.note(chosen);  // nothing changed: no step
  ASSERT_TRUE(undo.undo(chosen, seen));
  EXPECT_EQ(chosen.paths.size(), 1U);
  EXPECT_TRUE(chosen.hidden.empty());
  ASSERT_TRUE(undo.undo(chosen, seen));
  EXPECT_TRUE(chosen.paths.empty());
  EXPECT_FALSE(undo.undo(chosen, seen));
  ASSERT_TRUE(undo.redo(chosen, seen));
  ASSERT_TRUE(undo.redo(chosen, seen));
  EXPECT_EQ(chosen.paths.size(), 2U);
  EXPECT_FALSE(undo.redo(chosen, seen));
  ASSERT_TRUE(undo.undo(chosen, seen));
  choose(chosen, path_of(source_id{1}, R"(\C\z)"));  // another way from here
  undo.note(chosen);
  EXPECT_FALSE(undo.redo(chosen, seen));
}

TEST(SelectionUndo, OfASourceThatWentNothingComesBackAndStepsAreBounded) {
  frame seen;
  selection chosen;
  selection_undo undo;
  choose(chosen, path_of(source_id{1}, R"(\A\x)"));
  undo.note(chosen);
  chosen.paths.clear();
  undo.note(chosen);
  ASSERT_TRUE(undo.undo(chosen, seen));
  EXPECT_TRUE(chosen.paths.empty());
  for (std::size_t i = 0; i < 3 * selection_undo::most; ++i) {
    chosen.layout = i % 2 == 0 ? chart_layout::shared_axis : chart_layout::lane_per_unit;
    undo.note(chosen);
  }
  std::size_t steps = 0;
  while (undo.undo(chosen, seen)) ++steps;
  EXPECT_EQ(steps, selection_undo::most);
}

}  // namespace
