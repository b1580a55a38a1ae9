// What charts cost: chart_cost. Builds frames without a screen, a new sample in every line each time, and
// prints the processor time of one; and what histories hold and take.
#include "monitor/gui/chart/chart_grid.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <imgui.h>
#include <random>
#include <string>
#include <vector>

namespace {

using namespace perfdata;
using namespace perfdata::monitor;

constexpr double start = 1'795'435'200;

double processor_seconds() {
  timespec now{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

/// Values that wander and now and then leap, so that nothing is easier than in life.
class wanderer {
 public:
  explicit wanderer(unsigned seed) : random_(seed) {}
  double next() {
    value_ = std::clamp(value_ + step_(random_), 0.0, 100.0);
    return random_() % 1000 == 0 ? 100 - value_ : value_;
  }

 private:
  std::minstd_rand random_;
  std::uniform_real_distribution<double> step_{-3, 3};
  double value_ = 50;
};

struct world {
  std::vector<wanderer> values{};
  std::vector<series_history> histories{};
  double time = start;

  world(std::size_t lines, std::size_t points, std::size_t limit) {
    for (std::size_t i = 0; i < lines; ++i) values.emplace_back(static_cast<unsigned>(i + 1));
    histories.assign(lines, series_history(limit));
    for (std::size_t i = 0; i < points; ++i) sample();
  }
  void sample() {
    ++time;
    for (std::size_t i = 0; i < histories.size(); ++i)
      histories[i].push({time, values[i].next(), cooked_status::ok});
  }
};

std::vector<chart_lane> lanes_of(const world& all, std::size_t charts, chart_kind kind) {
  std::vector<chart_lane> lanes(charts);
  for (auto& lane : lanes) lane = {.title = "Percent", .unit = unit_kind::percent, .kind = kind};
  for (std::size_t i = 0; i < all.histories.size(); ++i)
    lanes[i % charts].lines.push_back({.history = &all.histories[i],
                                       .colour = IM_COL32(static_cast<int>(60 + i * 37 % 190), 140,
                                                          static_cast<int>(90 + i * 53 % 160), 255),
                                       .unit = unit_kind::percent,
                                       .name = "line"});
  return lanes;
}

chart_style plain_style() {
  return {.plot = IM_COL32(25, 29, 36, 255),
          .grid = IM_COL32(255, 255, 255, 17),
          .axis_text = IM_COL32_WHITE,
          .title_text = IM_COL32_WHITE,
          .crosshair = IM_COL32_WHITE,
          .outage = IM_COL32(240, 0, 0, 24),
          .restart = IM_COL32(240, 200, 0, 255),
          .marked = IM_COL32(0, 0, 240, 40),
          .alert = IM_COL32(240, 0, 0, 255)};
}

/// Median of the frames' processor times, milliseconds.
double frame_cost(world& all, std::size_t charts, chart_kind kind, int frames) {
  const auto lanes = lanes_of(all, charts, kind);
  const auto style = plain_style();
  chart_memory memory;
  const double span = all.time - start;
  time_view view{.span = span};
  std::vector<double> costs;
  for (int frame = 0; frame < frames + 3; ++frame) {
    all.sample();
    const double before = processor_seconds();
    ImGui::NewFrame();
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(ImGui::GetIO().DisplaySize);
    ImGui::Begin("charts", nullptr, ImGuiWindowFlags_NoDecoration);
    const float around = 90 * static_cast<float>(charts);  // labels beside the plots
    draw_charts("##charts", {{1600 + around, 900}, charts}, lanes, {start, all.time}, style, view, memory);
    ImGui::End();
    ImGui::Render();
    if (frame >= 3) costs.push_back((processor_seconds() - before) * 1e3);
  }
  std::nth_element(costs.begin(), costs.begin() + frames / 2, costs.end());
  return costs[static_cast<std::size_t>(frames) / 2];
}

void report_frame(const char* what, std::size_t lines, std::size_t points, std::size_t charts,
                  chart_kind kind, int frames, double limit) {
  world all(lines, points, std::size_t{64} << 20);
  const double cost = frame_cost(all, charts, kind, frames);
  std::printf("%-8s %5zu lines x %8zu points, %zu chart(s), 1,600 px:%9.2f ms", what, lines, points, charts,
              cost);
  if (limit > 0) std::printf("  (at most %g)", limit);
  std::printf("\n");
}

void report_history() {
  constexpr std::size_t series = 1000;
  constexpr std::size_t day = 86'400;
  const std::size_t share = default_history_budget / series;
  std::vector<series_history> all(series, series_history(share));
  wanderer value(1);
  const double before = processor_seconds();
  for (std::size_t i = 0; i < day; ++i)
    for (auto& history : all)
      history.push({start + static_cast<double>(i), static_cast<double>(i % 977), cooked_status::ok});
  const double append = (processor_seconds() - before) / static_cast<double>(day * series);
  std::size_t bytes = 0;
  for (const auto& history : all) bytes += history.bytes();
  std::printf("history: 1,000 series x 24 h at 1 Hz: %zu MiB of %zu MiB; whole points of the last %.1f h\n",
              bytes >> 20, default_history_budget >> 20, static_cast<double>(all[0].size()) / 3600);
  std::printf("history: a point %.1f ns; 1,000 series at 10 Hz: %.3f %% of a core (at most 2)\n",
              append * 1e9, append * 1e4 * 100);
}

}  // namespace

int main() {
  ImGui::CreateContext();
  auto& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
  io.DisplaySize = {2100, 1000};
  io.MousePos = {-1000, -1000};
  unsigned char* pixels = nullptr;
  int width = 0;
  int height = 0;
  io.Fonts->GetTexDataAsAlpha8(&pixels, &width, &height);
  report_history();
  report_frame("lines", 100, 10'000, 1, chart_kind::lines, 60, 4);
  report_frame("lines", 100, 10'000, 4, chart_kind::lines, 60, 4);
  report_frame("lines", 2000, 10'000, 1, chart_kind::lines, 15, 60);
  report_frame("lines", 2000, 10'000, 4, chart_kind::lines, 15, 60);
  report_frame("lines", 1, 10'000, 1, chart_kind::lines, 200, 0);
  report_frame("lines", 1, 1'000'000, 1, chart_kind::lines, 200, 0);
  report_frame("lines", 100, 100'000, 1, chart_kind::lines, 60, 0);
  report_frame("stacked", 100, 10'000, 1, chart_kind::stacked, 60, 0);
  ImGui::DestroyContext();
  return 0;
}
