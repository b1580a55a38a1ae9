#include "monitor/run/process_tree.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <vector>

#include <perfdata/names/process_titles.hpp>

namespace perfdata {
namespace {

struct seen_process {
  std::uint32_t id = 0;
  std::uint32_t parent = 0;
  std::uint64_t start = 0;
  process_usage usage{};
};

class process_reader {
 public:
  explicit process_reader(const object_type& processes) {
    constexpr std::array titles{title::id_process,    title::creating_process_id, title::elapsed_time,
                                title::user_time,     title::privileged_time,     title::page_faults,
                                title::working_set,   title::working_set_peak,    title::io_read_bytes,
                                title::io_write_bytes};
    std::ranges::transform(titles, counters_.begin(),
                           [&](std::uint32_t index) { return processes.find_counter(index); });
  }

  [[nodiscard]] seen_process read(const instance_definition& instance) const {
    const auto value = [&](std::size_t at) {
      return counters_[at] ? instance.value(*counters_[at]).value_or(0) : 0;
    };
    return {.id = static_cast<std::uint32_t>(value(0)),
            .parent = static_cast<std::uint32_t>(value(1)),
            .start = value(2),
            .usage = {.user_time = value(3),
                      .kernel_time = value(4),
                      .faults = value(5),
                      .working_set = value(6),
                      .working_set_peak = value(7),
                      .read_bytes = value(8),
                      .written_bytes = value(9)}};
  }

 private:
  std::array<std::optional<counter_definition>, 10> counters_;
};

std::vector<seen_process> read_processes(const object_type& object) {
  std::vector<seen_process> all;
  const process_reader reader(object);
  for (const instance_definition instance : object.instances()) {
    auto process = reader.read(instance);
    if (process.id != 0) all.push_back(process);  // Idle and _Total have none
  }
  return all;
}

}  // namespace

void process_tree::observe(const data_block& block) {
  const auto object = block.find_object(title::process);
  if (!object) return;
  const auto all = read_processes(*object);
  std::unordered_multimap<std::uint32_t, const seen_process*> children;
  std::vector<const seen_process*> found;
  for (const auto& process : all)
    if (process.id == root_ && root_start_ == 0) root_start_ = process.start;
  for (const auto& process : all) {
    children.emplace(process.parent, &process);
    const bool known = members_.contains({process.id, process.start});
    const bool is_root = process.id == root_ && process.start == root_start_;
    const bool is_orphan = process.parent == adopter_ && process.start >= root_start_;
    if (known || is_root || is_orphan) found.push_back(&process);
  }
  std::map<identity, const process_usage*> present;
  while (!found.empty()) {
    const auto* process = found.back();
    found.pop_back();
    if (!present.emplace(identity{process->id, process->start}, &process->usage).second) continue;
    const auto [first, last] = children.equal_range(process->id);
    for (auto child = first; child != last; ++child)
      if (child->second->start >= process->start) found.push_back(child->second);
  }
  take(present);
}

void process_tree::take(const std::map<identity, const process_usage*>& present) {
  working_set_ = 0;
  for (auto& [who, usage] : members_) usage.working_set = 0;
  for (const auto& [who, used] : present) {
    auto& kept = members_[who];
    const auto peak = std::max(kept.working_set_peak, used->working_set_peak);
    kept = *used;
    kept.working_set_peak = peak;  // an ended process that waits for its parent has no memory any more
    working_set_ += kept.working_set;
  }
  present_ = present.size();
  peak_ = std::max(peak_, working_set_);
  if (working_set_ == 0) return;
  sum_ += static_cast<double>(working_set_);
  ++samples_;
}

tree_usage process_tree::usage() const {
  tree_usage total{.processes = members_.size(), .working_set_peak = peak_};
  for (const auto& [who, usage] : members_) {
    total.user_time += usage.user_time;
    total.kernel_time += usage.kernel_time;
    total.faults += usage.faults;
    total.read_bytes += usage.read_bytes;
    total.written_bytes += usage.written_bytes;
    total.working_set_peak = std::max(total.working_set_peak, usage.working_set_peak);
  }
  if (samples_ > 0) total.working_set_average = sum_ / static_cast<double>(samples_);
  return total;
}

}  // namespace perfdata
