// Any bytes as a title table: what is read can be found again.
#include "tests/fuzz/fuzz_target.hpp"

#include <algorithm>
#include <cstdlib>

#include <perfdata/names/title_table.hpp>

using namespace perfdata;

namespace {

void check(const title_table& table) {
  for (std::size_t i = 0; i < table.size(); ++i) {
    const auto entry = table[i];
    if (i != 0 && table[i - 1].index >= entry.index) std::abort();
    if (table.find(entry.index) != entry.text) std::abort();
  }
  if (table.empty()) return;
  const auto last = table[table.size() - 1];
  const auto found = table.find_all(last.text);
  if (std::ranges::find(found, last.index) == found.end()) std::abort();
}

}  // namespace

void fuzz_one(byte_view bytes) {
  if (const auto table = title_table::parse(bytes)) check(*table);
  if (const auto table = title_table::parse_saved(bytes)) check(*table);
}
