// The five records of HKEY_PERFORMANCE_DATA, in the order in which they lie in a block.
//
// Sources: winperf.h (mingw-w64, public domain) for the layout; MicrosoftDocs/sdk-api ns-winperf-perf_*.md
// for the meaning. All fields are naturally aligned by their offsets, but nothing guarantees where a record
// starts, so every field is an unaligned little-endian buffer: alignment 1, read with `.value()`, an access
// to unsigned char. 32- and 64-bit layouts are byte-identical: the "title" pointers are 4 bytes in both and
// mean nothing in captured data.
#pragma once

#include <boost/endian/buffers.hpp>
#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace perfdata::wire {

using u16 = boost::endian::little_uint16_buf_t;
using u32 = boost::endian::little_uint32_buf_t;
using i32 = boost::endian::little_int32_buf_t;
using u64 = boost::endian::little_uint64_buf_t;
using i64 = boost::endian::little_int64_buf_t;

/// SYSTEMTIME. https://learn.microsoft.com/windows/win32/api/minwinbase/ns-minwinbase-systemtime
struct system_time {
  u16 year;
  u16 month;        // 1-12
  u16 day_of_week;  // 0 = Sunday
  u16 day;
  u16 hour;
  u16 minute;
  u16 second;
  u16 milliseconds;
};

/// PERF_DATA_BLOCK. https://learn.microsoft.com/windows/win32/api/winperf/ns-winperf-perf_data_block
struct perf_data_block {
  u16 signature[4];       // "PERF"
  u32 little_endian;      // 1; a big-endian producer writes 0
  u32 version;            // 1
  u32 revision;           // 1
  u32 total_byte_length;  // the whole block with this header (Samba: without it)
  u32 header_length;      // offset of the first object
  u32 num_object_types;
  i32 default_object;  // title index, -1 for none; need not be in the block
  system_time system_time_utc;
  u32 padding;             // perf_time is 8-aligned, and 52 is not
  i64 perf_time;           // QueryPerformanceCounter at collection
  i64 perf_freq;           // its ticks a second
  i64 perf_time_100ns;     // FILETIME at collection
  u32 system_name_length;  // bytes, with the terminator
  u32 system_name_offset;  // from the start of the block
};

/// PERF_OBJECT_TYPE. https://learn.microsoft.com/windows/win32/api/winperf/ns-winperf-perf_object_type
struct perf_object_type {
  u32 total_byte_length;  // this object whole: to the next object
  u32 definition_length;  // to the first instance, or to the only counter block
  u32 header_length;      // to the first counter definition
  u32 name_title_index;
  u32 name_title;  // a pointer of the producer's: never followed
  u32 help_title_index;
  u32 help_title;
  u32 detail_level;     // 100 novice, 200 advanced, 300 expert, 400 wizard
  u32 num_counters;     // base counters counted too
  i32 default_counter;  // position of a definition, -1 for none
  i32 num_instances;    // or one of the values below
  u32 code_page;        // 0: instance names are UTF-16
  i64 perf_time;        // the object's own clock, 0 when unused
  i64 perf_freq;
};

/// PERF_COUNTER_DEFINITION.
/// https://learn.microsoft.com/windows/win32/api/winperf/ns-winperf-perf_counter_definition
struct perf_counter_definition {
  u32 byte_length;
  u32 name_title_index;  // a base counter carries its numerator's
  u32 name_title;
  u32 help_title_index;
  u32 help_title;
  i32 default_scale;  // shown value = value x 10^scale
  u32 detail_level;
  u32 counter_type;
  u32 counter_size;    // bytes; authoritative over the type's size bits
  u32 counter_offset;  // from the start of the counter block
};

/// PERF_INSTANCE_DEFINITION.
/// https://learn.microsoft.com/windows/win32/api/winperf/ns-winperf-perf_instance_definition
struct perf_instance_definition {
  u32 byte_length;                // to this instance's counter block
  u32 parent_object_title_index;  // 0: no parent
  u32 parent_object_instance;     // position among that object's instances in the same block
  i32 unique_id;                  // -1: the name identifies it
  u32 name_offset;                // from the start of this record
  u32 name_length;                // bytes, with the terminator where there is one
};

/// PERF_COUNTER_BLOCK. https://learn.microsoft.com/windows/win32/api/winperf/ns-winperf-perf_counter_block
struct perf_counter_block {
  u32 byte_length;  // with itself; values follow at their definitions' offsets
};

/// Values of `num_instances` that are not a count (winperf.h; the metadata ones since Windows 10 20H1).
inline constexpr std::int32_t no_instances = -1;
inline constexpr std::int32_t metadata_multiple_instances = -2;
inline constexpr std::int32_t metadata_no_instances = -3;

/// `unique_id` of an instance that goes by its name.
inline constexpr std::int32_t no_unique_id = -1;

template <class Record, std::size_t Size>
inline constexpr bool is_wire_record =
    std::is_standard_layout_v<Record>&& std::is_trivially_copyable_v<Record> && alignof(Record) == 1 &&
    sizeof(Record) == Size;

static_assert(is_wire_record<perf_data_block, 88>);
static_assert(is_wire_record<perf_object_type, 64>);
static_assert(is_wire_record<perf_counter_definition, 40>);
static_assert(is_wire_record<perf_instance_definition, 24>);
static_assert(is_wire_record<perf_counter_block, 4>);

static_assert(offsetof(perf_data_block, total_byte_length) == 20);
static_assert(offsetof(perf_data_block, system_time_utc) == 36);
static_assert(offsetof(perf_data_block, perf_time) == 56);
static_assert(offsetof(perf_data_block, system_name_offset) == 84);
static_assert(offsetof(perf_object_type, detail_level) == 28);
static_assert(offsetof(perf_object_type, num_instances) == 40);
static_assert(offsetof(perf_object_type, perf_freq) == 56);
static_assert(offsetof(perf_counter_definition, default_scale) == 20);
static_assert(offsetof(perf_counter_definition, counter_offset) == 36);
static_assert(offsetof(perf_instance_definition, unique_id) == 12);
static_assert(offsetof(perf_instance_definition, name_length) == 20);

}  // namespace perfdata::wire
