// What the protocol objects share: rows of numbers of /proc/net/snmp, taken by position.
#pragma once

#include <array>

#include <perfdata/linux/columns.hpp>
#include <perfdata/linux/keyed_numbers.hpp>
#include <perfdata/linux/sampling.hpp>

namespace perfdata::procfs {

/// A protocol's numbers in the order of the names that were asked for. Protocol is only a tag.
template <class Protocol>
struct snmp_row {
  std::array<keyed_number, Protocol::names.size()> numbers{};
};

/// The number of one name, found at compile time.
template <class Protocol, std::size_t Name>
reading snmp_number(const snmp_row<Protocol>& row) {
  return row.numbers[Name].value;
}

/// The sum of two, when both are told.
template <class Protocol, std::size_t A, std::size_t B>
reading snmp_sum(const snmp_row<Protocol>& row) {
  return sum_of(row.numbers[A].value, row.numbers[B].value);
}

template <class Protocol>
snmp_row<Protocol> read_snmp_row(sampling& machine) {
  snmp_row<Protocol> row;
  for (std::size_t i = 0; i < row.numbers.size(); ++i) row.numbers[i].key = Protocol::names[i];
  read_snmp_numbers(machine.text_of("net/snmp"), Protocol::protocol, row.numbers);
  return row;
}

}  // namespace perfdata::procfs
