#include <algorithm>
#include <bench/ratio_table.hpp>
#include <fmt/format.h>

namespace perfdata::bench {
namespace {

double median(std::vector<double> numbers) {
  if (numbers.empty()) return 0;
  const auto middle = numbers.begin() + static_cast<std::ptrdiff_t>(numbers.size() / 2);
  std::ranges::nth_element(numbers, middle);
  return *middle;
}

const workload& row_named(std::string_view name) {
  return *std::ranges::find(workloads(), name, &workload::name);
}

}  // namespace

std::string benchmark_name(const workload& work, const server_data& data) {
  return fmt::format("{}/{}", work.name, data.size);
}

bool ratio_table::ReportContext(const Context& context) {
  PrintBasicContext(&GetErrorStream(), context);
  return true;
}

void ratio_table::ReportRuns(const std::vector<Run>& runs) {
  for (const Run& run : runs)
    if (run.run_type == Run::RT_Iteration && !run.error_occurred)
      nanoseconds_[run.run_name.function_name].push_back(run.GetAdjustedCPUTime());
}

void ratio_table::Finalize() {
  GetOutputStream() << fmt::format("{:<22} {:>6} {:>9} {:>10} {:>6} {:>9} {:>8} {:>8}\n", "operation", "size",
                                   "MB/s", "M items/s", "item", "ns/item", "x naive", "x limit");
  for (const auto& data : data_)
    for (const auto& work : workloads()) print_row(work, data);
}

double ratio_table::nanoseconds(const workload& work, const server_data& data) const {
  const auto found = nanoseconds_.find(benchmark_name(work, data));
  return found == nanoseconds_.end() ? 0 : median(found->second);
}

double ratio_table::times(const workload& work, std::string_view yardstick, const server_data& data) const {
  const workload& stick = row_named(yardstick);
  const double stick_time = nanoseconds(stick, data);
  if (stick_time <= 0) return 0;
  const double per_byte = nanoseconds(work, data) / static_cast<double>(work.bytes(data));
  return per_byte / (stick_time / static_cast<double>(stick.bytes(data)));
}

std::string ratio_table::ratio(const workload& work, std::string_view yardstick,
                               const server_data& data) const {
  const double found = times(work, yardstick, data);
  if (found <= 0 || (yardstick == naive_name && !work.is_block_reader)) return "-";
  return fmt::format("{:.2f}", found);
}

std::vector<measured_ratio> ratio_table::ratios() const {
  std::vector<measured_ratio> all;
  for (const auto& data : data_)
    for (const auto& work : workloads()) {
      const auto yardstick = work.is_block_reader ? naive_name : limit_name;
      const double found = times(work, yardstick, data);
      if (found > 0 && work.name != naive_name && work.name != limit_name)
        all.push_back({.name = benchmark_name(work, data),
                       .yardstick = std::string(yardstick),
                       .ratio = found,
                       .nanoseconds = nanoseconds(work, data)});
    }
  return all;
}

void ratio_table::print_row(const workload& work, const server_data& data) const {
  const double time = nanoseconds(work, data);
  if (time <= 0) return;  // filtered out
  const auto items = static_cast<double>(work.items(data));
  GetOutputStream() << fmt::format("{:<22} {:>6} {:>9.0f} {:>10.1f} {:>6} {:>9.3f} {:>8} {:>8}\n", work.name,
                                   data.size, static_cast<double>(work.bytes(data)) / time * 1e3,
                                   items / time * 1e3, work.item, time / items, ratio(work, naive_name, data),
                                   ratio(work, limit_name, data));
}

}  // namespace perfdata::bench
