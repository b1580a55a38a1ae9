// 9. Read a log: counter values over time, from whatever wrote them. A .blg, PDH-CSV, PDH-TSV, SQLite
// database,
//    JSON lines or recording is opened by its content; one sample is in memory at a time.
//
//    09_read_a_log FILE PATH
#include <cstdio>
#include <fmt/format.h>

#include <perfdata/recording/counter_log_format.hpp>
#include <perfdata/recording/log_query.hpp>

namespace {

int give_up(const perfdata::error& failed) {
  fmt::print(stderr, "{}\n{}\n", failed.message, failed.advice);
  return 1;
}

// The largest value of each counter, and how many samples had one.
struct summary {
  double most = 0;
  std::size_t values = 0;
};

void take(std::vector<summary>& all, const perfdata::log_sample& sample) {
  if (all.size() < sample.values.size()) all.resize(sample.values.size());  // instances come and go
  for (std::size_t i = 0; i < sample.values.size(); ++i) {
    if (!sample.values[i].value) continue;
    all[i].most =
        all[i].values == 0 ? *sample.values[i].value : std::max(all[i].most, *sample.values[i].value);
    ++all[i].values;
  }
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 3) {
    fmt::print(stderr, "usage: 09_read_a_log FILE PATH\n");
    return 2;
  }
  auto path = perfdata::counter_path::parse(arguments[2]);
  if (!path) return give_up(path.error());
  auto opened = perfdata::open_counter_log(arguments[1]);
  if (!opened) return give_up(opened.error());
  // Raw values are cooked on the way, as PDH would.
  const auto log = perfdata::query_log(std::move(*opened), {.paths = {std::move(*path)}});

  std::vector<summary> counters;
  perfdata::log_sample sample;
  std::size_t samples = 0;
  for (;; ++samples) {
    const auto more = log->read(sample);
    if (!more) return give_up(more.error());
    if (!*more) break;
    take(counters, sample);
  }
  fmt::print("{} samples\n", samples);
  for (std::size_t i = 0; i < counters.size(); ++i)
    fmt::print("{}: {} values, at most {:.3f}\n", log->columns()[i].path, counters[i].values,
               counters[i].most);
  for (const auto& notice : log->notices().list())  // damage costs what it hits, and is told
    fmt::print("skipped at 0x{:x}: {}\n", notice.offset, notice.message);
  return 0;
}
