#include <algorithm>

#include <perfdata/windows/growing_room.hpp>

namespace perfdata::win32 {
namespace {

constexpr std::uint32_t first_capacity = 64 * 1024;
constexpr std::size_t most_learned_names = 64;

// Behind what is offered: a provider that writes a little too far hits nobody. Wine itself does, by 88 bytes.
constexpr std::size_t margin = 4096;

}  // namespace

std::uint32_t growing_room::capacity_for(const std::string& name) const {
  const auto known = learned_.find(name);
  return known != learned_.end() ? known->second : first_capacity;
}

std::uint32_t growing_room::more_than(std::uint32_t capacity) noexcept {
  return std::min(capacity > largest_value / 4 ? largest_value : capacity * 4, largest_value);
}

value_room growing_room::offer(std::uint32_t capacity) {
  if (bytes_.size() < capacity + margin) bytes_.resize(capacity + margin);
  return {.bytes = std::span(bytes_).first(capacity), .size = capacity};
}

/// A quarter more than came: instances come and go.
void growing_room::learn(const std::string& name, std::uint32_t size) {
  if (learned_.size() >= most_learned_names) learned_.clear();
  learned_[name] = std::clamp(size + size / 4, first_capacity, largest_value);
}

}  // namespace perfdata::win32
