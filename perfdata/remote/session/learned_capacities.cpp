#include <algorithm>

#include <perfdata/registry/block_extent.hpp>
#include <perfdata/remote/session/learned_capacities.hpp>
#include <perfdata/remote/winreg/winreg_ndr.hpp>

namespace perfdata {
namespace {

constexpr std::uint32_t first_capacity = 64 * 1024;
constexpr std::size_t most_learned_names = 64;

}  // namespace

std::uint32_t learned_capacities::get(const std::string& name) const {
  const auto known = known_.find(name);
  return known != known_.end() ? known->second : first_capacity;
}

void learned_capacities::learn(const std::string& name, std::size_t size) {
  if (known_.size() >= most_learned_names) known_.clear();
  const std::size_t wanted = std::max<std::size_t>(first_capacity, size + size / 4);
  known_[name] = static_cast<std::uint32_t>(std::min<std::size_t>(wanted, winreg::max_value_size));
}

std::uint32_t more_than(std::uint32_t capacity, byte_view cut) noexcept {
  const std::uint64_t wanted = std::max<std::uint64_t>(std::uint64_t{capacity} * 4, stated_block_size(cut));
  return static_cast<std::uint32_t>(std::min<std::uint64_t>(wanted, winreg::max_value_size));
}

}  // namespace perfdata
