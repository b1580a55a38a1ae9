// The records of a binary performance log, in the order in which they lie in the file: ETW's buffers and
// events, and in the events of one provider PDH's counter list and samples.
//
// Sources: evntrace.h and MicrosoftDocs for ETW's part (WMI_BUFFER_HEADER is documented by its users only);
// PDH's part was worked out from the bytes of logs of Windows Vista, 8 and 10. All fields are little-endian
// and unaligned.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <perfdata/wire/overlay.hpp>
#include <perfdata/wire/records.hpp>

namespace perfdata::blg {

using wire::i32;
using wire::i64;
using wire::u16;
using wire::u32;
using wire::u64;
using u8 = boost::endian::little_uint8_buf_t;
using guid = std::array<u8, 16>;

/// In front of every buffer.
struct buffer_header {
  u32 buffer_size;  // of the whole buffer: the same in all of a file
  u32 saved_offset;
  u32 current_offset;
  u32 reference_count;
  i64 time_stamp;
  i64 sequence_number;  // counts up; tells the order of a log that went round
  u8 state[16];
  u32 bytes_used;  // of the buffer, this header included
  u16 buffer_flag;
  u16 buffer_type;
  u8 context[16];
};
static_assert(sizeof(buffer_header) == 0x48 && offsetof(buffer_header, sequence_number) == 0x18 &&
              offsetof(buffer_header, bytes_used) == 0x30);

/// SYSTEM_TRACE_HEADER, of ETW's own event that begins the file. The first 8 bytes are enough to step over
/// the other headers: those whose marker is one of `sized_late` have their size here, the rest first of all.
struct system_event_header {
  u16 version;
  u16 marker;  // 0xC001: 32-bit machine, 0xC002: 64-bit
  u16 size;
  u16 hook_id;
  u32 thread_id;
  u32 process_id;
  i64 time_stamp;
  u32 kernel_time;
  u32 user_time;
};
static_assert(sizeof(system_event_header) == 32);

inline constexpr std::uint16_t marker_system_32 = 0xC001;
inline constexpr std::uint16_t marker_system_64 = 0xC002;
inline constexpr std::array<std::uint16_t, 6> sized_late{0xC001, 0xC002, 0xC003, 0xC004, 0xC010, 0xC011};

/// EVENT_TRACE_HEADER. Events lie at multiples of 8.
/// https://learn.microsoft.com/windows/win32/api/evntrace/ns-evntrace-event_trace_header
struct event_header {
  u16 size;    // header and body
  u16 marker;  // 0xC00A: 32-bit machine, 0xC014: 64-bit
  u8 type;
  u8 level;
  u16 version;
  u32 thread_id;
  u32 process_id;
  i64 time_stamp;  // FILETIME in local time: when PDH took the sample
  guid provider;
  u32 kernel_time;
  u32 user_time;
};
static_assert(sizeof(event_header) == 48 && offsetof(event_header, provider) == 24);

inline constexpr std::uint16_t marker_event_32 = 0xC00A;
inline constexpr std::uint16_t marker_event_64 = 0xC014;

/// {933f3bb3-943e-490d-9ced-3cbb14c14479}
inline constexpr std::array<std::uint8_t, 16> provider_of_counters{
    0xb3, 0x3b, 0x3f, 0x93, 0x3e, 0x94, 0x0d, 0x49, 0x9c, 0xed, 0x3c, 0xbb, 0x14, 0xc1, 0x44, 0x79};

inline constexpr std::uint8_t event_counter_list = 0x20;
inline constexpr std::uint8_t event_sample = 0x22;
inline constexpr std::uint8_t event_index = 0x23;
inline constexpr std::uint8_t event_names = 0x24;

/// In front of the body of each of the provider's events. What is too long for one event comes in parts,
/// whose bodies continue each other.
struct part_header {
  guid log;
  u32 part;  // from 1
  u32 parts;
};
static_assert(sizeof(part_header) == 24);

/// TRACE_LOGFILE_HEADER, as far as it does not depend on the machine's pointers.
/// https://learn.microsoft.com/windows/win32/api/evntrace/ns-evntrace-trace_logfile_header
struct log_file_header {
  u32 buffer_size;
  u32 version;
  u32 provider_version;
  u32 number_of_processors;
  i64 end_time;
  u32 timer_resolution;
  u32 maximum_file_size;
  u32 log_file_mode;
  u32 buffers_written;
  u32 start_buffers;
  u32 pointer_size;
  u32 events_lost;
  u32 cpu_speed;
  // Two pointers, then time_zone_information.
};
static_assert(sizeof(log_file_header) == 56);

inline constexpr std::uint32_t mode_circular = 0x2;  // EVENT_TRACE_FILE_MODE_CIRCULAR

/// TIME_ZONE_INFORMATION.
/// https://learn.microsoft.com/windows/win32/api/timezoneapi/ns-timezoneapi-time_zone_information
struct time_zone_information {
  i32 bias;
  u16 standard_name[32];
  wire::system_time standard_date;  // year 0: the day-th day_of_week of the month, 5 the last; month 0: never
  i32 standard_bias;
  u16 daylight_name[32];
  wire::system_time daylight_date;
  i32 daylight_bias;
};
static_assert(sizeof(time_zone_information) == 172);

/// The counter list: these 8 bytes, then entries, each followed by its texts.
struct counter_list_header {
  u32 kind;  // 0x6FF in every log seen
  u32 version;
};

struct counter_list_entry {
  u32 size;   // of the entry with its texts
  u32 flags;  // bits below
  u32 unknown;
  u32 counter_type;
  i64 time_base;
  i32 default_scale;
  i32 machine;  // texts: bytes behind this record, UTF-16 up to a NUL; -1 for none
  i32 object;
  i32 instance;
  i32 parent;
  u32 instance_index;
  i32 counter;
};
static_assert(sizeof(counter_list_entry) == 52);

inline constexpr std::uint32_t entry_is_wildcard = 0x1;  // its values come as an array with names
inline constexpr std::uint32_t entry_is_block = 0x10;    // its objects come as whole PERF_DATA_BLOCKs

/// In front of everything in a sample: the sample itself, and what it holds, one a counter in the order of
/// the list.
struct record_header {
  u16 signature;  // "BL"
  u16 type;
  u32 size;  // with this header
};
static_assert(sizeof(record_header) == 8);

inline constexpr std::uint16_t record_signature = 0x4C42;
inline constexpr std::uint16_t record_sample = 0x0003;
inline constexpr std::uint16_t record_value = 0x0103;
inline constexpr std::uint16_t record_array = 0x0203;
inline constexpr std::uint16_t record_block = 0x0503;

/// PDH_RAW_COUNTER. https://learn.microsoft.com/windows/win32/api/pdh/ns-pdh-pdh_raw_counter
struct raw_value {
  u32 status;  // PDH_CSTATUS_...
  i64 time_stamp;
  u32 padding;
  i64 first;
  i64 second;
  u32 multi;
  u32 end_padding;
};
static_assert(sizeof(raw_value) == 40 && offsetof(raw_value, first) == 16);

inline constexpr std::uint32_t status_valid = 0;
inline constexpr std::uint32_t status_new = 1;

struct array_header {
  u32 size;  // of the record without its record_header
  u32 count;
  u32 status;
  u32 padding;
  i64 time_stamp;
};
static_assert(sizeof(array_header) == 24);

struct array_item {
  u32 name;  // bytes behind the start of array_header, UTF-16 up to a NUL
  u32 multi;
  i64 first;
  i64 second;
};
static_assert(sizeof(array_item) == 24);

}  // namespace perfdata::blg
