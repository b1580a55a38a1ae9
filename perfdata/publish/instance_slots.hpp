// Which place an instance has among those that are published.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace perfdata {

/// The places of one object's instances. A value.
class instance_slots {
 public:
  /// For each of `names`, in their order, a place in 0 … names.size() - 1, each once. Who had a place keeps
  /// it as long as there are so many; of equal names the first keeps the first one's, and so on. O(names).
  [[nodiscard]] std::vector<std::uint32_t> assign(const std::vector<std::string>& names);

 private:
  std::unordered_map<std::string, std::uint32_t> slots_;  // by name, with NUL and number for the further ones
};

}  // namespace perfdata
