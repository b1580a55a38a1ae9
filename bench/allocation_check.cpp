#include <bench/allocation_check.hpp>
#include <bench/allocations.hpp>
#include <bench/goals.hpp>
#include <bench/ratio_table.hpp>
#include <fmt/format.h>

namespace perfdata::bench {
namespace {

std::uint64_t allocations_of(const workload& work, const server_data& data) {
  scratch kept;
  (void)work.run(data, kept);
  const auto before = allocations().calls;
  (void)work.run(data, kept);
  return allocations().calls - before;
}

bool is_frugal(const server_data& data) {
  bool frugal = true;
  for (const auto& work : workloads()) {
    if (!applies(work, data) || work.may_allocate) continue;
    const auto calls = allocations_of(work, data);
    if (calls != 0) fmt::print(stderr, "missed: {} allocates {} times\n", benchmark_name(work, data), calls);
    frugal = frugal && calls == 0;
  }
  return frugal;
}

bool is_small(const server_data& data) {
  const auto before = allocations().bytes;
  block_layout layout;
  (void)data_block::parse(byte_view(data.newer), layout);
  const double taken =
      static_cast<double>(allocations().bytes - before) / static_cast<double>(data.newer.size());
  const double must = goal_of("layout's memory", data.size).must;
  fmt::print(stderr, "{:>6}: a layout takes {:.2f} of its block, must {:.2f}\n", data.size, taken, must);
  return taken <= must;
}

}  // namespace

bool check_allocations(const std::vector<server_data>& all) {
  bool fine = true;
  for (const auto& data : all) {
    const bool frugal = is_frugal(data);
    const bool small = data.captures.empty() ? is_small(data) : true;
    fine = fine && frugal && small;
  }
  return fine;
}

}  // namespace perfdata::bench
