// Numbers that a file names: "MemTotal:  24684092 kB", "pgfault 3258459", "rchar: 8688".
#pragma once

#include <span>
#include <string_view>

#include <perfdata/linux/field_cursor.hpp>

namespace perfdata::procfs {

/// What to look for, and what was found. A value.
struct keyed_number {
  std::string_view key{};  ///< without its colon
  reading value{};
};

/// Fills `wanted` from `text`, a key and a number a line; the first of equal keys wins. What is not there, or
/// not a number, is left without a value. Linear in lines times `wanted`.
void read_keyed_numbers(std::string_view text, std::span<keyed_number> wanted) noexcept;

/// As above for /proc/net/snmp, where a line "Tcp: ActiveOpens PassiveOpens …" names the columns of the line
/// "Tcp: 13 2 …" after it.
void read_snmp_numbers(std::string_view text, std::string_view protocol,
                       std::span<keyed_number> wanted) noexcept;

}  // namespace perfdata::procfs
