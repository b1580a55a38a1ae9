// The two tdb files from which smbd builds HKEY_PERFORMANCE_DATA (source3/registry/reg_perfcount.c).
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include <perfdata/wire/counter_type.hpp>

namespace perfdata::test {

/// Writes a server's counters; a running server sees them with the next query. Indexes are even; the help
/// text of `index` is at index + 1. An object comes before its counters: its index is smaller. Throws
/// std::runtime_error when a file cannot be written.
class samba_counters {
 public:
  /// `folder`: the server's STATE/perfmon, made when missing.
  explicit samba_counters(std::filesystem::path folder);

  /// The highest even index that is used; smbd looks no further.
  void set_last_index(std::uint32_t index);
  void set_clock(std::uint64_t perf_time, std::uint64_t perf_freq, std::uint64_t perf_time_100ns);

  void add_object(std::uint32_t index, std::string_view name, std::string_view help);
  /// Instances by name; makes the object multi-instance.
  void set_instances(std::uint32_t object, std::span<const std::string> names);
  void add_counter(std::uint32_t index, std::uint32_t object, std::string_view name, std::string_view help,
                   counter_type type);

  /// A counter of an object without instances (below 2^53: smbd reads it as a double).
  void set_value(std::uint32_t counter, std::uint64_t value);
  /// The raw values of instance `k`, in the order in which the object's counters were added.
  void set_instance_values(std::uint32_t object, std::uint32_t k, std::span<const std::uint64_t> values);

 private:
  std::filesystem::path names_;
  std::filesystem::path data_;
};

}  // namespace perfdata::test
