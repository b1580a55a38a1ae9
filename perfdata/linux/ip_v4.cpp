// IPv4 (546): the "Ip" lines of /proc/net/snmp.
#include <perfdata/linux/objects.hpp>
#include <perfdata/linux/snmp_columns.hpp>

namespace perfdata::procfs {
namespace {

struct ip {
  static constexpr std::string_view protocol = "Ip";
  enum field : std::size_t {
    in,
    header_errors,
    address_errors,
    forwarded,
    unknown_protocols,
    in_discards,
    delivered,
    out,
    out_discards,
    no_routes,
    fragments,
    reassembled,
    reassembly_failures,
    fragmented,
    fragmentation_failures,
    fragments_created
  };
  static constexpr std::array<std::string_view, 16> names{
      "InReceives", "InHdrErrors", "InAddrErrors", "ForwDatagrams", "InUnknownProtos", "InDiscards",
      "InDelivers", "OutRequests", "OutDiscards",  "OutNoRoutes",   "ReasmReqds",      "ReasmOKs",
      "ReasmFails", "FragOKs",     "FragFails",    "FragCreates"};
};

using type = counter_type;

constexpr column<snmp_row<ip>> columns[] = {
    {counter(438, 549, -1, 200, type::counter), snmp_sum<ip, ip::in, ip::out>},
    {counter(446, 551, -1, 200, type::counter), snmp_number<ip, ip::in>},
    {counter(552, 553, 0, 200, type::rawcount), snmp_number<ip, ip::header_errors>},
    {counter(554, 555, 0, 200, type::rawcount), snmp_number<ip, ip::address_errors>},
    {counter(556, 557, -1, 200, type::counter), snmp_number<ip, ip::forwarded>},
    {counter(558, 559, 0, 200, type::rawcount), snmp_number<ip, ip::unknown_protocols>},
    {counter(560, 561, 0, 200, type::rawcount), snmp_number<ip, ip::in_discards>},
    {counter(562, 563, -1, 200, type::counter), snmp_number<ip, ip::delivered>},
    {counter(442, 565, -1, 200, type::counter), snmp_number<ip, ip::out>},
    {counter(566, 567, 0, 200, type::rawcount), snmp_number<ip, ip::out_discards>},
    {counter(568, 569, 0, 200, type::rawcount), snmp_number<ip, ip::no_routes>},
    {counter(570, 571, -1, 200, type::counter), snmp_number<ip, ip::fragments>},
    {counter(572, 573, -1, 200, type::counter), snmp_number<ip, ip::reassembled>},
    {counter(574, 575, 0, 200, type::rawcount), snmp_number<ip, ip::reassembly_failures>},
    {counter(576, 577, -1, 200, type::counter), snmp_number<ip, ip::fragmented>},
    {counter(578, 579, 0, 200, type::rawcount), snmp_number<ip, ip::fragmentation_failures>},
    {counter(580, 581, -1, 200, type::counter), snmp_number<ip, ip::fragments_created>},
};

}  // namespace

void write_ip_v4(sampling& machine, block_builder& block) {
  add_single<snmp_row<ip>>(
      block, {.title_index = 546, .help_index = 547, .default_title = 438, .has_instances = false},
      machine.clock(), columns, read_snmp_row<ip>(machine));
}

}  // namespace perfdata::procfs
