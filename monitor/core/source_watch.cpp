#include "monitor/core/source_watch.hpp"

#include "monitor/core/translated_catalog.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

#include <perfdata/connection/timeline.hpp>

namespace perfdata::monitor {
namespace {

constexpr std::chrono::milliseconds least_retry_delay{1000};
double seconds_since_epoch() {
  return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

/// Trying again by itself cannot help, and a wrong password tried again locks an account.
bool needs_a_person(errc code) noexcept {
  return code == errc::logon_failed || code == errc::access_denied || code == errc::invalid_argument ||
         code == errc::unsupported || code == errc::not_found;
}

}  // namespace

std::string_view to_string(source_state state) noexcept {
  switch (state) {
    case source_state::connecting: return "connecting";
    case source_state::live: return "live";
    case source_state::reconnecting: return "no answer, trying again";
    case source_state::failed: return "failed";
    case source_state::ended: return "at its end";
    case source_state::paused: return "paused";
  }
  return "unknown";
}

source_watch::source_watch(source_opener open, watch_settings settings)
    : open_(std::move(open)), settings_(std::move(settings)) {
  settings_.interval = std::max(settings_.interval, shortest_interval);
  enter(stage::open, "connecting");
}

std::optional<source_watch::clock::time_point> source_watch::next_due() const noexcept {
  if (language_changed_ && stage_ == stage::sampling) return due_now_;
  const bool waits_for_person = frame_.state == source_state::failed || frame_.state == source_state::ended;
  const bool nothing_to_sample =
      stage_ == stage::sampling && (paused_ || (settings_.paths.empty() && !selection_changed_));
  if (waits_for_person) return std::nullopt;
  if (probe_ && stage_ == stage::sampling) return nothing_to_sample ? probe_due_ : std::min(due_, probe_due_);
  if (nothing_to_sample || (scan_ && sequence_ - consumed_ >= settings_.kept_samples)) return std::nullopt;
  return due_;
}

void source_watch::advance(clock::time_point now) {
  switch (stage_) {
    case stage::open: open(); break;
    case stage::names: read_names(); break;
    case stage::catalog: read_catalog(); break;
    case stage::sampling:
      if (language_changed_) return translate();
      if (probe_ && (paused_ || now < due_ || settings_.paths.empty())) return measure_next();
      if (scan_) return read_recording();
      take_sample(now);
      return;
  }
  // A step of connecting is followed by the next at once, a failure by a pause.
  const bool failed = frame_.state == source_state::reconnecting;
  due_ = failed ? clock::now() + std::max(settings_.interval, least_retry_delay) : now;
}

void source_watch::open() {
  probe_.reset();
  scan_.reset();
  collector_.reset();
  source_.reset();
  auto opened = open_();
  if (!opened) return note_failure(opened.error());
  source_ = std::move(*opened);
  if (auto* const moments = source_->recorded()) asked_ = moments->upcoming();
  frame_.machine = source_->machine();
  enter(stage::names, "reading counter names");
}

void source_watch::read_names() {
  auto names = perfdata::read_names(*source_);
  if (!names) {
    note_failure(names.error());
    // A person who has the matter mended asks for a new connection; this one would remember the refusal.
    if (frame_.state == source_state::failed) stage_ = stage::open;
    return;
  }
  names_ = std::move(*names);
  collector_ = std::make_unique<collector>(*source_, names_);
  selection_changed_ = true;
  enter(stage::catalog, "reading what it offers");
}

void source_watch::read_catalog() {
  auto listed = perfdata::read_catalog(*source_, names_);
  if (!listed) {
    note_failure(listed.error());
    if (frame_.catalog) stage_ = stage::sampling;  // an older list is enough to go on with
    return;
  }
  frame_.catalog = std::make_shared<const catalog>(std::move(*listed));
  frame_.translated.reset();
  language_changed_ = language_ != "009";
  frame_.machine = source_->machine();
  if (auto* const moments = source_->recorded()) {
    // What a pass of before left half read must not be taken for one of these.
    scan_.emplace(*moments, frame_.recording ? frame_.recording->pass : 0);
    tell_progress();
  }
  enter(stage::sampling, "");
}

void source_watch::take_sample(clock::time_point now) {
  if (std::exchange(selection_changed_, false)) apply_selection();
  if (settings_.paths.empty() || paused_) {
    frame_.state = paused_ ? source_state::paused : source_state::live;
    return;
  }
  sample taken;
  taken.time = seconds_since_epoch();
  const bool first = last_tick_ == clock::time_point{};
  const auto passed = first ? 1 : (now - last_tick_ + settings_.interval / 2) / settings_.interval;
  taken.missed_ticks = static_cast<unsigned>(std::clamp<long long>(passed - 1, 0, 1'000'000));
  last_tick_ = now;

  const auto asked = clock::now();
  auto collected = collector_->collect();
  const auto answered = clock::now();
  if (!collected && collected.error().code == errc::end_of_recording) {
    frame_.state = source_state::ended;  // nothing is missing here: there is no sample
    return;
  }
  if (collected) {
    note_answer(answered - asked, taken, std::move(*collected));
  } else {
    note_failure(collected.error());
  }
  publish_sample(std::move(taken));
  due_ = tick_after(answered, first);
}

void source_watch::note_answer(clock::duration took, sample& taken,
                               std::shared_ptr<const collection> collected) {
  frame_.latency = std::chrono::duration_cast<std::chrono::microseconds>(took);
  frame_.bytes = collected->bytes;
  frame_.last_answer_time = taken.time;
  frame_.state = source_state::live;
  frame_.step.clear();
  taken.answered = true;
  taken.collected = std::move(collected);
}

void source_watch::translate() {
  language_changed_ = false;
  frame_.translated.reset();
  frame_.without_language.clear();
  if (!frame_.catalog || language_ == "009") return;
  if (language_ == index_names) {
    frame_.translated = std::make_shared<const catalog>(with_indexes(*frame_.catalog));
    return;
  }
  const auto names = read_language(*source_, language_);
  if (!names)
    frame_.without_language = names.error().message;
  else if (names->counters.empty())
    frame_.without_language = fmt::format("it has no names in language {}", language_);
  else
    frame_.translated = std::make_shared<const catalog>(with_names(*frame_.catalog, *names));
}

void source_watch::measure_next() {
  if (auto cost = probe_->measure_next(*source_))
    frame_.costs.push_back(std::move(*cost));
  else
    probe_.reset();
}

void source_watch::apply_selection() {
  frame_.rejected.clear();
  if (collector_->select(settings_.paths)) return;
  // One wrong path must not hide the others: each is tried alone, away from the collector that holds samples.
  std::vector<counter_path> accepted;
  collector trial(*source_, names_);
  for (const auto& path : settings_.paths) {
    if (const auto selected = trial.select({path}); !selected)
      frame_.rejected.push_back({path, selected.error().message});
    else
      accepted.push_back(path);
  }
  if (const auto selected = collector_->select(std::move(accepted)); !selected)
    note_failure(selected.error());
}

void source_watch::enter(stage next, const char* step) {
  stage_ = next;
  frame_.step = step;
  if (next != stage::sampling) {
    frame_.state = source_state::connecting;
    return;
  }
  frame_.state = paused_ ? source_state::paused : source_state::live;
  last_tick_ = {};
}

void source_watch::note_failure(const error& failure) {
  frame_.last_error = failure;
  frame_.last_error_time = seconds_since_epoch();
  frame_.state = failure.code == errc::end_of_recording ? source_state::ended
                 : needs_a_person(failure.code)         ? source_state::failed
                                                        : source_state::reconnecting;
}

void source_watch::publish_sample(sample taken) {
  taken.sequence = ++sequence_;
  taken.selection = selections_;
  auto& recent = frame_.recent;
  if (!scan_ && recent.size() >= std::max<std::size_t>(settings_.kept_samples, 1))
    recent.erase(recent.begin());
  recent.push_back(std::make_shared<const sample>(std::move(taken)));
}

source_watch::clock::time_point source_watch::tick_after(clock::time_point now, bool first) const noexcept {
  // The first rate would be taken over a sliver of an interval when a tick is near: the one after it is used.
  const auto elapsed = now.time_since_epoch() + (first ? settings_.interval / 2 : clock::duration{});
  return clock::time_point((elapsed / settings_.interval + 1) * settings_.interval);
}

}  // namespace perfdata::monitor
