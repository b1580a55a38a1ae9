#include <algorithm>
#include <string>

#include <perfdata/build/block_builder.hpp>
#include <perfdata/linux/titles.hpp>

namespace perfdata::procfs {

byte_buffer write_title_table(std::span<const title> titles) {
  title_table_builder table;
  const auto highest = std::max(base_names().back().index, help_titles().back().index);
  table.add(1, std::to_string(highest));
  for (const auto& row : titles) table.add(row.index, row.text);
  return table.finish();
}

}  // namespace perfdata::procfs
