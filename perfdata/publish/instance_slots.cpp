#include <limits>
#include <span>

#include <perfdata/publish/instance_slots.hpp>

namespace perfdata {
namespace {

constexpr auto none = std::numeric_limits<std::uint32_t>::max();

std::vector<std::string> identities_of(const std::vector<std::string>& names) {
  std::unordered_map<std::string, std::uint32_t> seen;
  std::vector<std::string> identities;
  identities.reserve(names.size());
  for (const auto& name : names) {
    const std::uint32_t before = seen[name]++;
    identities.push_back(before == 0 ? name : name + '\0' + std::to_string(before));
  }
  return identities;
}

void fill_gaps(std::span<std::uint32_t> slots, const std::vector<bool>& taken) {
  std::uint32_t gap = 0;
  for (auto& slot : slots) {
    if (slot != none) continue;
    while (taken[gap]) ++gap;
    slot = gap++;
  }
}

}  // namespace

std::vector<std::uint32_t> instance_slots::assign(const std::vector<std::string>& names) {
  const auto identities = identities_of(names);
  std::vector<std::uint32_t> slots(names.size(), none);
  std::vector<bool> taken(names.size(), false);
  for (std::size_t i = 0; i < identities.size(); ++i) {
    const auto before = slots_.find(identities[i]);
    if (before == slots_.end() || before->second >= slots.size()) continue;
    slots[i] = before->second;
    taken[slots[i]] = true;
  }
  fill_gaps(slots, taken);
  slots_.clear();
  for (std::size_t i = 0; i < identities.size(); ++i) slots_.emplace(identities[i], slots[i]);
  return slots;
}

}  // namespace perfdata
