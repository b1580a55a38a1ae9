#include "monitor/cli/block_output.hpp"

#include <fmt/format.h>

#include <perfdata/collect/instance_names.hpp>

namespace perfdata::cli {

std::string name_in_block(const object_type& object, const instance_definition& instance) {
  const byte_view bytes = instance.name_bytes();
  const bool nameless =
      object.code_page() == 0 ? instance.name().empty() : bytes.empty() || bytes.front() == std::byte{0};
  return nameless ? std::string{} : plain_name(object, instance);
}

std::string iso_time(const wire::system_time& time) {
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", time.year.value(), time.month.value(),
                     time.day.value(), time.hour.value(), time.minute.value(), time.second.value(),
                     time.milliseconds.value());
}

std::string hex_digits(byte_view bytes) {
  std::string digits;
  digits.reserve(2 * bytes.size());
  for (const std::byte byte : bytes)
    fmt::format_to(std::back_inserter(digits), "{:02x}", std::to_integer<unsigned>(byte));
  return digits;
}

bool is_number(const counter_definition& counter) noexcept {
  const bool text = (code(counter.type()) & type_bits::kind_mask) == type_bits::kind_text;
  return !text && (counter.size() == 4 || counter.size() == 8);
}

}  // namespace perfdata::cli
