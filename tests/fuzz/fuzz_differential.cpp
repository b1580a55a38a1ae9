// Two readers that share no code: what the plain copying one accepts and the views find sound, both read
// alike.
#include "tests/fuzz/fuzz_target.hpp"
#include "tests/support/block_comparison.hpp"

#include <cstdio>
#include <cstdlib>

using namespace perfdata;

void fuzz_one(byte_view bytes) {
  const auto plain = test::read_plainly(bytes);
  if (!plain) return;
  const auto block = data_block::parse(bytes);
  if (!block) {
    std::fprintf(stderr, "accepted plainly, refused by parse: %s\n", block.error().message.c_str());
    std::abort();
  }
  if (!block->defects().empty() || !block->little_endian()) return;
  const auto difference = test::first_difference(*block, *plain);
  if (difference.empty()) return;
  std::fprintf(stderr, "%s\n", difference.c_str());
  std::abort();
}
