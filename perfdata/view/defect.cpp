#include <fmt/compile.h>

#include <perfdata/view/defect.hpp>

namespace perfdata {

std::string_view to_string(defect_code code) noexcept {
  switch (code) {
    case defect_code::block_truncated: return "block_truncated";
    case defect_code::total_byte_length_excludes_header: return "total_byte_length_excludes_header";
    case defect_code::system_name_outside_block: return "system_name_outside_block";
    case defect_code::objects_missing: return "objects_missing";
    case defect_code::object_header_invalid: return "object_header_invalid";
    case defect_code::object_truncated: return "object_truncated";
    case defect_code::counter_definitions_truncated: return "counter_definitions_truncated";
    case defect_code::counter_definition_too_short: return "counter_definition_too_short";
    case defect_code::counter_outside_block: return "counter_outside_block";
    case defect_code::instance_count_invalid: return "instance_count_invalid";
    case defect_code::instances_missing: return "instances_missing";
    case defect_code::instance_header_invalid: return "instance_header_invalid";
    case defect_code::instance_name_outside_instance: return "instance_name_outside_instance";
    case defect_code::counter_block_invalid: return "counter_block_invalid";
    case defect_code::counter_block_too_short: return "counter_block_too_short";
  }
  return "defect";
}

namespace {

std::string what(const defect& d) {
  switch (d.code) {
    case defect_code::block_truncated:
      return fmt::format(FMT_COMPILE("TotalByteLength {} but only {} bytes arrived"), d.stated, d.limit);
    case defect_code::total_byte_length_excludes_header:
      return fmt::format(FMT_COMPILE("TotalByteLength {} although the objects end at {}"), d.stated, d.limit);
    case defect_code::system_name_outside_block:
      return fmt::format(FMT_COMPILE("the system name ends at {} but HeaderLength is {}"), d.stated, d.limit);
    case defect_code::objects_missing:
      return fmt::format(FMT_COMPILE("NumObjectTypes {} but only {} objects are here"), d.stated, d.limit);
    case defect_code::object_header_invalid:
      return fmt::format(FMT_COMPILE("a header, definition or total length of {} contradicts {}"), d.stated,
                         d.limit);
    case defect_code::object_truncated:
      return fmt::format(FMT_COMPILE("TotalByteLength {} but only {} bytes are left"), d.stated, d.limit);
    case defect_code::counter_definitions_truncated:
      return fmt::format(FMT_COMPILE("NumCounters {} but only {} definitions fit in DefinitionLength"),
                         d.stated, d.limit);
    case defect_code::counter_definition_too_short:
      return fmt::format(FMT_COMPILE("ByteLength {} is below {}"), d.stated, d.limit);
    case defect_code::counter_outside_block:
      return fmt::format(FMT_COMPILE("the value ends at {} but the counter block has at most {} bytes"),
                         d.stated, d.limit);
    case defect_code::instance_count_invalid:
      return fmt::format(FMT_COMPILE("NumInstances {} means nothing"), static_cast<std::int64_t>(d.stated));
    case defect_code::instances_missing:
      return fmt::format(FMT_COMPILE("NumInstances {} but only {} instances are here"),
                         static_cast<std::int64_t>(d.stated), d.limit);
    case defect_code::instance_header_invalid:
      return fmt::format(FMT_COMPILE("ByteLength {} does not lie between 24 and {}"), d.stated, d.limit);
    case defect_code::instance_name_outside_instance:
      return fmt::format(FMT_COMPILE("the name ends at {} but ByteLength is {}"), d.stated, d.limit);
    case defect_code::counter_block_invalid:
      return fmt::format(FMT_COMPILE("ByteLength {} does not lie between 4 and {}"), d.stated, d.limit);
    case defect_code::counter_block_too_short:
      return fmt::format(FMT_COMPILE("ByteLength {} but its counters end at {}"), d.stated, d.limit);
  }
  return "damaged";
}

}  // namespace

std::string defect::message() const {
  return place_of(record, offset).append(": ").append(what(*this));
}

}  // namespace perfdata
