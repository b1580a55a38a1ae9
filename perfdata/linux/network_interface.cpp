// Network Interface (510): /proc/net/dev, and the speed that sysfs tells. The loopback is left out: it is no
// adapter, and Windows does not list one.
#include <array>

#include <perfdata/linux/columns.hpp>
#include <perfdata/linux/objects.hpp>

namespace perfdata::procfs {
namespace {

struct interface_row {
  std::string name{};
  std::uint64_t bytes_received = 0;
  std::uint64_t packets_received = 0;
  std::uint64_t receive_errors = 0;
  std::uint64_t receive_drops = 0;
  std::uint64_t bytes_sent = 0;
  std::uint64_t packets_sent = 0;
  std::uint64_t send_errors = 0;
  std::uint64_t send_drops = 0;
  reading bits_per_second{};
};

using type = counter_type;
using row = interface_row;

constexpr column<row> columns[] = {
    {counter(388, 513, -4, 200, type::bulk_count),
     [](const row& r) -> reading { return r.bytes_received + r.bytes_sent; }},
    {counter(400, 515, -1, 200, type::bulk_count),
     [](const row& r) -> reading { return r.packets_received + r.packets_sent; }},
    {counter(266, 517, -1, 200, type::bulk_count),
     [](const row& r) -> reading { return r.packets_received; }},
    {counter(452, 519, -1, 200, type::bulk_count), [](const row& r) -> reading { return r.packets_sent; }},
    {counter(520, 521, -6, 200, type::large_rawcount), [](const row& r) { return r.bits_per_second; }},
    {counter(264, 523, -4, 200, type::bulk_count), [](const row& r) -> reading { return r.bytes_received; }},
    {counter(528, 529, 0, 200, type::large_rawcount),
     [](const row& r) -> reading { return r.receive_drops; }},
    {counter(530, 531, 0, 200, type::large_rawcount),
     [](const row& r) -> reading { return r.receive_errors; }},
    {counter(506, 535, -4, 200, type::bulk_count), [](const row& r) -> reading { return r.bytes_sent; }},
    {counter(540, 541, 0, 200, type::large_rawcount), [](const row& r) -> reading { return r.send_drops; }},
    {counter(542, 543, 0, 200, type::large_rawcount), [](const row& r) -> reading { return r.send_errors; }},
};

// "  eth0: 43883402    1079 …": the last colon ends the name, aliases have one inside.
std::optional<interface_row> parse_line(std::string_view line) {
  const auto colon = line.rfind(':');
  if (colon == std::string_view::npos) return std::nullopt;
  interface_row made;
  made.name = field_cursor(line.substr(0, colon)).next();
  // received: bytes packets errs drop fifo frame compressed multicast; sent: bytes packets errs drop …
  std::array<std::uint64_t, 12> number{};
  field_cursor fields(line.substr(colon + 1));
  for (auto& part : number) {
    const auto value = fields.number();
    if (!value) return std::nullopt;
    part = *value;
  }
  made.bytes_received = number[0];
  made.packets_received = number[1];
  made.receive_errors = number[2];
  made.receive_drops = number[3];
  made.bytes_sent = number[8];
  made.packets_sent = number[9];
  made.send_errors = number[10];
  made.send_drops = number[11];
  return made;
}

// Mbit/s; a link that is down, or has no speed of its own, tells -1 or refuses.
reading speed_of(sampling& machine, const std::string& name) {
  if (name.find('/') != std::string::npos || name == "." || name == "..") return std::nullopt;
  const auto text = machine.files().read(machine.sys(), ("class/net/" + name + "/speed").c_str());
  const auto megabits = text ? field_cursor(*text).number() : std::nullopt;
  return megabits ? reading(*megabits * 1'000'000) : std::nullopt;
}

// As Windows rewrites adapter names, so that a counter path can hold them.
std::string instance_name(std::string name) {
  for (char& c : name) {
    if (c == '(') c = '[';
    if (c == ')') c = ']';
    if (c == '/' || c == '#' || c == '\\') c = '_';
  }
  return name;
}

std::vector<interface_row> read_interfaces(sampling& machine) {
  std::vector<interface_row> rows;
  line_cursor lines(machine.text_of("net/dev"));
  while (const auto line = lines.next())
    if (auto made = parse_line(*line); made && made->name != "lo") rows.push_back(std::move(*made));
  for (auto& made : rows) {
    made.bits_per_second = speed_of(machine, made.name);
    made.name = instance_name(std::move(made.name));
  }
  return rows;
}

}  // namespace

void write_network_interface(sampling& machine, block_builder& block) {
  const auto rows = read_interfaces(machine);
  object_table<interface_row> table({columns}, rows);
  auto object =
      table.add_to(block, {.title_index = 510, .help_index = 511, .default_title = 388}, machine.clock());
  for (const auto& made : rows) table.fill(object.add_instance(made.name), made);
}

}  // namespace perfdata::procfs
