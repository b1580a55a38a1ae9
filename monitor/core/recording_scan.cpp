#include "monitor/core/recording_scan.hpp"

#include <algorithm>
#include <chrono>

namespace perfdata::monitor {
namespace {

using moment = timeline::moment;

constexpr moment long_ago = std::chrono::sys_days(std::chrono::year(1601) / 1 / 1);
constexpr moment far_ahead = std::chrono::sys_days(std::chrono::year(9999) / 1 / 1);

double seconds_of(moment time) {
  return std::chrono::duration<double>(time.time_since_epoch()).count();
}

moment moment_of(double seconds) {
  const auto since = std::chrono::duration<double>(seconds);
  return std::clamp(moment(std::chrono::duration_cast<hundred_ns>(since)), long_ago, far_ahead);
}

bool holds(const time_range& outer, const time_range& inner) noexcept {
  return outer.begin <= inner.begin && inner.end <= outer.end;
}

}  // namespace

recording_scan::recording_scan(timeline& moments, std::uint64_t passes_before)
    : moments_(moments), pass_(passes_before), done_(passes_before) {
  look_again();
}

void recording_scan::learn_whole() {
  moments_.seek(far_ahead);
  const auto last = moments_.upcoming();
  moments_.seek(long_ago);
  const auto first = moments_.upcoming();
  whole_ = first && last ? time_range{seconds_of(*first), seconds_of(std::max(*first, *last))} : time_range{};
}

/// By the distance of its first two moments.
bool recording_scan::is_short() {
  moments_.seek(long_ago);
  const auto first = moments_.upcoming();
  const auto second = moments_.after_upcoming();
  if (!first || !second) return true;
  const double period = seconds_of(*second) - seconds_of(*first);
  return whole_.length() <= period * static_cast<double>(short_recording);
}

void recording_scan::look_again() {
  learn_whole();
  read_.reset();
  begin(is_short(), whole_);
}

void recording_scan::begin(bool closely, const time_range& range) {
  ++pass_;
  closely_ = closely;
  range_ = range;
  look_ = 0;
  begins_ = true;
}

bool recording_scan::show(const time_range& range) {
  const time_range seen{std::max(range.begin, whole_.begin), std::min(range.end, whole_.end)};
  if (seen.length() < 0 || seen == wanted_) return false;
  wanted_ = seen;
  const bool reading = done_ < pass_;
  if (reading && !closely_) return false;  // it comes next
  if (read_ && holds(*read_, seen)) return false;
  if (reading && holds(range_, seen) && range_.length() <= 4 * seen.length()) return false;
  // A little more than is seen, so that moving on by a little asks for nothing.
  const double margin = seen.length() / 2;
  begin(true, {std::max(seen.begin - margin, whole_.begin), std::min(seen.end + margin, whole_.end)});
  return true;
}

void recording_scan::end_pass() {
  done_ = pass_;
  if (closely_) {
    read_ = range_;
    return;
  }
  const auto wanted = wanted_.value_or(whole_);
  wanted_.reset();
  if (!show(wanted)) begin(true, whole_);
}

bool recording_scan::move_to_next_look() {
  const double distance = whole_.length() / static_cast<double>(looked_at - 1);
  while (look_ < looked_at) {
    moments_.seek(moment_of(whole_.begin + distance * static_cast<double>(look_++)));
    const auto next = moments_.upcoming();
    if (next && (begins_ || seconds_of(*next) > last_)) return true;
  }
  return false;
}

bool recording_scan::move_on() {
  if (done_ == pass_) return false;
  if (!closely_) {
    if (move_to_next_look()) return true;
    end_pass();
  }
  if (begins_) moments_.seek(moment_of(range_.begin));
  return done_ < pass_;
}

void recording_scan::has_read(std::optional<double> time) {
  begins_ = false;
  if (time) last_ = *time;
  if (closely_ && (!time || *time >= range_.end)) end_pass();
}

double recording_scan::progress() const noexcept {
  if (done_ == pass_) return 1;
  if (begins_) return 0;
  if (!closely_) return static_cast<double>(look_) / static_cast<double>(looked_at);
  return range_.length() > 0 ? std::clamp((last_ - range_.begin) / range_.length(), 0.0, 1.0) : 0;
}

}  // namespace perfdata::monitor
