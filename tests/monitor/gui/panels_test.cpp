#include "monitor/gui/panels/chart_menu.hpp"
#include "monitor/gui/panels/connect_dialog.hpp"
#include "monitor/gui/panels/legend.hpp"
#include "monitor/gui/panels/line_menu.hpp"
#include "monitor/gui/panels/main_view.hpp"
#include "monitor/gui/panels/sources.hpp"
#include "monitor/gui/panels/toolbar.hpp"
#include "tests/monitor/support/made_up_frame.hpp"
#include "tests/monitor/support/panel_stage.hpp"

#include <gtest/gtest.h>

using namespace perfdata;
using namespace perfdata::monitor;

namespace {

class Panels : public testing::Test {
 protected:
  Panels() { chosen.browsed = test::made_up_source; }

  /// Clicks down a column of the stage until `done`. @returns whether it came to that.
  template <class Draw, class Done>
  bool click_down(float x, Draw draw, Done done) {
    for (float y = 4; y < ImGui::GetIO().DisplaySize.y; y += 8) {
      stage.click({x, y}, draw);
      if (done()) return true;
      stage.click({x, y}, draw);  // what that click opened or closed, this one puts back
    }
    return false;
  }

  test::panel_stage stage{420, 480};
  monitor::frame seen = test::made_up_frame();
  selection chosen;
  legend_memory legend;
};

TEST_F(Panels, LegendHidesByColourAndRemovesByCross) {
  seen.lines = {test::made_up_line("0", 0), test::made_up_line("1", 1)};
  chosen.paths = {{test::made_up_source, *counter_path::parse(R"(\Processor(*)\% Processor Time)")}};
  const auto draw = [&] { draw_legend(seen, chosen, stage.look, legend); };
  stage.frame(draw);
  ASSERT_TRUE(click_down(34, draw, [&] { return !chosen.hidden.empty(); }));
  EXPECT_EQ(*chosen.hidden.begin(), seen.lines[0].key);
  bool removed = false;
  for (float x = 418; x > 360 && !removed; x -= 6)
    removed = click_down(x, draw, [&] { return !chosen.removed.empty(); });
  ASSERT_TRUE(removed);
  EXPECT_EQ(chosen.removed.begin()->source, test::made_up_source);
  EXPECT_EQ(chosen.paths.size(), 1U);
}

TEST_F(Panels, LegendPointsAtTheLineUnderTheMouse) {
  seen.lines = {test::made_up_line("0", 0), test::made_up_line("1", 1)};
  const auto draw = [&] { draw_legend(seen, chosen, stage.look, legend); };
  std::set<series_key> pointed;
  for (float y = 0; y < 120; y += 5) {
    ImGui::GetIO().MousePos = {160, y};
    stage.frame(draw);
    stage.frame(draw);
    if (chosen.pointed) pointed.insert(*chosen.pointed);
  }
  EXPECT_EQ(pointed.size(), 2U);
}

TEST_F(Panels, LegendTellsTheMarkedRange) {
  seen.lines = {test::made_up_line("0", 0)};
  chosen.view.marked = time_range{test::made_up_now - 10, test::made_up_now};
  EXPECT_EQ(legend_headings(chosen.view).size(), 8U);
  const auto cells = legend_cells(seen.lines[0], chosen.view, {}, legend.marked);
  ASSERT_EQ(cells.size(), 8U);
  EXPECT_EQ(cells[7].text, "10 s");
  EXPECT_EQ(cells[0].text, format_value(seen.lines[0].history.back().value, unit_kind::percent));
  const auto draw = [&] { draw_legend(seen, chosen, stage.look, legend); };
  stage.frame(draw);
  stage.frame(draw);
  EXPECT_GT(stage.vertices_of(stage.look.theme.accent), 0);
  // A later sample that is not of the range changes nothing; one that is within it does.
  seen.lines[0].history.push({test::made_up_now + 5, 1000, cooked_status::ok});
  EXPECT_EQ(legend_cells(seen.lines[0], chosen.view, {}, legend.marked)[3].text, cells[3].text);
  chosen.view.marked->end += 10;
  EXPECT_EQ(legend_cells(seen.lines[0], chosen.view, {}, legend.marked)[0].text, "1000 %");
}

TEST_F(Panels, LegendTellsTheMomentUnderTheMouse) {
  auto line = test::made_up_line("0", 0);
  chosen.view.crosshair = test::made_up_now - 30;
  const auto moment = line.history[30].value;
  EXPECT_EQ(legend_cells(line, chosen.view, {0, test::made_up_now}, legend.marked)[0].text,
            format_value(moment, unit_kind::percent));
  EXPECT_NE(legend_headings(chosen.view)[0], "Last");
}

TEST_F(Panels, IntegralsAreInTheUnitTimesASecond) {
  EXPECT_EQ(integral_text(1024, unit_kind::bytes_per_second), "1 KiB");
  EXPECT_EQ(integral_text(12, unit_kind::per_second), "12");
  EXPECT_EQ(integral_text(8, unit_kind::bits_per_second), "1 B");
  EXPECT_EQ(integral_text(50, unit_kind::percent), "50 % s");
  EXPECT_EQ(duration_text(0.25), "250 ms");
  EXPECT_EQ(duration_text(130), "2 min 10 s");
  EXPECT_EQ(duration_text(3600), "1 h");
  EXPECT_EQ(duration_text(187'200), "2 d 4 h");
}

TEST_F(Panels, ALineCanHaveAChartColourWidthAndScaleOfItsOwn) {
  seen.lines = {test::made_up_line("0", 0), test::made_up_line("1", 1)};
  chart_plan plan;
  const time_range window{test::made_up_now - 60, test::made_up_now};
  plan_charts(seen, chosen, stage.look.theme, window, plan);
  EXPECT_EQ(plan.lanes.size(), 1U);
  give_own_chart(seen.lines[1], chosen);
  auto& setup = chosen.line_setups[seen.lines[1].key];
  setup.colour = 7;
  setup.width = 3;
  setup.power = -1;
  plan_charts(seen, chosen, stage.look.theme, window, plan);
  ASSERT_EQ(plan.lanes.size(), 2U);
  EXPECT_EQ(plan.lanes[1].title, "% Processor Time");
  EXPECT_EQ(plan.lanes[1].lines[0].colour, line_colour(stage.look.theme, 7));
  EXPECT_EQ(plan.lanes[1].lines[0].width, 3);
  EXPECT_DOUBLE_EQ(plan.lanes[1].lines[0].scale, 0.1);
  EXPECT_EQ(plan.lane_series[1][0], &seen.lines[1]);
}

TEST_F(Panels, AChartsOwnKindAxisAndThresholdsAreItsOwn) {
  seen.lines = {test::made_up_line("0", 0), test::made_up_line("1", 1)};
  give_own_chart(seen.lines[1], chosen);
  const auto own = *chosen.line_setups[seen.lines[1].key].chart;
  chosen.kind = chart_kind::stacked;
  chosen.charts[own].kind = chart_kind::bars;
  chosen.charts[own].logarithmic = true;
  chosen.charts[own].thresholds = {{.from = 90}};
  chart_plan plan;
  plan_charts(seen, chosen, stage.look.theme, {test::made_up_now - 60, test::made_up_now}, plan);
  ASSERT_EQ(plan.lanes.size(), 2U);
  EXPECT_EQ(plan.lanes[0].kind, chart_kind::stacked);
  EXPECT_TRUE(plan.lanes[0].thresholds.empty());
  EXPECT_EQ(plan.lanes[1].kind, chart_kind::bars);
  EXPECT_TRUE(plan.lanes[1].logarithmic);
  EXPECT_EQ(describe(plan.lanes[1].thresholds[0], unit_kind::percent), "above 90 %");
}

TEST_F(Panels, ARightClickOpensTheMenuOfItsChart) {
  seen.lines = {test::made_up_line("0", 0)};
  chart_panel_memory memory;
  const auto draw = [&] { draw_chart_panel(seen, chosen, stage.look, memory); };
  stage.frame(draw);
  auto& io = ImGui::GetIO();
  io.MousePos = {200, 200};
  stage.frame(draw);
  io.MouseDown[1] = true;
  stage.frame(draw);
  io.MouseDown[1] = false;
  for (int i = 0; i < 3; ++i) stage.frame(draw);
  EXPECT_EQ(memory.menu, chart_id{static_cast<unsigned>(unit_kind::percent)});
  EXPECT_TRUE(chosen.charts.empty()) << "looking at the menu changes nothing";
}

TEST_F(Panels, TheWholeViewDrawsEveryLineAndAHiddenOneNot) {
  test::panel_stage* const small = &stage;
  ImGui::GetIO().DisplaySize = {1280, 800};
  seen.lines = {test::made_up_line("0", 0), test::made_up_line("1", 1)};
  view_memory memory;
  const auto draw = [&] {
    ImGui::NewFrame();
    draw_main_view(seen, chosen, small->look, memory);
    ImGui::Render();
  };
  for (int i = 0; i < 3; ++i) draw();
  const auto first = line_colour(stage.look.theme, 0);
  const auto second = line_colour(stage.look.theme, 1);
  const int shown = stage.vertices_of(second);
  EXPECT_GT(stage.vertices_of(first), 100);
  EXPECT_GT(shown, 100);
  chosen.hidden.insert(seen.lines[1].key);
  draw();
  EXPECT_LT(stage.vertices_of(second), shown / 2);  // only its mark in the legend is left
}

TEST_F(Panels, AnySizeOfWindowAndAnyStateOfASourceIsDrawn) {
  view_memory memory;
  auto source = *seen.sources[0].newest;
  source.last_error = error{.code = errc::unreachable, .message = "the port is closed", .advice = "open it"};
  for (const auto state : {source_state::connecting, source_state::live, source_state::reconnecting,
                           source_state::failed, source_state::ended, source_state::paused}) {
    source.state = state;
    seen.sources[0].newest = std::make_shared<source_frame>(source);
    for (const ImVec2 size : {ImVec2{1, 1}, ImVec2{200, 150}, ImVec2{640, 400}, ImVec2{3840, 2160}}) {
      ImGui::GetIO().DisplaySize = size;
      ImGui::NewFrame();
      draw_main_view(seen, chosen, stage.look, memory);
      ImGui::Render();
      EXPECT_TRUE(ImGui::GetDrawData()->Valid);
    }
  }
}

TEST_F(Panels, TrafficIsToldInWords) {
  EXPECT_EQ(describe_traffic(*seen.sources[0].newest), "1.40 ms · 12.1 KiB a sample");
  EXPECT_EQ(describe_traffic(source_frame{}), "");
}

TEST(ConnectForm, BecomesARequest) {
  connect_form form;
  form.host = "server:4450";
  form.user = "CORP\\reader";
  std::snprintf(form.password, sizeof form.password, "%s", "hunter2");
  form.protect = 1;
  form.timeout_seconds = 3;
  const auto asked = to_request(form);
  ASSERT_TRUE(asked);
  EXPECT_EQ(std::get<host_place>(asked->options.place).address, "server:4450");
  EXPECT_EQ(asked->options.user, "CORP\\reader");
  EXPECT_EQ(asked->options.password->reveal(), "hunter2");
  EXPECT_EQ(asked->options.protection, protection::integrity);
  EXPECT_EQ(asked->options.timeout, std::chrono::seconds(3));
  EXPECT_FALSE(asked->paths.empty());
}

TEST(ConnectForm, SaysWhatIsMissing) {
  connect_form form;
  EXPECT_EQ(to_request(form).error().code, errc::invalid_argument);
  form.host = "a b/c";
  EXPECT_EQ(to_request(form).error().code, errc::invalid_argument);
  form.host = "server";
  EXPECT_TRUE(to_request(form));
  form.password[0] = 'x';
  EXPECT_NE(to_request(form).error().message.find("user"), std::string::npos);
  form.where = static_cast<int>(connect_form::place::file);
  EXPECT_NE(to_request(form).error().message.find("file"), std::string::npos);
}

TEST(ConnectForm, LogsOnAsItWasAskedTo) {
  using way = connect_form::logon_way;
  connect_form form;
  form.host = "server";
  form.logon = static_cast<int>(way::kerberos);
  form.kerberos_cache = "/tmp/cache";
  ASSERT_TRUE(to_request(form));
  EXPECT_EQ(to_request(form)->options.kerberos_cache, "/tmp/cache");
  form.logon = static_cast<int>(way::anonymous);
  ASSERT_TRUE(to_request(form));
  EXPECT_TRUE(to_request(form)->options.anonymous);
  EXPECT_FALSE(to_request(form)->options.kerberos_cache);
  form.logon = static_cast<int>(way::password_file);
  EXPECT_NE(to_request(form).error().message.find("user"), std::string::npos);
  form.user = "alice";
  EXPECT_NE(to_request(form).error().message.find("file"), std::string::npos);
  form.password_file = "/home/alice/.server";
  ASSERT_TRUE(to_request(form));
  EXPECT_EQ(to_request(form)->options.password_file, "/home/alice/.server");
  EXPECT_FALSE(to_request(form)->options.password);
}

TEST_F(Panels, RecordButtonBeginsARecordingAndEndsIt) {
  const auto draw = [&] { draw_sources(seen, chosen, stage.look); };
  const auto press = [&] {
    for (float x = 412; x > 250 && chosen.requests.empty(); x -= 8) stage.click({x, 18}, draw);
  };
  press();
  ASSERT_EQ(chosen.requests.size(), 1U);
  EXPECT_TRUE(std::get<record_request>(chosen.requests[0]).path.ends_with(".perfdata"));
  chosen.requests.clear();
  seen.recording = {.path = "/home/r.perfdata", .blocks = 1, .bytes = 100};
  press();
  ASSERT_EQ(chosen.requests.size(), 1U);
  EXPECT_EQ(std::get<record_request>(chosen.requests[0]).path, "");
}

TEST(ConnectForm, WipesThePassword) {
  connect_form form;
  std::snprintf(form.password, sizeof form.password, "%s", "hunter2");
  form.wipe();
  for (const char character : form.password) EXPECT_EQ(character, 0);
}

TEST(SharedScale, BringsTheGreatestValueBelowAHundred) {
  auto line = test::made_up_line("0", 0);
  const time_range window{test::made_up_now - 60, test::made_up_now};
  EXPECT_EQ(shared_scale(line, window), 1);
  line.unit.kind = unit_kind::bytes;
  line.history = series_history();
  line.history.push({test::made_up_now, 3.2e9, cooked_status::ok});
  EXPECT_DOUBLE_EQ(shared_scale(line, window), 1e-8);
  line.history.push({test::made_up_now + 1, 0.02, cooked_status::ok});
  EXPECT_DOUBLE_EQ(shared_scale(line, {test::made_up_now + 0.5, test::made_up_now + 2}), 1000);
  EXPECT_EQ(shared_scale(line, {0, 1}), 1);
}

}  // namespace
