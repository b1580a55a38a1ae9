// Any bytes as a block, in either byte order: whatever parses can be walked to its last value.
#include "tests/fuzz/fuzz_target.hpp"
#include "tests/support/part_comparison.hpp"
#include "tests/support/tile_comparison.hpp"

#include <algorithm>
#include <cstdlib>

#include <perfdata/base/code_page.hpp>
#include <perfdata/collect/instance_names.hpp>
#include <perfdata/view/block_layout.hpp>
#include <perfdata/view/data_block.hpp>
#include <perfdata/view/utf8_names.hpp>

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

// All names at once are the names one by one.
void check_names(const object_type& object, utf8_names& names) {
  names.assign(object);
  std::size_t i = 0;
  for (const auto instance : object.instances()) {
    const auto name = object.code_page() == 0 ? to_utf8(instance.name())
                                              : code_page_to_utf8(object.code_page(), instance.name_bytes());
    if (i == names.size() || names[i++] != name) std::abort();
  }
}

// The objects that are wanted are as a whole parse has them.
void check_some(const data_block& whole, byte_view bytes) {
  std::vector<std::uint32_t> wanted;
  std::vector<object_type> expected;
  for (const auto object : whole.objects())
    if (object.title_index() % 2 == 0) wanted.push_back(object.title_index());
  std::ranges::sort(wanted);
  for (const auto object : whole.objects())
    if (std::ranges::binary_search(wanted, object.title_index())) expected.push_back(object);
  block_layout layout;
  for (int round = 0; round < 2; ++round) {
    const auto some = data_block::parse(bytes, wanted, layout);
    if (!some || some->extent() != whole.extent()) std::abort();
    auto at = expected.begin();
    for (const auto object : some->objects()) {
      if (at == expected.end() || object.offset() != at->offset() ||
          object.instances().size() != at->instances().size() ||
          object.counters().size() != at->counters().size())
        std::abort();
      ++at;
    }
    if (at != expected.end()) std::abort();
    (void)walk(*some);
  }
}

// The same is there when the block is read in parts, every instance by itself, proved, learned and
// recognised.
void check_parts(byte_view bytes) {
  block_layout layout(1);
  if (!test::part_difference(bytes, {.part_bytes = 1}).empty()) std::abort();
  for (int round = 0; round < 2; ++round)
    if (!test::part_difference(bytes, {&layout, 100}).empty()) std::abort();
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
  utf8_names names;
  for (const auto object : block->objects()) check_names(object, names);
  check_some(*block, bytes);
  check_parts(bytes);
  block_layout layout;
  for (int round = 0; round < 2; ++round) {  // learned, then recognised
    const auto again = data_block::parse(bytes, layout);
    if (!again || again->defects().size() != block->defects().size() || walk(*again) != sum) std::abort();
  }
}
