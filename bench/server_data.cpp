#include <bench/server_data.hpp>
#include <stdexcept>
#include <tests/support/big_endian.hpp>
#include <tests/support/damage.hpp>

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
  count(demand(test::read_plainly(data.newer)), data);
  data.title_count = demand(test::read_titles_plainly(data.titles)).size();
  return data;
}

}  // namespace perfdata::bench
