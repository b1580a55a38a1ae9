// Memory (4): /proc/meminfo and /proc/vmstat.
#include <array>

#include <perfdata/linux/columns.hpp>
#include <perfdata/linux/kernel_units.hpp>
#include <perfdata/linux/keyed_numbers.hpp>
#include <perfdata/linux/objects.hpp>

namespace perfdata::procfs {
namespace {

// Memory in bytes.
struct memory_row {
  reading faults{};
  reading major_faults{};
  reading pages_in{};
  reading pages_out{};
  reading available{};
  reading committed{};
  reading commit_limit{};
  reading page_cache{};
  reading slab{};
  reading free{};
  reading dirty{};
};

reading divided(reading value, std::uint64_t by) {
  return value ? reading(*value / by) : std::nullopt;
}

// The fraction's two parts are 4 bytes, so they are shown in the smallest power of two of a KiB that lets
// both fit.
reading fraction_part(const memory_row& row, reading part) {
  if (!row.committed || !row.commit_limit || !part) return std::nullopt;
  unsigned shift = 10;
  while (((*row.committed | *row.commit_limit) >> shift) > 0xFFFFFFFF) ++shift;
  return *part >> shift;
}

using type = counter_type;
using row = memory_row;
constexpr std::uint64_t kib = 1024;

constexpr column<row> columns[] = {
    {counter(28, 29, -1, 100, type::counter), [](const row& r) { return r.faults; }},
    {counter(24, 25, -6, 300, type::large_rawcount), [](const row& r) { return r.available; }},
    {counter(26, 27, -6, 300, type::large_rawcount), [](const row& r) { return r.committed; }},
    {counter(30, 31, -6, 400, type::large_rawcount), [](const row& r) { return r.commit_limit; }},
    {counter(40, 41, 0, 100, type::counter), [](const row& r) { return sum_of(r.pages_in, r.pages_out); }},
    {counter(822, 823, 0, 100, type::counter), [](const row& r) { return r.pages_in; }},
    {counter(42, 43, 0, 300, type::counter), [](const row& r) { return r.major_faults; }},
    {counter(48, 49, 0, 200, type::counter), [](const row& r) { return r.pages_out; }},
    {counter(58, 59, -5, 200, type::large_rawcount), [](const row& r) { return r.slab; }},
    {counter(818, 819, -5, 200, type::large_rawcount), [](const row& r) { return r.page_cache; }},
    {counter(76, 77, -5, 200, type::large_rawcount), [](const row& r) { return r.page_cache; }},
    {counter(1406, 1407, 0, 300, type::raw_fraction),
     [](const row& r) { return fraction_part(r, r.committed); }},
    {counter(1406, 1407, 0, 300, type::raw_base),
     [](const row& r) { return fraction_part(r, r.commit_limit); }},
    {counter(1380, 1381, 0, 300, type::large_rawcount),
     [](const row& r) { return divided(r.available, kib); }},
    {counter(1382, 1383, 0, 300, type::large_rawcount),
     [](const row& r) { return divided(r.available, kib * kib); }},
    {counter(1676, 1677, 0, 400, type::large_rawcount), [](const row& r) { return r.free; }},
    {counter(1678, 1679, 0, 400, type::large_rawcount), [](const row& r) { return r.dirty; }},
};

void read_meminfo(std::string_view text, memory_row& to) {
  std::array<keyed_number, 9> wanted{{{"MemFree"},
                                      {"MemAvailable"},
                                      {"Buffers"},
                                      {"Cached"},
                                      {"Dirty"},
                                      {"Shmem"},
                                      {"Slab"},
                                      {"CommitLimit"},
                                      {"Committed_AS"}}};
  read_keyed_numbers(text, wanted);
  for (auto& number : wanted)
    if (number.value) number.value = from_kib(*number.value);
  const auto& [free, available, buffers, cached, dirty, shared, slab, limit, committed] = wanted;
  to.free = free.value;
  to.available = available.value;
  to.dirty = dirty.value;
  to.slab = slab.value;
  to.commit_limit = limit.value;
  to.committed = committed.value;
  // "Cached" counts shared memory, which no file backs.
  if (const auto cache = sum_of(buffers.value, cached.value);
      cache && shared.value && *shared.value <= *cache)
    to.page_cache = *cache - *shared.value;
}

void read_vmstat(std::string_view text, memory_row& to) {
  std::array<keyed_number, 4> wanted{{{"pgfault"}, {"pgmajfault"}, {"pswpin"}, {"pswpout"}}};
  read_keyed_numbers(text, wanted);
  to.faults = wanted[0].value;
  to.major_faults = wanted[1].value;
  to.pages_in = wanted[2].value;
  to.pages_out = wanted[3].value;
}

}  // namespace

void write_memory(sampling& machine, block_builder& block) {
  memory_row values;
  read_meminfo(machine.text_of("meminfo"), values);
  read_vmstat(machine.text_of("vmstat"), values);
  add_single<memory_row>(block,
                         {.title_index = 4, .help_index = 5, .default_title = 40, .has_instances = false},
                         machine.clock(), columns, values);
}

}  // namespace perfdata::procfs
