// A block refers to its bytes: parsing bytes that are about to go is refused.
#include <perfdata/view/data_block.hpp>

perfdata::byte_buffer make_bytes();

bool has_objects() {
#ifdef MISUSE
  const auto block = perfdata::data_block::parse(make_bytes());
#else
  const auto bytes = make_bytes();
  const auto block = perfdata::data_block::parse(bytes);
#endif
  return block && block->stated_objects() != 0;
}
