#include <optional>

#include <perfdata/linux/disk_stats.hpp>
#include <perfdata/linux/field_cursor.hpp>

namespace perfdata::procfs {
namespace {

std::optional<disk_stat> parse_line(std::string_view line) {
  field_cursor fields(line);
  const auto major = field_cursor::parse<std::uint32_t>(fields.next());
  const auto minor = field_cursor::parse<std::uint32_t>(fields.next());
  const auto name = fields.next();
  // reads, merged, sectors, ms; writes, merged, sectors, ms; in flight, busy ms (then more, newer kernels').
  std::uint64_t number[10] = {};
  for (auto& part : number) {
    const auto value = fields.number();
    if (!value) return std::nullopt;
    part = *value;
  }
  if (!major || !minor) return std::nullopt;
  return disk_stat{.device = {.major = *major, .minor = *minor},
                   .name = std::string(name),
                   .reads = number[0],
                   .read_sectors = number[2],
                   .read_time = number[3],
                   .writes = number[4],
                   .written_sectors = number[6],
                   .write_time = number[7],
                   .in_flight = number[8],
                   .busy = number[9]};
}

}  // namespace

void parse_disk_stats(std::string_view diskstats, std::vector<disk_stat>& to) {
  to.clear();
  line_cursor lines(diskstats);
  while (const auto line = lines.next())
    if (auto disk = parse_line(*line)) to.push_back(std::move(*disk));
}

}  // namespace perfdata::procfs
