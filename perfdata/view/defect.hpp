// What a block has wrong without being unreadable. A defect never hides the healthy neighbours.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <perfdata/base/error.hpp>

namespace perfdata {

/// Stable names for programs (`to_string` gives them); the comments say what was done about it.
enum class defect_code : std::uint8_t {
  block_truncated,                    ///< fewer bytes than TotalByteLength: what arrived whole is kept
  total_byte_length_excludes_header,  ///< Samba's way: objects reach beyond TotalByteLength and were all read
  system_name_outside_block,          ///< shown as empty
  objects_missing,                    ///< fewer objects than NumObjectTypes: the walk ended early
  object_header_invalid,  ///< lengths that contradict each other: the object is skipped or the walk ends
  object_truncated,       ///< cut by the end of the bytes: its whole instances are kept
  counter_definitions_truncated,   ///< fewer definitions fit than NumCounters states
  counter_definition_too_short,    ///< ByteLength below 40: taken as 40
  counter_outside_block,           ///< offset and size reach beyond every counter block: no value
  instance_count_invalid,          ///< a negative NumInstances with no meaning: taken as none
  instances_missing,               ///< fewer instances fit than NumInstances states
  instance_header_invalid,         ///< ByteLength below 24 or beyond the object: the instances end there
  instance_name_outside_instance,  ///< shown as empty
  counter_block_invalid,           ///< ByteLength below 4 or beyond the object: the instances end there
  counter_block_too_short,         ///< ByteLength smaller than its counters: read up to what is certain
};

[[nodiscard]] std::string_view to_string(defect_code code) noexcept;

/// A value; words are made when somebody reads them.
struct defect {
  defect_code code{};
  record_kind record{};
  std::uint32_t offset = 0;        ///< of the record, from the start of the block
  std::uint32_t object_index = 0;  ///< title index of the object concerned, 0 for the block itself
  std::uint64_t stated = 0;        ///< what the bytes say
  std::uint64_t limit = 0;         ///< what it was compared with

  /// "PERF_OBJECT_TYPE at 0x1f40: DefinitionLength 4096 exceeds TotalByteLength 512"
  [[nodiscard]] std::string message() const;
  friend bool operator==(const defect&, const defect&) = default;
};

}  // namespace perfdata
