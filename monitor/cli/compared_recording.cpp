#include "monitor/cli/compared_recording.hpp"

#include "monitor/cli/open_place.hpp"
#include "monitor/cli/run_recording.hpp"
#include "monitor/cli/selection.hpp"
#include "monitor/run/series_builder.hpp"

#include <perfdata/collect/collector.hpp>
#include <perfdata/connection/timeline.hpp>
#include <perfdata/recording/file_source.hpp>
#include <perfdata/recording/replay_source.hpp>

namespace perfdata::cli {
namespace {

constexpr std::uint32_t process_object = 230;
constexpr std::uint32_t thread_object = 232;

// The rows of a file, shared out over its runs by when they were recorded.
class run_filler {
 public:
  run_filler(std::vector<measured_run> runs, bool all_counters)
      : runs_(std::move(runs)), series_(runs_.size()), all_counters_(all_counters) {
    if (!runs_.empty()) return;
    is_one_run_ = true;
    runs_.resize(1);
    series_.resize(1);
  }

  void add(const collection& sample, std::chrono::sys_time<hundred_ns> recorded) {
    for (std::size_t i = 0; i < runs_.size(); ++i) {
      if (!is_one_run_ && (recorded < runs_[i].start || recorded > runs_[i].end)) continue;
      for (const row& shown : sample.rows)
        if (is_wanted(shown)) series_[i].add(shown, sample.time);
      return;
    }
  }

  [[nodiscard]] std::vector<measured_run> finish() {
    for (std::size_t i = 0; i < runs_.size(); ++i) runs_[i].series = series_[i].take();
    return std::move(runs_);
  }

 private:
  [[nodiscard]] bool is_wanted(const row& shown) const noexcept {
    return !all_counters_ || (shown.object_index != process_object && shown.object_index != thread_object);
  }

  std::vector<measured_run> runs_;
  std::vector<series_builder> series_;
  bool all_counters_;
  bool is_one_run_ = false;
};

// Gaps and damaged moments cost their samples only. A source that is no recording answers the same for ever.
void replay(counter_source& source, collector& counters, run_filler& runs) {
  for (;;) {
    const auto collected = counters.collect();
    auto* const recorded = source.recorded();
    if (collected) {
      const auto& sample = **collected;
      runs.add(sample, recorded != nullptr ? recorded->current().value_or(sample.time) : sample.time);
    }
    if (recorded == nullptr || (!collected && collected.error().code == errc::end_of_recording)) return;
  }
}

result<void> replay_host(const std::string& file, const std::string& host,
                         const std::vector<counter_path>& paths, run_filler& runs) {
  auto source = open_file_source(file, host);
  if (!source) return failure(source.error());
  auto names = read_names(**source);
  if (!names) return failure(names.error());
  const open_place place{
      .label = file, .source = std::move(*source), .names = std::move(*names), .is_file = true};
  collector counters(*place.source, place.names);
  // A path that one of the hosts does not know is none of its counters.
  (void)select_known(counters, place, paths);
  if (!counters.value_name().empty()) replay(*place.source, counters, runs);
  return {};
}

}  // namespace

result<run_report> read_recorded_runs(const std::string& file, std::span<const counter_path> paths) {
  std::vector<std::string> sampled;
  auto hosts = recorded_hosts(file);
  auto marked = hosts.empty() ? std::vector<measured_run>{}
                              : recorded_runs(file, sampled).value_or(std::vector<measured_run>{});
  const bool all_counters = paths.empty() && sampled.empty();
  std::vector<counter_path> wanted(paths.begin(), paths.end());
  if (wanted.empty())
    for (const auto& text : sampled)
      if (auto path = counter_path::parse(text)) wanted.push_back(std::move(*path));
  if (all_counters) wanted.push_back({.object = "*", .instance = "*", .counter = "*"});
  if (hosts.empty()) hosts.emplace_back();  // another kind of file: whatever it is of
  run_filler runs(std::move(marked), all_counters);
  for (const auto& host : hosts)
    if (auto replayed = replay_host(file, host.name, wanted, runs); !replayed)
      return failure(replayed.error());
  return run_report{.program = file, .runs = runs.finish()};
}

}  // namespace perfdata::cli
