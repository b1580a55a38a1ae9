// UDPv4 (658): the "Udp" lines of /proc/net/snmp.
#include <perfdata/linux/objects.hpp>
#include <perfdata/linux/snmp_columns.hpp>

namespace perfdata::procfs {
namespace {

struct udp {
  static constexpr std::string_view protocol = "Udp";
  enum field : std::size_t { in, no_port, errors, out };
  static constexpr std::array<std::string_view, 4> names{"InDatagrams", "NoPorts", "InErrors",
                                                         "OutDatagrams"};
};

using type = counter_type;

constexpr column<snmp_row<udp>> columns[] = {
    {counter(438, 661, -1, 200, type::counter), snmp_sum<udp, udp::in, udp::out>},
    {counter(446, 663, -1, 200, type::counter), snmp_number<udp, udp::in>},
    {counter(664, 665, -1, 200, type::counter), snmp_number<udp, udp::no_port>},
    {counter(666, 667, 0, 200, type::rawcount), snmp_number<udp, udp::errors>},
    {counter(442, 669, -1, 200, type::counter), snmp_number<udp, udp::out>},
};

}  // namespace

void write_udp_v4(sampling& machine, block_builder& block) {
  add_single<snmp_row<udp>>(
      block, {.title_index = 658, .help_index = 659, .default_title = 438, .has_instances = false},
      machine.clock(), columns, read_snmp_row<udp>(machine));
}

}  // namespace perfdata::procfs
