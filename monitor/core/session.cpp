#include "monitor/core/session.hpp"

#include "monitor/core/recorded_notes.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace perfdata::monitor {
namespace {

constexpr double kept_after_last_value = 3600;  // seconds that a vanished instance stays in the legend

std::vector<counter_path> charted_paths_of(source_id source, const selection& chosen) {
  std::vector<counter_path> paths;
  for (const auto& each : chosen.paths)
    if (each.source == source) paths.push_back(each.path);
  return paths;
}

std::vector<counter_path> paths_of(source_id source, const selection& chosen) {
  auto paths = charted_paths_of(source, chosen);
  if (chosen.ranked && chosen.ranked->source == source)
    paths.insert(paths.end(), chosen.ranked->paths.begin(), chosen.ranked->paths.end());
  return paths;
}

bool covered_by(const std::vector<counter_path>& paths, const row& row) {
  return std::any_of(paths.begin(), paths.end(), [&](const counter_path& path) { return covers(path, row); });
}

std::uint32_t free_colour(const std::vector<series>& lines) {
  std::vector<bool> taken(lines.size() + 1);
  for (const auto& line : lines)
    if (line.colour < taken.size()) taken[line.colour] = true;
  return static_cast<std::uint32_t>(std::find(taken.begin(), taken.end(), false) - taken.begin());
}

double last_sign_of_life(const series_history& history) {
  return std::max(history.last_value_time(), history.begin_time());
}

std::string label_of(const source_options& options) {
  if (const auto* host = std::get_if<host_place>(&options.place)) return R"(\\)" + host->address;
  if (const auto* file = std::get_if<file_place>(&options.place))
    return file->host.empty() ? file->path : file->host;
  return "This machine";
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

source_id session::connect(std::string label, source_opener open, const selection& chosen,
                           std::stop_source cancel) {
  const auto id = source_id{next_id_++};
  watched added;
  added.interval = chosen.interval;
  added.charted = charted_paths_of(id, chosen);
  added.paths = paths_of(id, chosen);
  added.poller = std::make_unique<poller>(std::move(open),
                                          watch_settings{.interval = added.interval, .paths = added.paths},
                                          on_frame_, std::move(cancel));
  frame_.sources.push_back({id, std::move(label), added.poller->newest()});
  watched_.push_back(std::move(added));
  name_lines();
  return id;
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

void session::show_recordings(selection& chosen) {
  const bool only_recordings = std::ranges::all_of(
      frame_.sources, [](const source_view& source) { return source.newest->recording.has_value(); });
  const auto known = known_time_of(frame_);
  for (std::size_t i = 0; i < watched_.size(); ++i) {
    const auto& recording = frame_.sources[i].newest->recording;
    if (!recording) continue;
    auto& each = watched_[i];
    if (!each.shown && only_recordings) {
      const auto whole = recording->whole;
      const double begin = std::clamp(recording->asked.value_or(whole.begin), whole.begin, whole.end);
      const bool somewhere = begin > whole.begin && begin < whole.end;
      show_range(chosen.view,
                 somewhere ? time_range{begin, std::min(begin + chosen.view.span, whole.end)} : whole);
    }
    const auto shown = shown_range(chosen.view, known);
    if (shown == each.shown) continue;
    each.shown = shown;
    each.poller->show(shown);
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

void session::select(std::size_t position, std::vector<counter_path> charted,
                     std::vector<counter_path> paths) {
  auto& each = watched_[position];
  // Lines of paths that were taken back go at once; the next sample settles what names cannot tell.
  const auto erased = std::erase_if(frame_.lines, [&](const series& line) {
    return line.key.source == frame_.sources[position].id &&
           (charted.empty() || (covered_by(each.charted, line.newest) && !covered_by(charted, line.newest)));
  });
  if (erased > 0) index_lines();
  each.charted = std::move(charted);
  each.paths = paths;
  ++each.selections;
  each.poller->select(std::move(paths));
}

void session::disconnect(source_id source, selection& chosen) {
  for (std::size_t i = 0; i < watched_.size(); ++i) {
    if (frame_.sources[i].id != source) continue;
    watched_[i].poller->request_stop();
    leaving_.push_back(std::move(watched_[i].poller));
    watched_.erase(watched_.begin() + static_cast<std::ptrdiff_t>(i));
    frame_.sources.erase(frame_.sources.begin() + static_cast<std::ptrdiff_t>(i));
    break;
  }
  std::erase_if(chosen.paths, [&](const chosen_path& path) { return path.source == source; });
  if (chosen.ranked && chosen.ranked->source == source) chosen.ranked.reset();
  name_lines();
  if (chosen.browsed == source && !frame_.sources.empty()) chosen.browsed = frame_.sources.front().id;
}

/// What each kind of request does.
struct session::request_runner {
  session& self;
  selection& chosen;

  poller* poller_of(source_id source) const {
    for (std::size_t i = 0; i < self.watched_.size(); ++i)
      if (self.frame_.sources[i].id == source) return self.watched_[i].poller.get();
    return nullptr;
  }

  void operator()(const connect_request& asked) const {
    const std::stop_source cancel;
    source_options options = asked.options;
    options.stop = cancel.get_token();
    options.connect_first = false;  // the source knows when to try again
    const auto id = self.connect(
        label_of(asked.options),
        [options, label = label_of(asked.options),
         recorder = self.recorder_]() -> result<std::unique_ptr<counter_source>> {
          auto source = open_source(options);
          if (!source) return source;
          return record_while_on(std::move(*source), label, recorder);
        },
        chosen, cancel);
    for (const auto& path : asked.paths) choose(chosen, {id, path});
    for (auto& note : recorded_notes(asked.options.place))
      if (std::ranges::find(chosen.notes, note) == chosen.notes.end())
        chosen.notes.push_back(std::move(note));
    chosen.browsed = id;
  }
  void operator()(const disconnect_request& asked) const { self.disconnect(asked.source, chosen); }
  void operator()(const retry_request& asked) const {
    if (auto* poller = poller_of(asked.source)) poller->retry();
  }
  void operator()(const refresh_request& asked) const {
    if (auto* poller = poller_of(asked.source)) poller->refresh_catalog();
  }
  void operator()(const measure_request& asked) const {
    if (auto* poller = poller_of(asked.source)) poller->measure_costs();
  }
  void operator()(const record_request& asked) const {
    if (asked.path.empty())
      self.recorder_->stop();
    else
      static_cast<void>(self.recorder_->start(asked.path));  // the frame says what went wrong
    self.frame_.recording = self.recorder_->state();
  }
  void operator()(const note_request& asked) const { self.recorder_->keep_note(asked.note); }
  void operator()(const pause_request& asked) const {
    if (auto* poller = poller_of(asked.source)) poller->set_paused(asked.paused);
  }
};

void session::apply(selection& chosen) {
  const auto requests = std::exchange(chosen.requests, {});
  for (const auto& each : requests) std::visit(request_runner{*this, chosen}, each);
  std::erase_if(leaving_, [](const auto& poller) { return poller->stopped(); });
  for (std::size_t i = 0; i < watched_.size(); ++i) {
    auto& each = watched_[i];
    const auto id = frame_.sources[i].id;
    if (auto paths = paths_of(id, chosen); paths != each.paths)
      select(i, charted_paths_of(id, chosen), std::move(paths));
    if (chosen.language != each.language) {
      each.language = chosen.language;
      each.poller->set_language(each.language);
    }
    if (chosen.interval != each.interval) {
      each.interval = chosen.interval;
      each.poller->set_interval(each.interval);
    }
  }
  show_recordings(chosen);
  drop_unwanted(chosen);
}

}  // namespace perfdata::monitor
