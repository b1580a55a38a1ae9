// How a source that was recorded is watched: as fast as its samples are taken, where a person looks.
#include "monitor/core/source_watch.hpp"

#include <algorithm>
#include <utility>

#include <perfdata/connection/timeline.hpp>

namespace perfdata::monitor {

void source_watch::read_recording() {
  if (std::exchange(selection_changed_, false)) {
    apply_selection();
    if (!scan_->begins()) scan_->look_again();
  }
  if (settings_.paths.empty() || paused_) {
    frame_.state = paused_ ? source_state::paused : source_state::live;
    return;
  }
  if (scan_->move_on())
    read_moment();
  else
    frame_.state = source_state::ended;
  tell_progress();
}

void source_watch::read_moment() {
  if (scan_->begins()) {  // what was read before lies elsewhere: nothing is computed over the distance
    collector_ = std::make_unique<collector>(*source_, names_);
    apply_selection();
  }
  sample taken;
  taken.pass = scan_->pass();
  taken.closely = scan_->closely();
  const auto asked = clock::now();
  auto collected = collector_->collect();
  if (!collected && collected.error().code == errc::end_of_recording) return scan_->has_read(std::nullopt);
  if (const auto moment = source_->recorded()->current())
    taken.time = std::chrono::duration<double>(moment->time_since_epoch()).count();
  scan_->has_read(taken.time);
  if (collected) {
    note_answer(clock::now() - asked, taken, std::move(*collected));
  } else {
    // The recorder had no answer there, or the file is damaged: a gap, and reading goes on.
    frame_.last_error = collected.error();
    frame_.last_error_time = taken.time;
  }
  publish_sample(std::move(taken));
}

void source_watch::tell_progress() {
  recording_progress told{.whole = scan_->whole(),
                          .pass = scan_->pass(),
                          .passes_done = scan_->passes_done(),
                          .done = scan_->progress()};
  if (asked_) told.asked = std::chrono::duration<double>(asked_->time_since_epoch()).count();
  frame_.recording = told;
}

void source_watch::show(const time_range& range, clock::time_point now) {
  // While a view is being moved, what it passes is not read.
  constexpr std::chrono::milliseconds rest{150};
  if (!scan_ || !scan_->show(range)) return;
  due_ = now + rest;
  if (frame_.state == source_state::ended) frame_.state = source_state::live;
}

void source_watch::consumed(std::uint64_t sequence) {
  consumed_ = std::max(consumed_, sequence);
  auto& recent = frame_.recent;
  if (recent.empty()) return;
  const auto last = recent.end() - 1;  // stays: pages show it
  recent.erase(recent.begin(), std::find_if(recent.begin(), last,
                                            [&](const auto& each) { return each->sequence > consumed_; }));
}

}  // namespace perfdata::monitor
