#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <span>
#include <tests/support/server_scene.hpp>
#include <vector>

#include <perfdata/build/block_builder.hpp>

namespace perfdata::test {
namespace {

using ct = counter_type;

constexpr std::int64_t start_filetime = 134'396'000'000'000'000;
constexpr std::int64_t second_100ns = 10'000'000;

struct column {
  std::uint32_t title = 0;
  ct type = ct::rawcount;
  std::int32_t share = -1;  // position of the definition whose offset it shares
};

constexpr auto processor_columns = std::to_array<column>({
    {6, ct::timer_100ns_inv},
    {142, ct::timer_100ns},
    {144, ct::timer_100ns},
    {148, ct::counter},
    {696, ct::timer_100ns},
    {698, ct::timer_100ns},
    {1334, ct::counter},
    {1336, ct::rawcount},
    {1746, ct::timer_100ns},
    {1748, ct::timer_100ns},
    {1750, ct::timer_100ns},
    {1752, ct::timer_100ns},
    {1754, ct::bulk_count},
    {1756, ct::bulk_count},
    {1758, ct::bulk_count},
});

constexpr auto process_columns = std::to_array<column>({
    {6, ct::timer_100ns},       {142, ct::timer_100ns},    {144, ct::timer_100ns},
    {172, ct::large_rawcount},  {174, ct::large_rawcount}, {28, ct::counter},
    {178, ct::large_rawcount},  {180, ct::large_rawcount}, {182, ct::large_rawcount},
    {184, ct::large_rawcount},  {186, ct::large_rawcount}, {680, ct::rawcount},
    {682, ct::rawcount},        {684, ct::elapsed_time},   {784, ct::rawcount},
    {1410, ct::rawcount},       {56, ct::rawcount},        {58, ct::rawcount},
    {952, ct::rawcount},        {1412, ct::bulk_count},    {1414, ct::bulk_count},
    {1416, ct::bulk_count},     {1418, ct::bulk_count},    {1420, ct::bulk_count},
    {1422, ct::bulk_count},     {1424, ct::bulk_count},    {1426, ct::bulk_count},
    {1478, ct::large_rawcount},
});

constexpr auto thread_columns = std::to_array<column>({
    {6, ct::timer_100ns},
    {142, ct::timer_100ns},
    {144, ct::timer_100ns},
    {146, ct::counter},
    {684, ct::elapsed_time},
    {680, ct::rawcount},
    {682, ct::rawcount},
    {46, ct::rawcount},
    {336, ct::rawcount},
    {706, ct::large_rawcount_hex},
    {784, ct::rawcount},
    {804, ct::rawcount},
});

// The three layouts of invented objects, repeated as often as an object has counters.
constexpr auto eight_byte_columns = std::to_array<column>({
    {0, ct::bulk_count},
    {2, ct::large_raw_fraction},
    {2, ct::large_raw_base},
    {4, ct::timer_100ns},
    {6, ct::large_rawcount},
});
constexpr auto four_byte_columns = std::to_array<column>({
    {0, ct::counter},
    {2, ct::raw_fraction},
    {2, ct::raw_base},
    {4, ct::rawcount},
    {6, ct::delta},
});
constexpr auto mixed_columns = std::to_array<column>({
    {0, ct::rawcount},
    {2, ct::precision_100ns_timer},
    {2, ct::large_raw_base},
    {4, ct::average_timer},
    {4, ct::average_base},
    {6, ct::precision_100ns_timer},
    {6, ct::large_raw_base, 2},
    {8, ct::average_bulk},
    {8, ct::average_base},
    {10, ct::queuelen_100ns},
});

constexpr auto image_names = std::to_array<std::string_view>({
    "svchost",
    "svchost",
    "conhost",
    "svchost",
    "explorer",
    "w3wp",
    "sqlservr",
    "Überwachung",
    "svchost",
    "RuntimeBroker",
    "chrome",
    "chrome",
    "日本語サービス",
    "MsMpEng",
    "taskhostw",
    "Smile😀",
});

struct moment {
  std::uint32_t second = 0;
  [[nodiscard]] std::int64_t filetime() const noexcept { return start_filetime + second * second_100ns; }
};

constexpr std::uint64_t scrambled(std::uint64_t seed) noexcept {
  seed = (seed ^ (seed >> 30U)) * 0xBF58476D1CE4E5B9U;
  seed = (seed ^ (seed >> 27U)) * 0x94D049BB133111EBU;
  return seed ^ (seed >> 31U);
}

// A plausible raw value: what moves, moves by less than the type allows in a second.
std::uint64_t raw_value(ct type, std::uint64_t seed, const moment& now) noexcept {
  const std::uint64_t noise = scrambled(seed);
  switch (type) {
    case ct::elapsed_time: return static_cast<std::uint64_t>(start_filetime) - noise % 100'000'000'000;
    case ct::large_rawcount_hex: return 0x7FF6'0000'0000 + noise % 0x1'0000'0000;
    case ct::raw_fraction:
    case ct::large_raw_fraction: return noise % 1'000 + now.second;
    case ct::raw_base:
    case ct::large_raw_base_wmi: return 1'024;
    case ct::large_raw_base: return static_cast<std::uint64_t>(now.filetime()) + seed % 1'000;
    case ct::average_base: return noise % 1'000'000 + now.second * (noise % 7);
    case ct::rawcount: return (noise + now.second) % 100'000;
    case ct::counter:
    case ct::delta: return noise % 2'000'000'000 + now.second * (noise % 50'000);
    default: return noise % 1'000'000'000'000 + now.second * (noise % 9'000'000);
  }
}

// Adds one object after the other and knows the time.
class server_writer {
 public:
  server_writer(const server_shape& shape, std::uint32_t second)
      : shape_(shape),
        now_{second},
        block_({.system_name = "PERFHOST",
                .perf_time = (now_.filetime() - start_filetime) + 31'371'212'493,
                .perf_freq = second_100ns,
                .perf_time_100ns = now_.filetime()}) {}

