// How much room to offer for an answer.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include <perfdata/base/bytes.hpp>

namespace perfdata {

/// A value: the capacity to offer for each value name, so that a steady watcher needs one round trip. Sizes
/// that the server states are never used: for HKEY_PERFORMANCE_DATA they are undefined. Remembers 64 names.
class learned_capacities {
 public:
  [[nodiscard]] std::uint32_t get(const std::string& name) const;
  /// A quarter more than `size` the next time: instances come and go.
  void learn(const std::string& name, std::size_t size);

 private:
  std::map<std::string, std::uint32_t> known_;
};

/// The next offer after one that was too small. Each attempt makes the other machine collect everything anew,
/// so steps are large; an offer costs us no memory. `cut` is what came, if anything.
[[nodiscard]] std::uint32_t more_than(std::uint32_t capacity, byte_view cut) noexcept;

}  // namespace perfdata
