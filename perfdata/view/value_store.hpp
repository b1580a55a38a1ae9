// Every value of a block as a number in the caller's memory.
//
//   perfdata::value_store store(memory);
//   for (auto object : *reader) store.add(object);  // block_reader, or the objects of a data_block
//   use(store.stored());
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include <perfdata/base/lifetime.hpp>
#include <perfdata/view/object_type.hpp>

namespace perfdata {

/// Stores the values of one object after the other, in the order of object_type::for_each_value. What does
/// not fit is counted and not stored. Refers to the memory.
class value_store {
 public:
  explicit value_store(std::span<std::uint64_t> memory PERFDATA_LIFETIMEBOUND) noexcept : memory_(memory) {}

  /// O(counters x instances). Values go past the caches where there is room for more than 64 KiB of them.
  void add(const object_type& object) noexcept;

  /// What was stored, for any thread to read.
  [[nodiscard]] std::span<const std::uint64_t> stored() const noexcept;
  /// How many did not fit.
  [[nodiscard]] std::size_t omitted() const noexcept { return omitted_; }

 private:
  std::span<std::uint64_t> memory_;
  std::size_t stored_ = 0;
  std::size_t omitted_ = 0;
};

}  // namespace perfdata
