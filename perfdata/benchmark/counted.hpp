// Counters beside the times of Google Benchmark. Header-only; needs <benchmark/benchmark.h>.
//
//   void sort_numbers(benchmark::State& state) {
//     perfdata::counted around(state, {R"(\System\Context Switches/sec)"});
//     for (auto _ : state) …
//   }
//
// Each counter that a path means becomes a user counter, named by its path without the machine, cooked over
// the time between the two ends of `around`: a rate is per second, a percentage that of the time. They stand
// in the console's table and in --benchmark_out's JSON beside real_time and cpu_time.
#pragma once

#include <benchmark/benchmark.h>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <perfdata/collect/collector.hpp>
#include <perfdata/connection/this_machine.hpp>

namespace perfdata {

/// A resource. Make it before the benchmark's loop; its two samples are taken outside of it, so they cost the
/// benchmark's time nothing. Of a benchmark with threads only the first one samples. A rate needs a moment to
/// mean something: give the benchmark a --benchmark_min_time of tenths of a second.
class counted {
 public:
  /// Samples `source`, which must outlive it; or this machine. A path that cannot be meant, or a source that
  /// does not answer, is the benchmark's error (State::SkipWithError): it is then not run.
  counted(::benchmark::State& state, const std::vector<std::string>& paths, counter_source& source)
      : state_(state) {
    if (state.thread_index() == 0) begin(source, paths);
  }
  counted(::benchmark::State& state, const std::vector<std::string>& paths) : state_(state) {
    if (state.thread_index() != 0) return;
    if (auto opened = open_this_machine()) {
      own_ = std::move(*opened);
      begin(*own_, paths);
    } else {
      skip(opened.error());
    }
  }
  counted(const counted&) = delete;
  counted& operator=(const counted&) = delete;

  ~counted() {
    if (!counters_) return;
    const auto sample = counters_->collect();
    if (!sample) return;  // the times are as good as ever
    for (const row& shown : (*sample)->rows)
      if (shown.cooked.value) state_.counters[without_machine(shown.path)] = *shown.cooked.value;
  }

 private:
  void begin(counter_source& source, const std::vector<std::string>& paths) {
    std::vector<counter_path> parsed;
    for (const auto& text : paths) {
      auto path = counter_path::parse(text);
      if (!path) return skip(path.error());
      parsed.push_back(std::move(*path));
    }
    auto names = read_names(source);
    if (!names) return skip(names.error());
    auto counters = std::make_unique<collector>(source, std::move(*names));
    if (auto selected = counters->select(std::move(parsed)); !selected) return skip(selected.error());
    const auto first = counters->collect();
    if (!first) return skip(first.error());
    if (!(*first)->unmatched.empty())
      return skip({.code = errc::not_found, .message = (*first)->unmatched.front() + " matches nothing"});
    counters_ = std::move(counters);
  }

  void skip(const error& why) { state_.SkipWithError(why.message.c_str()); }

  static std::string without_machine(std::string_view path) {
    const auto end = path.find('\\', 2);
    return std::string(end == std::string_view::npos ? path : path.substr(end));
  }

  ::benchmark::State& state_;
  std::unique_ptr<counter_source> own_;
  std::unique_ptr<collector> counters_;
};

}  // namespace perfdata
