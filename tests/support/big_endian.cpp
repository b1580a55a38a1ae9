#include <algorithm>
#include <tests/support/big_endian.hpp>
#include <vector>

#include <perfdata/wire/counter_type.hpp>
#include <perfdata/wire/overlay.hpp>
#include <perfdata/wire/records.hpp>

namespace perfdata::test {
namespace {

using wire::overlay;

// Reads the little-endian original while it turns a copy.
class turner {
 public:
  explicit turner(byte_view good) : good_(good), turned_(good.begin(), good.end()), done_(good.size()) {}

  byte_buffer turn() {
    const auto& header = overlay<wire::perf_data_block>(good_);
    turn_each(0, 2, 4);
    std::fill_n(turned_.begin() + 8, 4, std::byte{0});
    turn_each(12, 4, 6);
    turn_each(36, 2, 8);
    turn_each(56, 8, 3);
    turn_each(80, 4, 2);
    turn_each(header.system_name_offset.value(), 2, header.system_name_length.value() / 2);
    std::size_t at = header.header_length.value();
    for (std::uint32_t i = 0; i < header.num_object_types.value(); ++i) at = turn_object(at);
    return std::move(turned_);
  }

 private:
  template <class Record>
  const Record& at(std::size_t offset) const {
    return overlay<Record>(good_.subspan(offset));
  }

  void turn_one(std::size_t offset, std::size_t size) {
    if (done_[offset]) return;  // several definitions may share a value
    std::fill_n(done_.begin() + static_cast<std::ptrdiff_t>(offset), size, true);
    std::ranges::reverse(std::span(turned_).subspan(offset, size));
  }
  void turn_each(std::size_t offset, std::size_t size, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) turn_one(offset + i * size, size);
  }

  std::size_t turn_object(std::size_t start) {
    turn_each(start, 4, 12);
    turn_each(start + 48, 8, 2);
    const auto& object = at<wire::perf_object_type>(start);
    const std::size_t end = start + object.total_byte_length.value();
    std::vector<const wire::perf_counter_definition*> counters;
    std::size_t next = start + object.header_length.value();
    for (std::uint32_t i = 0; i < object.num_counters.value(); ++i) {
      turn_each(next, 4, 10);
      const auto& counter = at<wire::perf_counter_definition>(next);
      if (counter.counter_size.value() != 0) counters.push_back(&counter);
      next += counter.byte_length.value();
    }
    next = start + object.definition_length.value();
    if (object.num_instances.value() == wire::no_instances) turn_values(next, end, counters);
    for (std::int32_t i = 0; i < object.num_instances.value(); ++i) {
      const auto& instance = at<wire::perf_instance_definition>(next);
      turn_each(next, 4, 6);
      turn_each(next + instance.name_offset.value(), 2, instance.name_length.value() / 2);
      next += instance.byte_length.value();
      const std::size_t length = at<wire::perf_counter_block>(next).byte_length.value();
      turn_values(next, i + 1 == object.num_instances.value() ? end : next + length, counters);
      next += length;
    }
    return end;
  }

  void turn_values(std::size_t block, std::size_t end,
                   const std::vector<const wire::perf_counter_definition*>& counters) {
    turn_one(block, 4);
    for (const auto* counter : counters) {
      const std::size_t value = block + counter->counter_offset.value();
      const std::size_t size = counter->counter_size.value();
      if ((size == 2 || size == 4 || size == 8) && value + size <= end) turn_one(value, size);
      const bool multi = is_multi(static_cast<counter_type>(counter->counter_type.value()));
      if (multi && value + size + 4 <= end) turn_one(value + size, 4);
    }
  }

  byte_view good_;
  byte_buffer turned_;
  std::vector<bool> done_;
};

}  // namespace

byte_buffer to_big_endian(byte_view good) {
  return turner(good).turn();
}

}  // namespace perfdata::test
