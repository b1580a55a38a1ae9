#include <algorithm>
#include <bench/server_data.hpp>
#include <stdexcept>
#include <tests/support/big_endian.hpp>
#include <tests/support/damage.hpp>
#include <tests/support/shared_data.hpp>

#include <perfdata/view/data_block.hpp>
#include <perfdata/wire/counter_type.hpp>

namespace perfdata::bench {
namespace {

template <class T>
T demand(tl::expected<T, std::string> read) {
  if (!read) throw std::runtime_error("the plain reader refuses a scene: " + read.error());
  return std::move(*read);
}

void count(const test::plain_block& block, server_data& data) {
  for (const auto& object : block.objects) {
    data.values += object.counters.size() * object.instances.size();
    for (const auto& counter : object.counters)
      if (!is_base(static_cast<counter_type>(counter.type))) data.cookable += object.instances.size();
    for (const auto& instance : object.instances) data.names += instance.has_definition ? 1 : 0;
    data.instances += object.instances.size();
    data.threads = std::max<std::uint64_t>(data.threads, object.instances.size());
  }
}

// Steps are left alone, so that the walk goes on to the last record and finds fault with each.
byte_buffer lie_everywhere(const byte_buffer& good) {
  byte_buffer lying = good;
  for (const auto& field : test::steering_fields(good))
    if (field.name == "NameOffset" || field.name == "CounterOffset")
      test::set_u32(lying, field.offset, 0xFFFFFFFF);
  return lying;
}

// Another process has another image name, of the same length here, and another id.
byte_buffer replace_processes(const byte_buffer& good) {
  constexpr std::uint32_t process_object = 230;
  constexpr std::uint32_t id_process = 784;
  byte_buffer churned = good;
  const auto block = data_block::parse(byte_view(good));
  const auto processes = block->find_object(process_object);
  const auto id = processes->find_counter(id_process);
  std::uint32_t position = 0;
  for (const auto instance : processes->instances()) {
    if (position++ % 100 != 50 && processes->instances().size() > 100) continue;
    for (const byte_view changed : {instance.name_bytes(), instance.value_bytes(*id)})
      churned[static_cast<std::size_t>(changed.data() - good.data())] ^= std::byte{1};
  }
  return churned;
}

}  // namespace

plain_copy copy_plainly(const server_data& data) {
  return {.older = demand(test::read_plainly(data.older)),
          .newer = demand(test::read_plainly(data.newer)),
          .titles = demand(test::read_titles_plainly(data.titles))};
}

server_data build_server_data(const test::server_shape& shape) {
  server_data data{.size = shape.name,
                   .older = test::build_server_block(shape, 0),
                   .newer = test::build_server_block(shape, 1),
                   .titles = test::build_server_titles(shape)};
  data.big_endian = test::to_big_endian(data.newer);
  data.lying = lie_everywhere(data.newer);
  data.churned = replace_processes(data.newer);
  count(demand(test::read_plainly(data.newer)), data);
  data.title_count = demand(test::read_titles_plainly(data.titles)).size();
  return data;
}

server_data read_captures() {
  server_data data{.size = captures_name};
  for (const auto& file : test::captures("hkpd", ".bin")) {
    auto bytes = test::read_bytes(file);
    const auto block = data_block::parse(byte_view(bytes));
    if (!block || !block->defects().empty() || !block->little_endian()) continue;
    server_data one{.size = captures_name};
    count(demand(test::read_plainly(bytes)), one);
    data.values += one.values;
    data.captures.push_back(std::move(bytes));
  }
  return data;
}

}  // namespace perfdata::bench
