#include <array>
#include <bench/passes.hpp>
#include <bench/workloads.hpp>
#include <bench/yardsticks.hpp>
#include <bit>
#include <fmt/format.h>
#include <stdexcept>
#include <utility>

#include <perfdata/collect/instance_names.hpp>
#include <perfdata/view/block_reader.hpp>
#include <perfdata/view/value_store.hpp>

namespace perfdata::bench {
namespace {

constexpr std::uint32_t process_object = 230;
constexpr std::uint32_t thread_object = 232;

// One pass over the block of this size, or over every capture; run(bytes, layout of these bytes).
template <class Run>
std::uint64_t over_blocks(const server_data& data, scratch& kept, Run run) {
  if (data.captures.empty()) return run(byte_view(data.newer), kept.layout);
  kept.layouts.resize(data.captures.size());
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < data.captures.size(); ++i)
    sum += run(byte_view(data.captures[i]), kept.layouts[i]);
  return sum;
}

std::uint64_t run_naive(const server_data& data, scratch& kept) {
  return over_blocks(data, kept, [](byte_view bytes, block_layout&) { return naive_walk(bytes).sum; });
}

std::uint64_t run_limit(const server_data& data, scratch& kept) {
  return over_blocks(data, kept, [](byte_view bytes, block_layout&) { return memory_read(bytes); });
}

std::uint64_t run_parse(const server_data& data, scratch& kept) {
  return over_blocks(data, kept,
                     [](byte_view bytes, block_layout&) { return data_block::parse(bytes)->extent(); });
}

std::uint64_t run_big_endian(const server_data& data, scratch&) {
  return data_block::parse(byte_view(data.big_endian))->extent();
}

std::uint64_t run_lying(const server_data& data, scratch&) {
  const auto block = data_block::parse(byte_view(data.lying));
  return block->extent() + block->defects().size() + block->defects_omitted();
}

std::uint64_t run_recognise(const server_data& data, scratch& kept) {
  return over_blocks(data, kept, [](byte_view bytes, block_layout& layout) {
    return data_block::parse(bytes, layout)->extent();
  });
}

// Two sums that take turns, so that no addition waits for the one before it.
struct adder {
  std::uint64_t sum = 0;
  std::uint64_t other = 0;
  void operator()(std::uint64_t value) noexcept {
    sum += value;
    std::swap(sum, other);
  }
  [[nodiscard]] std::uint64_t total() const noexcept { return sum + other; }
};

struct storer {
  std::uint64_t* to;
  void operator()(std::uint64_t value) noexcept { *to++ = value; }
};

std::uint64_t run_columns(const server_data& data, scratch& kept) {
  return over_blocks(data, kept, [](byte_view bytes, block_layout&) {
    return read_columns(*data_block::parse(bytes), adder{}).total();
  });
}

std::uint64_t run_store(const server_data& data, scratch& kept) {
  kept.values.resize(data.values);
  read_every_value(*data_block::parse(byte_view(data.newer)), storer{kept.values.data()});
  return kept.values.back();
}

std::uint64_t sum_up(const data_block& block) {
  std::uint64_t sum = 0;
  for (const auto object : block.objects())
    object.for_each_value([&](const auto&, const auto&, std::uint64_t value) { sum += value; });
  return sum;
}

std::uint64_t run_values(const server_data& data, scratch& kept) {
  return over_blocks(data, kept,
                     [](byte_view bytes, block_layout&) { return sum_up(*data_block::parse(bytes)); });
}

// The README's loop.
std::uint64_t sum_up(result<block_reader> reader) {
  std::uint64_t sum = 0;
  for (const auto& object : *reader)
    object.for_each_value([&](const auto&, const auto&, std::uint64_t value) { sum += value; });
  return sum;
}

std::uint64_t run_read_values(const server_data& data, scratch& kept) {
  return over_blocks(data, kept,
                     [](byte_view bytes, block_layout&) { return sum_up(block_reader::open(bytes)); });
}

std::uint64_t run_read_again(const server_data& data, scratch& kept) {
  return over_blocks(data, kept, [](byte_view bytes, block_layout& layout) {
    return sum_up(block_reader::open(bytes, layout));
  });
}

std::uint64_t run_read_store(const server_data& data, scratch& kept) {
  kept.values.resize(data.values);
  value_store store(kept.values);
  auto reader = block_reader::open(byte_view(data.newer));
  for (const auto& object : *reader) store.add(object);
  return store.stored().back();
}

std::uint64_t run_recognise_values(const server_data& data, scratch& kept) {
  return over_blocks(data, kept, [](byte_view bytes, block_layout& layout) {
    return sum_up(*data_block::parse(bytes, layout));
  });
}

template <std::uint32_t Count>
std::uint64_t run_some_columns(const server_data& data, scratch& kept) {
  const auto block = data_block::parse(byte_view(data.newer), kept.layout);
  return read_columns(*block->find_object(thread_object), Count, adder{}).total();
}

// One block and the other in turn, in the same memory, as a buffer that receives answers is.
const byte_buffer& next_of(const server_data& data, scratch& kept) {
  if (kept.received.empty()) {
    kept.received = data.newer;
    for (std::size_t i = 0; i < data.newer.size(); ++i)
      if (data.newer[i] != data.churned[i]) kept.changes.push_back({i, data.newer[i] ^ data.churned[i]});
  }
  for (const auto& [at, difference] : kept.changes) kept.received[at] ^= difference;
  return kept.received;
}

std::uint64_t run_churned(const server_data& data, scratch& kept) {
  return data_block::parse(byte_view(next_of(data, kept)), kept.layout)->extent();
}

std::uint64_t run_churned_values(const server_data& data, scratch& kept) {
  return sum_up(*data_block::parse(byte_view(next_of(data, kept)), kept.layout));
}

std::uint64_t run_read_churned(const server_data& data, scratch& kept) {
  return sum_up(block_reader::open(byte_view(next_of(data, kept)), kept.layout));
}

std::uint64_t run_instances(const server_data& data, scratch&) {
  std::uint64_t sum = 0;
  const auto block = data_block::parse(byte_view(data.newer));
  for (const auto object : block->objects())
    for (const auto instance : object.instances()) sum += instance.name_bytes().size();
  return sum;
}

std::uint64_t run_parents(const server_data& data, scratch& kept) {
  std::uint64_t sum = 0;
  read_parents(*data_block::parse(byte_view(data.newer)), kept.parents,
               [&sum](const instance_definition& parent) { sum += parent.name_bytes().size(); });
  return sum;
}

// Four counters each of as many processes as it takes.
std::vector<counter_path> paths_into(const server_data& data, std::size_t count) {
  const auto block = data_block::parse(byte_view(data.newer));
  const auto processes = block->find_object(process_object);
  const auto names = instance_namer(*block).names_of(*processes);
  std::vector<counter_path> paths;
  for (const auto& name : names)
    for (const auto counter : processes->counters())
      if (counter.position() < 4 && paths.size() < count)
        paths.push_back(counter_path::parse(fmt::format("\\{}({})\\{}", process_object, name.display(),
                                                        counter.title_index()))
                            .value());
  return paths;
}

template <std::size_t Paths>
std::uint64_t run_collect(const server_data& data, scratch& kept) {
  if (!kept.rows) {
    kept.source = std::make_unique<two_blocks>(data.newer, data.newer);
    kept.rows = std::make_unique<collector>(
        *kept.source, source_names{.counters = title_table::parse(data.titles).value()});
    if (const auto selected = kept.rows->select(paths_into(data, Paths)); !selected)
      throw std::runtime_error(selected.error().message);
  }
  return kept.rows->collect().value()->rows.size();
}

struct identity_sum {
  std::uint64_t sum = 0;
  void operator()(const object_type& object) { sum += object.title_index(); }
  void operator()(const counter_definition& counter) { sum += counter.title_index(); }
  void operator()(const instance_definition& instance) {
    sum += instance.parent_instance() + instance.name_bytes().size();
  }
};

std::uint64_t run_walk(const server_data& data, scratch&) {
  identity_sum total;
  walk(*data_block::parse(byte_view(data.newer)), total);
  return total.sum;
}

std::uint64_t run_one_by_one(const server_data& data, scratch&) {
  std::uint64_t sum = 0;
  read_values(*data_block::parse(byte_view(data.newer)),
              [&sum](const auto& value) { sum += value.value_or(0); });
  return sum;
}

std::uint64_t run_names(const server_data& data, scratch& kept) {
  std::uint64_t sum = 0;
  read_names(*data_block::parse(byte_view(data.newer)), kept.names,
             [&sum](std::string_view name) { sum += name.size(); });
  return sum;
}

std::uint64_t run_titles(const server_data& data, scratch&) {
  return title_table::parse(data.titles)->size();
}

std::uint64_t run_cook(const server_data& data, scratch&) {
  double sum = 0;
  cook_values(*data_block::parse(byte_view(data.older)), *data_block::parse(byte_view(data.newer)),
              [&sum](const cooked_value& cooked) { sum += cooked.value.value_or(0); });
  return std::bit_cast<std::uint64_t>(sum);
}

std::uint64_t values_of(const server_data& data) {
  return data.values;
}
std::uint64_t instances_of(const server_data& data) {
  return data.instances;
}
std::uint64_t threads_of(const server_data& data) {
  return data.threads;
}
std::uint64_t names_of(const server_data& data) {
  return data.names;
}
std::uint64_t titles_of(const server_data& data) {
  return data.title_count;
}
std::uint64_t cookable_of(const server_data& data) {
  return data.cookable;
}
template <std::uint64_t Paths>
std::uint64_t paths_of(const server_data& data) {
  return data.size == test::server_1_mib.name ? Paths : 0;
}
std::uint64_t built_values_of(const server_data& data) {
  return data.captures.empty() ? data.values : 0;
}
std::uint64_t block_of(const server_data& data) {
  std::uint64_t bytes = data.newer.size();
  for (const auto& capture : data.captures) bytes += capture.size();
  return bytes;
}
std::uint64_t both_blocks_of(const server_data& data) {
  return data.older.size() + data.newer.size();
}
std::uint64_t table_of(const server_data& data) {
  return data.titles.size();
}

using enum unit;
constexpr auto n = naive_name;
constexpr auto each = nanoseconds_an_item;

constexpr auto rows = std::to_array<workload>({
    {limit_name, "value", values_of, block_of, true, false, times, n, run_limit},
    {naive_name, "value", values_of, block_of, true, false, times, n, run_naive},
    {"parse", "value", values_of, block_of, true, false, times, n, run_parse},
    {"read, values", "value", values_of, block_of, true, false, times, n, run_read_values},
    {"read, store", "value", built_values_of, block_of, true, false, times, n, run_read_store},
    {"parse, values", "value", values_of, block_of, true, false, times, n, run_values},
    {"parse, columns", "value", values_of, block_of, true, false, times, n, run_columns},
    {"parse, store", "value", built_values_of, block_of, true, false, times, n, run_store},
    {"parse, one by one", "value", built_values_of, block_of, true, false, times, n, run_one_by_one},
    {"parse, walk", "value", built_values_of, block_of, true, false, times, n, run_walk},
    {"recognise", "value", values_of, block_of, true, false, times, n, run_recognise},
    {"read again, values", "value", values_of, block_of, true, false, times, n, run_read_again},
    {"recognise, values", "value", values_of, block_of, true, false, times, n, run_recognise_values},
    {"recognise, 1 column", "instance", threads_of, block_of, true, false, each, "", run_some_columns<1>},
    {"recognise, 4 columns", "instance", threads_of, block_of, true, false, each, "", run_some_columns<4>},
    {"recognise, 1 % new", "value", built_values_of, block_of, true, true, times, "recognise", run_churned},
    {"read again, 1 % new, values", "value", built_values_of, block_of, true, true, times,
     "read again, values", run_read_churned},
    {"recognise, 1 % new, values", "value", built_values_of, block_of, true, true, times, "recognise, values",
     run_churned_values},
    {"instances", "name", names_of, block_of, true, false, times, n, run_instances},
    {"names to UTF-8", "name", names_of, block_of, true, false, each, "instances", run_names},
    {"parents", "instance", instances_of, block_of, true, false, each, "", run_parents},
    {"parse two, cook", "value", cookable_of, both_blocks_of, true, false, times, n, run_cook},
    {"parse, big-endian", "value", built_values_of, block_of, true, true, times, n, run_big_endian},
    {"parse, all lies", "value", built_values_of, block_of, true, true, times, n, run_lying},
    {"collect 100 paths", "path", paths_of<100>, block_of, true, true, microseconds_a_round, "",
     run_collect<100>},
    {"collect 1,000 paths", "path", paths_of<1000>, block_of, true, true, microseconds_a_round, "",
     run_collect<1000>},
    {"title table", "title", titles_of, table_of, false, true, each, "", run_titles},
});

}  // namespace

std::span<const workload> workloads() noexcept {
  return rows;
}

}  // namespace perfdata::bench