  byte_buffer write() {
    add_processors();
    add_processes();
    add_threads();
    for (std::uint32_t i = 3; i < shape_.object_types; ++i) add_invented(i);
    return block_.finish();
  }

 private:
  void add_processors() {
    auto object = block_.add_object({.title_index = 238, .help_index = 239});
    define(object, processor_columns);
    for (std::uint32_t i = 0; i + 1 < shape_.processors; ++i)
      fill(object.add_instance(fmt::format("{}", i)), processor_columns);
    fill(object.add_instance("_Total"), processor_columns);
  }

  void add_processes() {
    auto object = block_.add_object(
        {.title_index = 230, .help_index = 231, .perf_time = now_.filetime(), .perf_freq = second_100ns});
    define(object, process_columns);
    for (std::uint32_t i = 0; i < shape_.processes; ++i)
      fill(object.add_instance(image_names[i % image_names.size()]), process_columns);
  }

  void add_threads() {
    auto object = block_.add_object(
        {.title_index = 232, .help_index = 233, .perf_time = now_.filetime(), .perf_freq = second_100ns});
    define(object, thread_columns);
    const std::uint32_t each = shape_.threads / shape_.processes;
    for (std::uint32_t i = 0; i < shape_.threads; ++i) {
      const std::uint32_t process = std::min(i / each, shape_.processes - 1);
      fill(object.add_instance(fmt::format("{}", i - process * each),
                               {.parent_object_title_index = 230, .parent_object_instance = process}),
           thread_columns);
    }
  }

  void add_invented(std::uint32_t number) {
    const std::span<const column> layouts[] = {eight_byte_columns, four_byte_columns, mixed_columns};
    const auto layout = layouts[number % 3];
    std::vector<column> columns;
    const std::uint32_t repeats = 1 + number % 6;
    for (std::uint32_t r = 0; r < repeats; ++r)
      for (const column& c : layout)
        columns.push_back({1'848 + number * 128 + r * 16 + c.title, c.type,
                           c.share < 0 ? -1 : c.share + static_cast<std::int32_t>(r * layout.size())});
    const bool alone = number % 6 == 4;
    auto object = block_.add_object({.title_index = 1'848 + number * 128 + 126, .has_instances = !alone});
    define(object, columns);
    if (alone) {
      fill(object.only_instance(), columns);
    } else if (number % 7 != 6) {  // else: several instances in principle, none now
      for (std::uint32_t i = 0; i < 1 + number % 9; ++i)
        fill(object.add_instance(fmt::format("{} {}", image_names[i], number)), columns);
    }
  }

  void define(object_builder& object, std::span<const column> columns) {
    handles_.clear();
    for (const column& c : columns)
      handles_.push_back(object.add_counter(
          {.title_index = c.title, .help_index = c.title + 1, .type = c.type, .share_offset_with = c.share}));
  }

  void fill(instance_builder row, std::span<const column> columns) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      ++seed_;
      if (columns[i].share < 0) row.set(handles_[i], raw_value(columns[i].type, seed_, now_));
    }
  }

  const server_shape& shape_;
  moment now_;
  block_builder block_;
  std::vector<counter_handle> handles_;
  std::uint64_t seed_ = 0;
};

}  // namespace

byte_buffer build_server_block(const server_shape& shape, std::uint32_t second) {
  return server_writer(shape, second).write();
}

byte_buffer build_server_titles(const server_shape& shape) {
  constexpr auto words = std::to_array<std::string_view>(
      {"% Processor Time", "Bytes Received/sec", "Durchsatz in Übertragungen/s", "No name",
       "Avg. Disk Queue Length", "Requests Queued", "読み取り/秒", "Cache Faults/sec"});
  title_table_builder table;
  table.add(1, "1847");
  for (std::uint32_t i = 1; i < shape.titles; ++i) {
    const auto index = i * 2 + (i / 100) * 6;
    const auto word = words[i % words.size()];
    if (i % 5 == 0)
      table.add(index, word);
    else
      table.add(index, fmt::format("{} {}", word, i));
  }
  return table.finish();
}

}  // namespace perfdata::test
