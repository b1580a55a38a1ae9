// Any bytes as a block, in either byte order: whatever parses can be walked to its last value.
#include "tests/fuzz/fuzz_target.hpp"
#include "tests/support/tile_comparison.hpp"

#include <cstdlib>

#include <perfdata/collect/instance_names.hpp>
#include <perfdata/view/block_layout.hpp>
#include <perfdata/view/data_block.hpp>

using namespace perfdata;

namespace {

std::uint64_t walk(const data_block& block) {
  std::uint64_t sum = block.system_name().size();
  instance_namer namer(block);
  for (const auto object : block.objects()) {
    for (const auto& name : namer.names_of(object)) sum += name.display().size();
    for (const auto counter : object.counters()) sum += counter.base() ? counter.base()->position() : 0;
    for (const auto instance : object.instances())
      for (const auto counter : object.counters())
        sum += instance.value(counter).value_or(1) + instance.multiplier(counter).value_or(2) +
               instance.value_bytes(counter).size();
    if (!test::tile_difference(object).empty()) std::abort();
  }
  return sum;
}

// What every parse promises about its findings.
void check(const data_block& block, std::size_t size) {
  if (block.extent() > size) std::abort();
  if (block.defects().size() > data_block::max_defects) std::abort();
  for (const auto& defect : block.defects())
    if (defect.offset > size || defect.message().empty()) std::abort();
}

}  // namespace

void fuzz_one(byte_view bytes) {
  const auto block = data_block::parse(bytes);
  const auto strict = data_block::parse_strict(bytes);
  if (!block) {
    if (!block.error().position || strict) std::abort();
    return;
  }
  if (strict.has_value() != block->defects().empty()) std::abort();
  check(*block, bytes.size());
  const auto sum = walk(*block);
  block_layout layout;
  for (int round = 0; round < 2; ++round) {  // learned, then recognised
    const auto again = data_block::parse(bytes, layout);
    if (!again || again->defects().size() != block->defects().size() || walk(*again) != sum) std::abort();
  }
}
