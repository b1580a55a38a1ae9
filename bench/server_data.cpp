#include <bench/server_data.hpp>
#include <stdexcept>

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
  count(demand(test::read_plainly(data.newer)), data);
  data.title_count = demand(test::read_titles_plainly(data.titles)).size();
  return data;
}

}  // namespace perfdata::bench
