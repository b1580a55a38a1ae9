#include "monitor/cli/watched_place.hpp"

namespace perfdata::cli {

watched_place::watched_place(open_place place, const std::vector<counter_path>& paths)
    : is_file_(place.is_file), sampler_(std::move(place), paths, rejected_) {}

bool watched_place::ask() {
  if (!sampler_.answered()) return false;
  sampler_.ask();
  return true;
}

void watched_place::take() {
  const bool was_in_trouble = trouble_.has_value();
  auto answer = sampler_.take();
  if (answer && *answer) {
    last_ = std::move(**answer);
    trouble_.reset();
  } else {
    trouble_ = answer ? answer->error() : error{.code = errc::timed_out, .message = "no answer yet"};
    mark_stale();
  }
  trouble_changed_ = was_in_trouble != trouble_.has_value();
}

void watched_place::mark_stale() {
  for (row& shown : last_.rows) shown.cooked = {.value = std::nullopt, .status = cooked_status::stale};
}

}  // namespace perfdata::cli
