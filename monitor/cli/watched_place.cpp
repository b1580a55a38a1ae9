#include "monitor/cli/watched_place.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace perfdata::cli {
namespace {

sampler::opener opener_of(source_options options) {
  options.connect_first = false;  // the source knows when to try again
  return [options = std::move(options)] { return open_without_names(options); };
}

sampler::opener opener_of(open_place place) {
  auto held = std::make_shared<open_place>(std::move(place));
  return [held]() -> result<open_place> { return std::move(*held); };
}

bool is_among(const left_out_rows& one, const std::vector<left_out_rows>& some) {
  return std::ranges::any_of(some, [&](const left_out_rows& other) { return other.object == one.object; });
}

}  // namespace

std::string left_out_text(const left_out_rows& missing) {
  return fmt::format("left out: {}: {}", missing.object, missing.why.message);
}

watched_place::watched_place(const place_request& request)
    : label_(label_of(request.options.place)),
      is_file_(std::holds_alternative<file_place>(request.options.place)),
      sampler_(opener_of(request.options), request.paths) {}

watched_place::watched_place(open_place place, std::vector<counter_path> paths)
    : label_(place.label), is_file_(place.is_file), sampler_(opener_of(std::move(place)), std::move(paths)) {}

bool watched_place::ask() {
  if (!sampler_.answered()) return false;
  sampler_.ask();
  return true;
}

void watched_place::take() {
  const bool was_in_trouble = trouble_.has_value();
  news_.clear();
  auto answer = sampler_.take();
  if (answer && answer->collected) {
    if (++samples_ == 1) rejected_ = std::move(answer->rejected);
    note_left_out(answer->collected->left_out);
    last_ = std::move(*answer->collected);
    trouble_.reset();
  } else {
    trouble_ =
        answer ? answer->collected.error() : error{.code = errc::timed_out, .message = "no answer yet"};
    mark_stale();
  }
  trouble_changed_ = was_in_trouble != trouble_.has_value();
}

void watched_place::note_left_out(const std::vector<left_out_rows>& now) {
  for (const auto& one : now)
    if (!is_among(one, last_.left_out)) news_.push_back(left_out_text(one));
  for (const auto& one : last_.left_out)
    if (!is_among(one, now)) news_.push_back(fmt::format("{} answers again", one.object));
}

void watched_place::miss(std::string why) {
  news_.clear();
  trouble_changed_ = !trouble_;
  trouble_ = error{.code = errc::not_found, .message = std::move(why)};
  mark_stale();
}

void watched_place::mark_stale() {
  for (row& shown : last_.rows) shown.cooked = {.value = std::nullopt, .status = cooked_status::stale};
}

}  // namespace perfdata::cli
