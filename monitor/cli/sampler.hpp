// One source that is sampled beside the others, so that a host that does not answer holds nobody back.
#pragma once

#include "monitor/cli/open_place.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <perfdata/collect/collector.hpp>

namespace perfdata::cli {

/// A resource with a thread of its own, which alone touches the source.
class sampler {
 public:
  /// Opens the place, with or without its names; called in the thread until it succeeds.
  using opener = std::function<result<open_place>()>;

  sampler(opener open, std::vector<counter_path> paths);
  sampler(const sampler&) = delete;
  sampler& operator=(const sampler&) = delete;

  /// Waits for an idle thread. One that is inside a query is left to the end of the process, with what it
  /// uses.
  ~sampler();

  /// What one ask() brought: opening or a query may have failed.
  struct answer {
    result<collection> collected{};
    std::vector<error> rejected{};  ///< with the first success: paths that this source cannot look for
  };

  /// Opens the place when it is not open yet, reads its names when that has not worked yet, and collects;
  /// unless the ask() before still runs. An answer that nobody took is dropped.
  void ask();

  /// Whether the collection that was asked for is done.
  [[nodiscard]] bool answered() const;

  /// The answer of the last ask(), once; nothing while it is not there.
  [[nodiscard]] std::optional<answer> take();

 private:
  struct state;
  static void work(const std::shared_ptr<state>& shared);

  std::shared_ptr<state> state_;
};

}  // namespace perfdata::cli
