// A command's processes, told apart from everybody else's by the Process object's ids.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>

#include <perfdata/view/data_block.hpp>

namespace perfdata {

/// What a process had used when it was last seen. Times in 100 ns, memory in bytes. A value.
struct process_usage {
  std::uint64_t user_time = 0;
  std::uint64_t kernel_time = 0;
  std::uint64_t faults = 0;
  std::uint64_t working_set = 0;  ///< 0 once it has ended
  std::uint64_t working_set_peak = 0;
  std::uint64_t read_bytes = 0;
  std::uint64_t written_bytes = 0;
};

/// The tree over all samples. A value.
struct tree_usage {
  std::size_t processes = 0;    ///< ever seen
  std::uint64_t user_time = 0;  ///< of those, each as last seen
  std::uint64_t kernel_time = 0;
  std::uint64_t faults = 0;
  std::uint64_t read_bytes = 0;
  std::uint64_t written_bytes = 0;
  std::uint64_t working_set_peak = 0;  ///< largest of the sums of one moment and of each process's own peak
  double working_set_average = 0;      ///< of the sums, over the samples in which there was one
};

/// Follows a tree from block to block. A process belongs to it when it is the root, a child of one that
/// belongs to it (ID Process and Creating Process ID), or a child of the adopter, to which the system hands
/// orphans, that is not older than the root; once it belongs it stays. A process is its id and its start, so
/// an id that is used again is another process, and a "parent" that started after its child is none. A
/// resource.
class process_tree {
 public:
  /// `adopter`: the process that inherits the tree's orphans.
  process_tree(std::uint32_t root, std::uint32_t adopter) noexcept : root_(root), adopter_(adopter) {}

  /// Takes the Process object of a sample; nothing happens without one. O(processes log processes).
  void observe(const data_block& block);

  [[nodiscard]] tree_usage usage() const;

  /// The working sets of the tree in the last sample, added up.
  [[nodiscard]] std::uint64_t working_set() const noexcept { return working_set_; }
  /// Processes of the tree in the last sample.
  [[nodiscard]] std::size_t present() const noexcept { return present_; }

  /// The value name that a sample is asked for by: the Process object's title index.
  static constexpr const char* value_name = "230";

 private:
  using identity = std::pair<std::uint32_t, std::uint64_t>;  // id and start

  void take(const std::map<identity, const process_usage*>& present);

  std::uint32_t root_;
  std::uint32_t adopter_;
  std::uint64_t root_start_ = 0;
  std::map<identity, process_usage> members_;
  std::size_t present_ = 0;
  std::uint64_t working_set_ = 0;
  std::uint64_t peak_ = 0;
  double sum_ = 0;
  std::size_t samples_ = 0;
};

}  // namespace perfdata
