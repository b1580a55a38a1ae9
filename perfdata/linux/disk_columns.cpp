#include <perfdata/linux/disk_columns.hpp>
#include <perfdata/linux/kernel_units.hpp>

namespace perfdata::procfs {
namespace {

using type = counter_type;
using row = disk_row;
constexpr auto average = total_rule::average;

static_assert(perf_frequency == 10'000'000, "the average timers count ticks, given here as 100 ns");

reading read_time(const row& r) {
  return from_milliseconds(r.stat.read_time);
}
reading write_time(const row& r) {
  return from_milliseconds(r.stat.write_time);
}
// On Windows, too, this is the sum over requests, not the time with at least one: it may pass 100 %.
reading disk_time(const row& r) {
  return from_milliseconds(r.stat.read_time + r.stat.write_time);
}
reading reads(const row& r) {
  return r.stat.reads;
}
reading writes(const row& r) {
  return r.stat.writes;
}
reading transfers(const row& r) {
  return r.stat.reads + r.stat.writes;
}
reading read_bytes(const row& r) {
  return r.stat.read_sectors * bytes_per_sector;
}
reading write_bytes(const row& r) {
  return r.stat.written_sectors * bytes_per_sector;
}
reading bytes(const row& r) {
  return (r.stat.read_sectors + r.stat.written_sectors) * bytes_per_sector;
}
reading idle_time(const row& r) {
  return r.idle;
}
reading time_stamp(const row& r) {
  return r.time_stamp;
}
reading in_flight(const row& r) {
  return r.stat.in_flight;
}

constexpr column<row> columns[] = {
    {counter(198, 199, 1, 100, type::rawcount), in_flight},
    {counter(200, 201, 0, 100, type::precision_100ns_timer), disk_time, average},
    {counter(200, 201, 0, 100, type::large_raw_base), time_stamp, average},
    {counter(1400, 1401, 2, 100, type::queuelen_100ns), disk_time},
    {counter(202, 203, 0, 100, type::precision_100ns_timer), read_time, average},
    {counter(202, 203, 0, 100, type::large_raw_base), time_stamp, average},
    {counter(1402, 1403, 2, 100, type::queuelen_100ns), read_time},
    {counter(204, 205, 0, 100, type::precision_100ns_timer), write_time, average},
    {counter(204, 205, 0, 100, type::large_raw_base), time_stamp, average},
    {counter(1404, 1405, 2, 100, type::queuelen_100ns), write_time},
    {counter(206, 207, 3, 200, type::average_timer), disk_time},
    {counter(206, 207, 0, 200, type::average_base), transfers},
    {counter(208, 209, 3, 200, type::average_timer), read_time},
    {counter(208, 209, 0, 200, type::average_base), reads},
    {counter(210, 211, 3, 200, type::average_timer), write_time},
    {counter(210, 211, 0, 200, type::average_base), writes},
    {counter(212, 213, 0, 100, type::counter), transfers},
    {counter(214, 215, 0, 100, type::counter), reads},
    {counter(216, 217, 0, 100, type::counter), writes},
    {counter(218, 219, -4, 200, type::bulk_count), bytes},
    {counter(220, 221, -4, 200, type::bulk_count), read_bytes},
    {counter(222, 223, -4, 200, type::bulk_count), write_bytes},
    {counter(224, 225, -2, 300, type::average_bulk), bytes},
    {counter(224, 225, 0, 300, type::average_base), transfers},
    {counter(226, 227, -2, 300, type::average_bulk), read_bytes},
    {counter(226, 227, 0, 300, type::average_base), reads},
    {counter(228, 229, -2, 300, type::average_bulk), write_bytes},
    {counter(228, 229, 0, 300, type::average_base), writes},
    {counter(1482, 1483, 0, 200, type::precision_100ns_timer), idle_time, average},
    {counter(1482, 1483, 0, 100, type::large_raw_base), time_stamp, average},
};

}  // namespace

disk_row make_disk_row(std::string name, const disk_stat& stat, const clock_reading& clock) {
  // The device's busy time runs on the clock that has been running since the start.
  const auto up = static_cast<std::uint64_t>(clock.filetime) - static_cast<std::uint64_t>(clock.boot);
  const auto busy = from_milliseconds(stat.busy);
  return {.name = std::move(name),
          .stat = stat,
          .time_stamp = static_cast<std::uint64_t>(clock.filetime),
          .idle = up > busy ? up - busy : 0};
}

std::span<const column<disk_row>> disk_activity_columns() noexcept {
  return columns;
}

}  // namespace perfdata::procfs
