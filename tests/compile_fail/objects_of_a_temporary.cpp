// The range refers to its data_block: keeping the range of a temporary block is refused.
#include <perfdata/view/data_block.hpp>

perfdata::data_block make_block();

bool has_objects() {
#ifdef MISUSE
  const auto objects = make_block().objects();
#else
  const auto block = make_block();
  const auto objects = block.objects();
#endif
  return objects.begin() != objects.end();
}
