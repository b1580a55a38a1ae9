// Places that are looked at once: what `show` and `explain` have in common.
#pragma once

#include "monitor/cli/command.hpp"
#include "monitor/cli/open_place.hpp"

#include <memory>
#include <vector>

#include <perfdata/collect/collector.hpp>

namespace perfdata::cli {

/// One place with what was collected from it. A resource: the collector refers to the place.
class shown_place {
 public:
  shown_place(open_place place, const std::vector<counter_path>& paths);

  [[nodiscard]] result<void> collect();
  [[nodiscard]] bool needs_another_sample() const;

  [[nodiscard]] const open_place& place() const noexcept { return place_; }
  [[nodiscard]] const collection& last() const noexcept { return last_; }
  /// Paths that matched nothing, each with what to try.
  [[nodiscard]] std::vector<error> unmatched() const;

 private:
  open_place place_;
  collector counters_;
  collection last_;
  std::vector<error> unmatched_;
};

using shown_places = std::vector<std::unique_ptr<shown_place>>;

/// Opens the places and takes one sample of each, and a second one a second later where a row needs it;
/// Ctrl-C leaves it at the first. Places that fail are reported and left out; `code` becomes the worst that
/// happened.
[[nodiscard]] shown_places look_once(const std::vector<place_request>& requests, exit_code& code);

}  // namespace perfdata::cli
