// The instances of one object side by side: newest values, and a short past that stays with an instance when
// its name is numbered anew.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <perfdata/collect/row.hpp>

namespace perfdata::monitor {

/// The last values of one counter, oldest first. A value.
class recent_values {
 public:
  static constexpr std::size_t most = 60;

  /// NaN for a sample without a value.
  void push(float value) noexcept {
    ring_[(first_ + count_) % most] = value;
    if (count_ < most)
      ++count_;
    else
      first_ = (first_ + 1) % most;
  }
  [[nodiscard]] std::size_t size() const noexcept { return count_; }
  [[nodiscard]] float operator[](std::size_t i) const noexcept { return ring_[(first_ + i) % most]; }

 private:
  std::array<float, most> ring_{};
  std::size_t first_ = 0;
  std::size_t count_ = 0;
};

/// An instance in the newest sample. A value.
struct ranked_instance {
  std::string name{};                      ///< as displayed now, "svchost#3"
  std::optional<std::uint64_t> process{};  ///< its ID Process, where the object has that counter
  std::vector<cooked_value> values{};      ///< by counter
  std::vector<std::string> paths{};        ///< of the values; empty where there is none
  std::vector<recent_values> recent{};     ///< by counter
};

/// A counter of the ranked object. A value.
struct ranked_counter {
  std::uint32_t title_index = 0;
  std::string name{};
  counter_type type{};
};

/// A resource. Not thread-safe.
class instance_ranking {
 public:
  /// Takes the rows of that object in; rows of others are passed over. An instance is the one of the sample
  /// before when it has the same ID Process and the same name but for `#n`, or, without that counter, the
  /// same name. What is not in the sample is forgotten. Linear in the rows, times the logarithm of the
  /// instances.
  void take(std::span<const row> rows, std::uint32_t object_index);

  /// Forgets everything.
  void clear();

  /// In the order in which they first came; without ID Process.
  [[nodiscard]] std::span<const ranked_counter> counters() const noexcept { return counters_; }
  [[nodiscard]] std::span<const ranked_instance> instances() const noexcept { return instances_; }

  /// Positions of the instances whose name or process number holds `filter`, by one counter's value; by name
  /// when there is no such counter. Instances without a value come last, `_Total` behind them.
  [[nodiscard]] std::vector<std::size_t> order(std::size_t counter, bool descending,
                                               std::string_view filter) const;

 private:
  std::size_t place_of(const row& counter);

  std::vector<ranked_counter> counters_;
  std::vector<ranked_instance> instances_;
  std::map<std::string, std::vector<recent_values>> past_;  // by identity, of the newest sample
};

}  // namespace perfdata::monitor
