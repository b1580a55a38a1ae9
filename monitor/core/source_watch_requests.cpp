// What is asked of a watch between two of its steps.
#include "monitor/core/source_watch.hpp"

#include <algorithm>
#include <utility>

namespace perfdata::monitor {
namespace {

constexpr std::chrono::seconds patience{1};  // a person who adds a counter sees it within this

}  // namespace

void source_watch::select(std::vector<counter_path> paths, clock::time_point now) {
  settings_.paths = std::move(paths);
  selection_changed_ = true;
  ++selections_;
  if (stage_ == stage::sampling && due_ > now + patience) due_ = now;
  if (scan_ && frame_.state == source_state::ended) frame_.state = source_state::live;
}

void source_watch::set_interval(std::chrono::milliseconds interval, clock::time_point now) {
  settings_.interval = std::max(interval, shortest_interval);
  last_tick_ = {};
  if (stage_ == stage::sampling) due_ = tick_after(now, false);
}

void source_watch::set_paused(bool paused, clock::time_point now) {
  paused_ = paused;
  if (stage_ != stage::sampling) return;
  last_tick_ = {};
  due_ = now;
  if (paused && frame_.state == source_state::live) frame_.state = source_state::paused;
  if (!paused && frame_.state == source_state::paused) frame_.state = source_state::live;
}

void source_watch::retry(clock::time_point now) {
  due_ = now;
  if (frame_.state == source_state::ended && scan_) {  // which may have grown
    scan_->look_again();
    frame_.state = source_state::live;
    return;
  }
  if (frame_.state != source_state::failed && frame_.state != source_state::ended) return;
  frame_.state = source_state::connecting;
  frame_.step = "connecting again";
}

void source_watch::refresh_catalog(clock::time_point now) {
  if (stage_ != stage::sampling) return;
  stage_ = stage::catalog;
  due_ = now;
}

void source_watch::measure_costs(clock::time_point now) {
  if (!frame_.catalog || !source_ || source_->recorded() != nullptr) return;
  frame_.costs.clear();
  probe_.emplace(frame_.catalog);
  probe_due_ = now;
}

void source_watch::set_language(std::string language, clock::time_point now) {
  if (language == language_) return;
  language_ = std::move(language);
  language_changed_ = true;
  due_now_ = now;
}

}  // namespace perfdata::monitor
