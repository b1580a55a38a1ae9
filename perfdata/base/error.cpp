#include <array>
#include <charconv>

#include <perfdata/base/error.hpp>

namespace perfdata {

std::string_view to_string(record_kind record) noexcept {
  switch (record) {
    case record_kind::data_block: return "PERF_DATA_BLOCK";
    case record_kind::object_type: return "PERF_OBJECT_TYPE";
    case record_kind::counter_definition: return "PERF_COUNTER_DEFINITION";
    case record_kind::instance_definition: return "PERF_INSTANCE_DEFINITION";
    case record_kind::counter_block: return "PERF_COUNTER_BLOCK";
    case record_kind::title_table: return "title table";
  }
  return "record";
}

// Written by hand: {fmt}'s way to hexadecimal digits brings the C++ locales into a static program, half a
// megabyte.
std::string place_of(record_kind record, std::size_t offset) {
  std::array<char, 2 * sizeof offset> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), offset, 16).ptr;
  std::string place(to_string(record));
  return place.append(" at 0x").append(digits.data(), end);
}

error format_error(errc code, record_kind record, std::size_t offset, std::string_view what) {
  return {.code = code,
          .message = place_of(record, offset).append(": ").append(what),
          .position = record_position{record, offset}};
}

}  // namespace perfdata
