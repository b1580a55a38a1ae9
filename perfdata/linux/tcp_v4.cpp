// TCPv4 (638): the "Tcp" lines of /proc/net/snmp. Linux keeps one set for both IP versions.
#include <perfdata/linux/objects.hpp>
#include <perfdata/linux/snmp_columns.hpp>

namespace perfdata::procfs {
namespace {

struct tcp {
  static constexpr std::string_view protocol = "Tcp";
  enum field : std::size_t { in, out, retransmitted, established, active, passive, failed, reset };
  static constexpr std::array<std::string_view, 8> names{"InSegs",       "OutSegs",     "RetransSegs",
                                                         "CurrEstab",    "ActiveOpens", "PassiveOpens",
                                                         "AttemptFails", "EstabResets"};
};

using type = counter_type;

constexpr column<snmp_row<tcp>> columns[] = {
    {counter(640, 641, -1, 200, type::counter), snmp_sum<tcp, tcp::in, tcp::out>},
    {counter(642, 643, 0, 200, type::rawcount), snmp_number<tcp, tcp::established>},
    {counter(644, 645, 0, 200, type::rawcount), snmp_number<tcp, tcp::active>},
    {counter(646, 647, 0, 200, type::rawcount), snmp_number<tcp, tcp::passive>},
    {counter(648, 649, 0, 200, type::rawcount), snmp_number<tcp, tcp::failed>},
    {counter(650, 651, 0, 200, type::rawcount), snmp_number<tcp, tcp::reset>},
    {counter(652, 653, -1, 200, type::counter), snmp_number<tcp, tcp::in>},
    {counter(654, 655, -1, 200, type::counter), snmp_number<tcp, tcp::out>},
    {counter(656, 657, -1, 200, type::counter), snmp_number<tcp, tcp::retransmitted>},
};

}  // namespace

void write_tcp_v4(sampling& machine, block_builder& block) {
  add_single<snmp_row<tcp>>(
      block, {.title_index = 638, .help_index = 639, .default_title = 640, .has_instances = false},
      machine.clock(), columns, read_snmp_row<tcp>(machine));
}

}  // namespace perfdata::procfs
