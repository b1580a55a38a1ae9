// One source that is sampled beside the others, so that a host that does not answer holds nobody back.
#pragma once

#include "monitor/cli/open_place.hpp"

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <perfdata/collect/collector.hpp>

namespace perfdata::cli {

/// A resource with a thread of its own, which alone touches the source after start().
class sampler {
 public:
  /// `rejected` takes the errors of paths that this source cannot look for.
  sampler(open_place place, const std::vector<counter_path>& paths, std::vector<error>& rejected);
  sampler(const sampler&) = delete;
  sampler& operator=(const sampler&) = delete;

  /// Waits for an idle thread. One that is inside a query is left to the end of the process, with what it
  /// uses.
  ~sampler();

  [[nodiscard]] const std::string& label() const noexcept { return label_; }

  /// Starts a collection unless the one before still runs. An answer that nobody took is dropped.
  void ask();

  /// Whether the collection that was asked for is done.
  [[nodiscard]] bool answered() const;

  /// The answer of the last ask(), once; nothing while it is not there.
  [[nodiscard]] std::optional<result<collection>> take();

 private:
  struct state;
  static void work(const std::shared_ptr<state>& shared);

  std::string label_;
  std::shared_ptr<state> state_;
};

}  // namespace perfdata::cli
