#include <array>
#include <bench/passes.hpp>
#include <bench/workloads.hpp>
#include <bench/yardsticks.hpp>
#include <bit>

namespace perfdata::bench {
namespace {

std::uint64_t run_naive(const server_data& data, scratch&) {
  return naive_walk(data.newer).sum;
}

std::uint64_t run_limit(const server_data& data, scratch&) {
  return memory_read(data.newer);
}

std::uint64_t run_parse(const server_data& data, scratch&) {
  return data_block::parse(byte_view(data.newer))->extent();
}

std::uint64_t run_big_endian(const server_data& data, scratch&) {
  return data_block::parse(byte_view(data.big_endian))->extent();
}

std::uint64_t run_lying(const server_data& data, scratch&) {
  const auto block = data_block::parse(byte_view(data.lying));
  return block->extent() + block->defects().size() + block->defects_omitted();
}

std::uint64_t run_recognise(const server_data& data, scratch& kept) {
  return data_block::parse(byte_view(data.newer), kept.layout)->extent();
}

std::uint64_t run_recognise_columns(const server_data& data, scratch& kept) {
  std::uint64_t sum = 0;
  read_columns(*data_block::parse(byte_view(data.newer), kept.layout),
               [&sum](std::uint64_t value) { sum += value; });
  return sum;
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

std::uint64_t run_values(const server_data& data, scratch&) {
  std::uint64_t sum = 0;
  read_values(*data_block::parse(byte_view(data.newer)),
              [&sum](const auto& value) { sum += value.value_or(0); });
  return sum;
}

std::uint64_t run_columns(const server_data& data, scratch&) {
  std::uint64_t sum = 0;
  read_columns(*data_block::parse(byte_view(data.newer)), [&sum](std::uint64_t value) { sum += value; });
  return sum;
}

std::uint64_t run_names(const server_data& data, scratch& kept) {
  std::uint64_t sum = 0;
  read_names(*data_block::parse(byte_view(data.newer)), kept.text,
             [&sum](const std::string& name) { sum += name.size(); });
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
std::uint64_t names_of(const server_data& data) {
  return data.names;
}
std::uint64_t titles_of(const server_data& data) {
  return data.title_count;
}
std::uint64_t cookable_of(const server_data& data) {
  return data.cookable;
}
std::uint64_t block_of(const server_data& data) {
  return data.newer.size();
}
std::uint64_t both_blocks_of(const server_data& data) {
  return data.older.size() + data.newer.size();
}
std::uint64_t table_of(const server_data& data) {
  return data.titles.size();
}

constexpr auto rows = std::to_array<workload>({
    {limit_name, "value", values_of, block_of, true, run_limit},
    {naive_name, "value", values_of, block_of, true, run_naive},
    {"parse", "value", values_of, block_of, true, run_parse},
    {"recognise", "value", values_of, block_of, true, run_recognise},
    {"recognise, columns", "value", values_of, block_of, true, run_recognise_columns},
    {"parse, walk", "value", values_of, block_of, true, run_walk},
    {"parse, values", "value", values_of, block_of, true, run_values},
    {"parse, columns", "value", values_of, block_of, true, run_columns},
    {"parse, names to UTF-8", "name", names_of, block_of, true, run_names},
    {"parse two, cook", "value", cookable_of, both_blocks_of, true, run_cook},
    {"parse, big-endian", "value", values_of, block_of, true, run_big_endian},
    {"parse, all lies", "value", values_of, block_of, true, run_lying},
    {"title table", "title", titles_of, table_of, false, run_titles},
});

}  // namespace

std::span<const workload> workloads() noexcept {
  return rows;
}

}  // namespace perfdata::bench
