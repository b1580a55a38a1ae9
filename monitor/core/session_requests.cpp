// What a session is asked for: sources come and go, selections reach their pollers.
#include "monitor/core/recorded_notes.hpp"
#include "monitor/core/session.hpp"
#include "monitor/core/wanted_paths.hpp"

#include <algorithm>
#include <utility>

namespace perfdata::monitor {
namespace {

std::string label_of(const source_options& options) {
  if (const auto* host = std::get_if<host_place>(&options.place)) return R"(\\)" + host->address;
  if (const auto* file = std::get_if<file_place>(&options.place))
    return file->host.empty() ? file->path : file->host;
  return "This machine";
}

}  // namespace

source_id session::connect(std::string label, source_opener open, const selection& chosen,
                           std::stop_source cancel) {
  const auto id = source_id{next_id_++};
  watched added;
  added.interval = chosen.interval;
  added.charted = charted_paths_of(id, chosen);
  added.paths = wanted_paths_of(id, chosen);
  added.poller = std::make_unique<poller>(std::move(open),
                                          watch_settings{.interval = added.interval, .paths = added.paths},
                                          on_frame_, std::move(cancel));
  frame_.sources.push_back({id, std::move(label), added.poller->newest()});
  watched_.push_back(std::move(added));
  name_lines();
  return id;
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
    if (auto paths = wanted_paths_of(id, chosen); paths != each.paths)
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
