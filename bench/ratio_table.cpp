#include <algorithm>
#include <bench/ratio_table.hpp>
#include <fmt/format.h>

namespace perfdata::bench {
namespace {

const workload& row_named(std::string_view name) {
  return *std::ranges::find(workloads(), name, &workload::name);
}

std::string name_at(std::string_view operation, const server_data& data) {
  return fmt::format("{}/{}", operation, data.size);
}

std::string unit_of(const workload& work) {
  switch (work.judged_in) {
    case unit::nanoseconds_an_item: return fmt::format("ns/{}", work.item);
    case unit::microseconds_a_round: return "us";
    case unit::times: break;
  }
  return work.yardstick == naive_name ? "x naive" : "x unchanged";
}

std::string number(double value) {
  return value <= 0 ? "-" : fmt::format("{:.3g}", value);
}

std::string verdict(double figure, const goal& wanted) {
  if (wanted.must <= 0 || figure <= 0) return "";
  return figure <= wanted.aim ? "aim" : figure <= wanted.must ? "must" : "MISSED";
}

bool is_yardstick(const workload& work) {
  return work.name == naive_name || work.name == limit_name;
}

}  // namespace

std::string benchmark_name(const workload& work, const server_data& data) {
  return name_at(work.name, data);
}

bool applies(const workload& work, const server_data& data) {
  return work.items(data) != 0;
}

bool ratio_table::ReportContext(const Context& context) {
  PrintBasicContext(&GetErrorStream(), context);
  return true;
}

void ratio_table::ReportRuns(const std::vector<Run>& runs) {
  for (const Run& run : runs) {
    if (run.run_type != Run::RT_Iteration || run.error_occurred) continue;
    const double took = run.GetAdjustedCPUTime();
    const auto entry = nanoseconds_.try_emplace(run.run_name.function_name, took).first;
    entry->second = std::min(entry->second, took);
  }
}

void ratio_table::Finalize() {
  GetOutputStream() << fmt::format("{:<28} {:>8} {:>8} {:>8} {:>9} {:>8} {:>11} {:>6} {:>6}  {}\n",
                                   "operation", "size", "MB/s", "x naive", "x limit", "figure", "in", "must",
                                   "aim", "verdict");
  for (const auto& data : data_)
    for (const auto& work : workloads()) print_row(work, data);
}

double ratio_table::nanoseconds(std::string_view name, const server_data& data) const {
  const auto found = nanoseconds_.find(name_at(name, data));
  return found == nanoseconds_.end() ? 0 : found->second;
}

double ratio_table::times(const workload& work, std::string_view yardstick, const server_data& data) const {
  const workload& stick = row_named(yardstick);
  const double stick_time = nanoseconds(yardstick, data);
  if (stick_time <= 0) return 0;
  const double per_byte = nanoseconds(work.name, data) / static_cast<double>(work.bytes(data));
  return per_byte / (stick_time / static_cast<double>(stick.bytes(data)));
}

double ratio_table::figure(const workload& work, const server_data& data) const {
  const double time = nanoseconds(work.name, data);
  const double stick = work.yardstick.empty() ? 0 : nanoseconds(work.yardstick, data);
  if (time <= 0 || (stick <= 0 && !work.yardstick.empty())) return 0;
  switch (work.judged_in) {
    case unit::times: return times(work, work.yardstick, data);
    case unit::microseconds_a_round: return time / 1e3;
    case unit::nanoseconds_an_item: return (time - stick) / static_cast<double>(work.items(data));
  }
  return 0;
}

std::string ratio_table::ratio(const workload& work, std::string_view yardstick,
                               const server_data& data) const {
  if (yardstick == naive_name && !work.is_block_reader) return "-";
  return number(times(work, yardstick, data));
}

std::vector<measured_ratio> ratio_table::ratios() const {
  std::vector<measured_ratio> all;
  for (const auto& data : data_)
    for (const auto& work : workloads()) {
      const auto yardstick = work.is_block_reader ? naive_name : limit_name;
      const double found = is_yardstick(work) || !applies(work, data) ? 0 : times(work, yardstick, data);
      if (found > 0)
        all.push_back({.name = benchmark_name(work, data),
                       .yardstick = std::string(yardstick),
                       .ratio = found,
                       .nanoseconds = nanoseconds(work.name, data)});
    }
  return all;
}

std::vector<missed_goal> ratio_table::missed() const {
  std::vector<missed_goal> all;
  for (const auto& data : data_)
    for (const auto& work : workloads()) {
      const double found = applies(work, data) ? figure(work, data) : 0;
      const double must = goal_of(work.name, data.size).must;
      if (must > 0 && found > must)
        all.push_back({benchmark_name(work, data), std::string(work.yardstick), found, must});
    }
  return all;
}

void ratio_table::print_row(const workload& work, const server_data& data) const {
  const double time = nanoseconds(work.name, data);
  if (time <= 0 || !applies(work, data)) return;
  const goal wanted = goal_of(work.name, data.size);
  const double found = figure(work, data);
  GetOutputStream() << fmt::format("{:<28} {:>8} {:>8.0f} {:>8} {:>9} {:>8} {:>11} {:>6} {:>6}  {}\n",
                                   work.name, data.size, static_cast<double>(work.bytes(data)) / time * 1e3,
                                   ratio(work, naive_name, data), ratio(work, limit_name, data),
                                   number(found), unit_of(work), number(wanted.must), number(wanted.aim),
                                   verdict(found, wanted));
}

}  // namespace perfdata::bench
