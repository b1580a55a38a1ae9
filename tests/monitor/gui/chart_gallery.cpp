// Draws the window over made-up histories and writes pictures of it: what charts look like with an outage, a
// restart, thresholds, a marked range, a past of which only buckets are left.
//
//   chart_gallery FOLDER dark|light SCALE WIDTH HEIGHT
#include "monitor/gui/look.hpp"
#include "monitor/gui/panels/main_view.hpp"
#include "monitor/gui/screenshot.hpp"
#include "monitor/gui/window.hpp"
#include "tests/monitor/support/made_up_frame.hpp"

#include <GLFW/glfw3.h>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>

namespace {

using namespace perfdata;
using namespace perfdata::monitor;
using perfdata::test::made_up_now;

constexpr int seconds = 3600;

/// A load that wanders, with an outage and a restart that all lines share.
series wandering(const std::string& instance, std::uint32_t colour, double level, std::size_t limit) {
  auto line = test::made_up_line(instance, colour);
  line.history = series_history(limit);
  std::mt19937 random(colour + 1);
  std::normal_distribution<double> step(0, 2.5);
  double value = level;
  for (int i = 0; i <= seconds; ++i) {
    const double time = made_up_now - seconds + i;
    value = std::clamp(value + step(random) + (level - value) * 0.02, 0.0, 100.0);
    if (i >= 2400 && i < 2700)
      line.history.push({.time = time, .status = cooked_status::stale});
    else if (i == 2700)
      line.history.push({.time = time, .status = cooked_status::counter_went_back});
    else
      line.history.push({time, i % 997 == 500 ? 98 : value, cooked_status::ok});
  }
  return line;
}

series rate(const std::string& instance, std::uint32_t colour) {
  auto line = test::made_up_line(instance, colour);
  line.newest.object = "PhysicalDisk";
  line.newest.counter = "Disk Read Bytes/sec";
  line.key.path = R"(\PhysicalDisk()" + instance + R"()\Disk Read Bytes/sec)";
  line.name = "Disk Read Bytes/sec (" + instance + ")";
  line.unit = {unit_kind::bytes_per_second};
  line.history = series_history();
  std::mt19937 random(colour);
  std::exponential_distribution<double> burst(1);
  for (int i = 0; i <= seconds; ++i)
    line.history.push({made_up_now - seconds + i, std::pow(burst(random), 4) * 3e5, cooked_status::ok});
  return line;
}

struct scene {
  const char* name;
  selection chosen{};
  ImVec2 mouse{-1, -1};  // as a share of the window; negative: elsewhere
};

std::vector<scene> scenes(const frame& seen) {
  const auto percent = chart_id{static_cast<unsigned>(unit_kind::percent)};
  const auto bytes = chart_id{static_cast<unsigned>(unit_kind::bytes_per_second)};
  selection hour;
  hour.view.span = seconds;
  hour.charts[percent].thresholds = {{.from = 90}};
  hour.charts[bytes].logarithmic = true;
  selection marked = hour;
  marked.view.marked = time_range{made_up_now - 2400, made_up_now - 1500};
  marked.chart_columns = 2;
  selection minute;
  minute.view.span = 60;
  minute.charts[percent].thresholds = {{.from = 30}, {.to = 10}};
  minute.line_setups[seen.lines[1].key].width = 4;
  selection shared = hour;
  shared.layout = chart_layout::shared_axis;
  std::vector<scene> all{{"hour", hour}, {"marked", marked}, {"minute", minute}, {"shared", shared}};
  all.push_back({"pointed", hour, {0.75f, 0.2f}});
  for (const auto& [name, kind] :
       {std::pair{"stacked", chart_kind::stacked}, std::pair{"bars", chart_kind::bars},
        std::pair{"report", chart_kind::report}}) {
    selection other = hour;
    other.kind = kind;
    other.chart_columns = 2;
    all.push_back({name, other});
  }
  return all;
}

frame made_up() {
  auto seen = test::made_up_frame();
  for (std::uint32_t i = 0; i < 4; ++i)
    seen.lines.push_back(wandering(std::to_string(i), i, 15 + 14 * i, i == 3 ? 1 : std::size_t{4} << 20));
  seen.lines.push_back(rate("0 C:", 4));
  seen.lines.push_back(rate("1 D:", 5));
  return seen;
}

int draw_all(window& shown, const std::string& folder, theme_kind kind) {
  look look;
  look.scale = shown.scale();
  look.theme = make_theme(kind, look.scale);
  look.fonts = load_fonts(*ImGui::GetIO().Fonts, look.scale);
  apply_theme(look.theme, look.scale);
  const auto seen = made_up();
  auto* const handle = glfwGetCurrentContext();
  glfwFocusWindow(handle);
  for (auto& [name, chosen, mouse] : scenes(seen)) {
    const ImVec2 room = ImGui::GetIO().DisplaySize;
    glfwSetCursorPos(handle, static_cast<double>(mouse.x * room.x), static_cast<double>(mouse.y * room.y));
    shown.wait(std::chrono::duration<double>(0.05));
    chosen.browsed = test::made_up_source;
    view_memory memory;
    picture taken;
    for (int frames = 0; frames < 3; ++frames)
      shown.draw_frame([&, &chosen = chosen] { draw_main_view(seen, chosen, look, memory); },
                       look.theme.window, &taken);
    if (!write_png(folder + "/" + name + ".png", taken)) return 1;
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 6) return 2;
  const std::string theme = argv[2];
  auto opened =
      window::open({"charts", std::atoi(argv[4]), std::atoi(argv[5]), std::strtof(argv[3], nullptr)});
  if (!opened) {
    std::fprintf(stderr, "%s\n", opened.error().message.c_str());
    return 1;
  }
  return draw_all(**opened, argv[1], theme == "light" ? theme_kind::light : theme_kind::dark);
}
