#include <algorithm>

#include <perfdata/base/ascii.hpp>
#include <perfdata/build/block_builder.hpp>
#include <perfdata/names/base_names.hpp>
#include <perfdata/recording/numbered_names.hpp>

namespace perfdata {
namespace {

std::string in_lower_case(std::string_view name) {
  std::string key(name);
  std::ranges::transform(key, key.begin(), to_lower_ascii);
  return key;
}

}  // namespace

numbered_names::numbered_names() {
  for (const auto& name : base_names()) known_.emplace(in_lower_case(name.text), name.index);
}

std::uint32_t numbered_names::index_of(const std::string& name) {
  if (const auto number = to_number(name)) return *number;
  const auto [entry, is_new] = known_.try_emplace(in_lower_case(name), next_);
  if (is_new) next_ += 2;
  used_.emplace(entry->second, name);
  return entry->second;
}

byte_buffer numbered_names::table() const {
  title_table_builder table;
  for (const auto& [index, name] : used_) table.add(index, name);
  return table.finish();
}

}  // namespace perfdata
