// Paging File (700): the swap areas of /proc/swaps.
#include <perfdata/linux/columns.hpp>
#include <perfdata/linux/mount_table.hpp>
#include <perfdata/linux/objects.hpp>

namespace perfdata::procfs {
namespace {

// In KiB.
struct swap_row {
  std::string name{};
  std::uint64_t size = 0;
  std::uint64_t used = 0;
};

// The fraction's parts are 4 bytes; pages, as Windows counts, let 16 TiB fit.
reading pages(std::uint64_t kib) {
  return kib / 4;
}

constexpr column<swap_row> columns[] = {
    {counter(702, 703, 0, 200, counter_type::raw_fraction), [](const swap_row& r) { return pages(r.used); }},
    {counter(702, 703, 0, 200, counter_type::raw_base), [](const swap_row& r) { return pages(r.size); }},
};

std::vector<swap_row> parse_swaps(std::string_view text) {
  std::vector<swap_row> rows;
  line_cursor lines(text);
  while (const auto line = lines.next()) {
    // Filename Type Size Used Priority; the heading's sizes are no numbers.
    field_cursor fields(*line);
    const auto name = fields.next();
    fields.skip(1);
    const auto size = fields.number();
    const auto used = fields.number();
    if (size && used) rows.push_back({without_octal_escapes(name), *size, *used});
  }
  return rows;
}

}  // namespace

void write_paging_file(sampling& machine, block_builder& block) {
  const auto rows = parse_swaps(machine.text_of("swaps"));
  object_table<swap_row> table({columns}, rows);
  auto object =
      table.add_to(block, {.title_index = 700, .help_index = 701, .default_title = 702}, machine.clock());
  for (const auto& made : rows) table.fill(object.add_instance(made.name), made);
  if (!rows.empty()) table.fill_total(object.add_instance("_Total"));
}

}  // namespace perfdata::procfs
