// Stands outside the project: what somebody who embeds the library writes.
#include <perfdata/build/block_builder.hpp>
#include <perfdata/perfdata.hpp>

int main() {
  perfdata::block_builder builder({.system_name = "HOST"});
  auto object = builder.add_object({.title_index = 2, .has_instances = false});
  object.only_instance();
  const auto bytes = builder.finish();
  const auto block = perfdata::data_block::parse(bytes);
  return block && block->find_object(2) ? 0 : 1;
}
