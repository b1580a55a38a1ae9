#include <fmt/format.h>

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

error format_error(errc code, record_kind record, std::size_t offset, std::string_view what) {
  return {.code = code,
          .message = fmt::format("{} at {:#x}: {}", to_string(record), offset, what),
          .position = record_position{record, offset}};
}

}  // namespace perfdata
