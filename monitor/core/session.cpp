#include "monitor/core/session.hpp"

#include "monitor/core/wanted_paths.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace perfdata::monitor {
namespace {

constexpr double kept_after_last_value = 3600;  // seconds that a vanished instance stays in the legend

std::uint32_t free_colour(const std::vector<series>& lines) {
  std::vector<bool> taken(lines.size() + 1);
  for (const auto& line : lines)
    if (line.colour < taken.size()) taken[line.colour] = true;
  return static_cast<std::uint32_t>(std::find(taken.begin(), taken.end(), false) - taken.begin());
}

double last_sign_of_life(const series_history& history) {
  return std::max(history.last_value_time(), history.begin_time());
}

}  // namespace

known_time known_time_of(const frame& frame) noexcept {
  known_time known{frame.newest_time, frame.newest_time};
  for (const auto& line : frame.lines)
    if (!line.history.empty()) known.begin = std::min(known.begin, line.history.begin_time());
  return known;
}

const source_view* find_source(const frame& frame, source_id id) noexcept {
  for (const auto& source : frame.sources)
    if (source.id == id) return &source;
  return nullptr;
}

session::session(std::function<void()> on_frame, std::size_t history_budget)
    : on_frame_(std::move(on_frame)), history_budget_(history_budget) {}

session::~session() {
  request_stop();
}

void session::request_stop() {
  for (auto& each : watched_) each.poller->request_stop();
}

bool session::advance(const selection& chosen) {
  bool changed = false;
  frame_.recording = recorder_->state();
  for (std::size_t i = 0; i < watched_.size(); ++i) {
    auto newest = watched_[i].poller->newest();
    auto& view = frame_.sources[i];
    if (newest == view.newest) continue;
    changed = true;
    view.newest = std::move(newest);
    for (const auto& sample : view.newest->recent) {
      if (sample->sequence <= watched_[i].seen) continue;
      watched_[i].seen = sample->sequence;
      take_in(view.id, *sample, sample->selection == watched_[i].selections, chosen);
    }
    if (view.newest->recording) follow_recording(watched_[i], view);
  }
  return changed;
}

void session::follow_recording(watched& each, const source_view& view) {
  // Told again for nothing, the poller would publish again, and so on without end.
  const auto& recent = view.newest->recent;
  if (recent.size() > 1 || each.consumed != each.seen) each.poller->consumed(each.seen);
  each.consumed = each.seen;
  const auto done = view.newest->recording->passes_done;
  if (done == each.passes_done) return;
  each.passes_done = done;
  for (auto& line : frame_.lines) {
    const auto recorded = recorded_lines_.find(line.key);
    if (line.key.source == view.id && recorded != recorded_lines_.end())
      recorded->second.finish(done, line.history);
  }
}

void session::take_in(source_id source, const sample& taken, bool current, const selection& chosen) {
  frame_.newest_time = std::max(frame_.newest_time, taken.time);
  for (auto& line : frame_.lines)
    if (line.key.source == source) line.present = false;
  // Rows of the ranked object came for its table; those that were charted as well are asked for by name.
  const bool ranks = chosen.ranked && chosen.ranked->source == source;
  const auto charted = ranks ? charted_paths_of(source, chosen) : std::vector<counter_path>();
  for (const auto& row : taken.rows()) {
    if (ranks && row.object_index == chosen.ranked->object_index && !covered_by(charted, row)) continue;
    if (chosen.removed.contains({source, row.path})) continue;
    // A sample of an older selection may bring what nobody wants any more: it begins no line.
    auto* line = current ? &line_of(source, row) : find_line(source, row);
    if (line != nullptr) take_row(*line, row, taken);
  }
  close_absent(source, taken, current);
  share_budget();
}

void session::share_budget() {
  if (sharers_ == frame_.lines.size()) return;
  sharers_ = frame_.lines.size();
  for (auto& line : frame_.lines) line.history.set_limit(history_budget_ / sharers_);
}

void session::take_row(series& line, const row& row, const sample& taken) {
  line.newest = row;
  line.selection = taken.selection;
  line.present = true;
  history_point point{.time = taken.time, .status = row.cooked.status};
  if (row.cooked.value) point.value = *row.cooked.value * line.unit.factor;
  add_point(line, taken, point);
}

void session::add_point(series& line, const sample& taken, const history_point& point) {
  if (taken.pass == 0)
    line.history.push(point);
  else
    recorded_lines_[line.key].push(taken.pass, taken.closely, point, line.history);
}

void session::close_absent(source_id source, const sample& taken, bool current) {
  const auto absent = [&](const series& line) { return line.key.source == source && !line.present; };
  // What the selection before had and this one has not was taken off; what this one had has vanished.
  const auto erased = std::erase_if(frame_.lines, [&](const series& line) {
    return taken.answered && current && absent(line) && line.selection != taken.selection;
  });
  if (erased > 0) index_lines();
  const auto reason = taken.answered ? cooked_status::no_data : cooked_status::stale;
  for (auto& line : frame_.lines)
    if (absent(line)) add_point(line, taken, {.time = taken.time, .status = reason});
}

series* session::find_line(source_id source, const row& row) {
  const auto found = line_index_.find(key_view(source, row.path));
  return found == line_index_.end() ? nullptr : &frame_.lines[found->second];
}

series& session::line_of(source_id source, const row& row) {
  if (auto* line = find_line(source, row)) return *line;
  series added;
  added.key = {source, row.path};
  added.newest = row;
  added.name = name_of(added);
  added.unit = unit_of(row.newer.type, row.counter);
  added.colour = free_colour(frame_.lines);
  frame_.lines.push_back(std::move(added));
  line_index_.emplace(frame_.lines.back().key, frame_.lines.size() - 1);
  return frame_.lines.back();
}

void session::index_lines() {
  line_index_.clear();
  for (std::size_t i = 0; i < frame_.lines.size(); ++i) line_index_.emplace(frame_.lines[i].key, i);
}

std::string session::name_of(const series& line) const {
  const auto& row = line.newest;
  auto name = row.instance.empty() ? row.counter : fmt::format("{} ({})", row.counter, row.instance);
  const auto* source = find_source(frame_, line.key.source);
  return frame_.sources.size() < 2 || source == nullptr ? name : fmt::format("{}: {}", source->label, name);
}

void session::name_lines() {
  for (auto& line : frame_.lines) line.name = name_of(line);
}

void session::drop_unwanted(const selection& chosen) {
  const auto erased = std::erase_if(frame_.lines, [&](const series& line) {
    return chosen.removed.contains(line.key) || find_source(frame_, line.key.source) == nullptr ||
           (!line.present && !recorded_lines_.contains(line.key) &&
            frame_.newest_time - last_sign_of_life(line.history) > kept_after_last_value);
  });
  if (erased == 0) return;
  index_lines();
  std::erase_if(recorded_lines_, [&](const auto& each) { return !line_index_.contains(each.first); });
}

}  // namespace perfdata::monitor
