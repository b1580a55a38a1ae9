#include "monitor/cli/run_loop.hpp"

#include "monitor/run/process_tree.hpp"
#include "monitor/run/series_builder.hpp"

#include <algorithm>
#include <thread>
#include <unistd.h>

namespace perfdata::cli {
namespace {

using clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds look_again{2};
constexpr std::chrono::milliseconds first_look{10};

// The places' answers, put into series as they come.
class series_log {
 public:
  explicit series_log(const watched_places& places) : places_(places) {}

  void ask() {
    pending_.clear();
    for (const auto& place : places_)
      if (place->ask()) pending_.push_back(place.get());
  }

  [[nodiscard]] bool pending() const noexcept { return !pending_.empty(); }

  /// Answers that have come; those of before the command starts are only what rates begin with.
  void take(bool keep) {
    std::erase_if(pending_, [&](watched_place* place) {
      if (!place->answered()) return false;
      place->take();
      if (keep) add(place->last());
      return true;
    });
  }

  [[nodiscard]] std::vector<run_series> finish() { return series_.take(); }

 private:
  void add(const collection& sample) {
    for (const row& shown : sample.rows) series_.add(shown, sample.time);
  }

  const watched_places& places_;
  std::vector<watched_place*> pending_;
  series_builder series_;
};

class tree_log {
 public:
  tree_log(counter_source* source, std::uint32_t root)
      : source_(source), tree_(root, static_cast<std::uint32_t>(::getpid())) {}

  void look() {
    if (source_ == nullptr || !source_->query(process_tree::value_name, bytes_)) return;
    if (const auto block = data_block::parse(bytes_)) tree_.observe(*block);
  }

  [[nodiscard]] tree_usage usage() const { return tree_.usage(); }

 private:
  counter_source* source_;
  process_tree tree_;
  byte_buffer bytes_;
};

// The system's account knows every process that has ended, the samples know those that still run.
run_totals totals_of(const ended_usage& ended, const tree_usage& seen) {
  const auto seconds = [](std::uint64_t hundred_nanoseconds) {
    return std::chrono::duration<double>(static_cast<double>(hundred_nanoseconds) * 1e-7);
  };
  run_totals totals{.user_time = std::max(ended.user_time, seconds(seen.user_time)),
                    .kernel_time = std::max(ended.kernel_time, seconds(seen.kernel_time)),
                    .working_set_peak = std::max(ended.largest_working_set, seen.working_set_peak),
                    .working_set_average = seen.working_set_average,
                    .read_bytes = ended.read_bytes,
                    .written_bytes = ended.written_bytes,
                    .faults = std::max(ended.faults, seen.faults),
                    .processes = std::max<std::size_t>(seen.processes, 1)};
  if (totals.read_bytes) totals.read_bytes = std::max(*totals.read_bytes, seen.read_bytes);
  if (totals.written_bytes) totals.written_bytes = std::max(*totals.written_bytes, seen.written_bytes);
  return totals;
}

void take_first_sample(child_command& command, series_log& log) {
  for (log.ask(); log.pending() && !command.interrupted(); log.take(false))
    (void)command.wait_until(clock::now() + look_again);
}

void take_last_sample(series_log& log, clock::duration patience) {
  const auto deadline = clock::now() + patience;
  for (log.take(true); log.pending() && clock::now() < deadline; log.take(true))
    std::this_thread::sleep_for(look_again);  // an answer of before the end is on its way
  for (log.ask(); log.pending() && clock::now() < deadline; log.take(true))
    std::this_thread::sleep_for(look_again);
}

void sample_until_end(child_command& command, const run_plan& plan, clock::time_point start, tree_log& tree,
                      series_log& log) {
  const steady_ticks ticks(start + plan.interval, plan.interval);
  auto counters_due = start + plan.interval;
  clock::duration pace = first_look;
  auto tree_due = start + pace;
  tree.look();
  for (;;) {
    auto due = std::min(counters_due, tree_due);
    if (log.pending()) due = std::min(due, clock::now() + look_again);
    if (command.wait_until(due)) return;
    const auto now = clock::now();
    log.take(true);
    if (now >= tree_due) {
      tree.look();
      pace = std::min<clock::duration>(pace * 2, std::max<clock::duration>(plan.interval, first_look));
      tree_due = clock::now() + pace;
    }
    if (now >= counters_due) {
      if (!log.pending()) log.ask();
      counters_due = ticks.after(now);
    }
  }
}

}  // namespace

result<measured_run> measure_run(child_command& command, const run_plan& plan, const watched_places& places,
                                 counter_source* processes) {
  measured_run run{.number = plan.number};
  series_log log(places);
  take_first_sample(command, log);
  run.start = std::chrono::floor<hundred_ns>(std::chrono::system_clock::now());
  run.totals.exit_code = 130;
  if (command.interrupted()) return run;
  if (plan.started) plan.started(run);
  const auto start = clock::now();
  if (auto started = command.start(plan.words, plan.output); !started) return failure(started.error());
  tree_log tree(processes, command.id());
  sample_until_end(command, plan, start, tree, log);
  tree.look();  // it is still listed, with all that it used
  take_last_sample(log, std::max<clock::duration>(plan.interval, std::chrono::seconds(1)));
  run.end = std::chrono::floor<hundred_ns>(std::chrono::system_clock::now());
  const int code = command.finish();
  run.totals = totals_of(command.usage(), tree.usage());
  run.totals.elapsed = command.elapsed();
  run.totals.exit_code = code;
  run.series = log.finish();
  return run;
}

}  // namespace perfdata::cli
