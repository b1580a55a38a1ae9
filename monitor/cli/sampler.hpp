// One source that is sampled beside the others, so that a host that does not answer holds nobody back.
#pragma once

#include "monitor/cli/background_task.hpp"
#include "monitor/cli/open_place.hpp"

#include <functional>
#include <memory>
#include <optional>
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

  /// What one ask() brought: opening or a query may have failed.
  struct answer {
    result<collection> collected{};
    std::vector<error> rejected{};  ///< with the first success: paths that this source cannot look for
  };

  /// Opens the place when it is not open yet, reads its names when that has not worked yet, and collects;
  /// unless the ask() before still runs. An answer that nobody took is dropped.
  void ask() { task_.ask(); }

  /// Whether the collection that was asked for is done.
  [[nodiscard]] bool answered() const { return task_.answered(); }

  /// The answer of the last ask(), once; nothing while it is not there.
  [[nodiscard]] std::optional<answer> take() { return task_.take(); }

  /// The source's recorded moments; nullptr when it has none or is not open. To be used while answered()
  /// only.
  [[nodiscard]] timeline* recorded() const noexcept;

 private:
  struct state;

  std::shared_ptr<state> state_;
  background_task<answer> task_;
};

}  // namespace perfdata::cli
