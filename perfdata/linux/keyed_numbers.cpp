#include <perfdata/linux/keyed_numbers.hpp>

namespace perfdata::procfs {
namespace {

void forget(std::span<keyed_number> wanted) noexcept {
  for (auto& number : wanted) number.value.reset();
}

keyed_number* find(std::span<keyed_number> wanted, std::string_view key) noexcept {
  for (auto& number : wanted)
    if (number.key == key) return &number;
  return nullptr;
}

bool is_row_of(std::string_view line, std::string_view protocol) noexcept {
  return line.starts_with(protocol) && line.substr(protocol.size()).starts_with(':');
}

}  // namespace

void read_keyed_numbers(std::string_view text, std::span<keyed_number> wanted) noexcept {
  forget(wanted);
  line_cursor lines(text);
  while (const auto line = lines.next()) {
    const auto key = line->substr(0, line->find_first_of(": \t"));
    auto* number = find(wanted, key);
    if (number == nullptr || number->value) continue;
    auto rest = line->substr(key.size());
    if (rest.starts_with(':')) rest.remove_prefix(1);
    number->value = field_cursor(rest).number();
  }
}

void read_snmp_numbers(std::string_view text, std::string_view protocol,
                       std::span<keyed_number> wanted) noexcept {
  forget(wanted);
  line_cursor lines(text);
  while (const auto names = lines.next()) {
    if (!is_row_of(*names, protocol)) continue;
    const auto values = lines.next();
    if (!values || !is_row_of(*values, protocol)) return;
    field_cursor name(names->substr(protocol.size() + 1));
    field_cursor value(values->substr(protocol.size() + 1));
    for (auto key = name.next(); !key.empty(); key = name.next()) {
      const auto field = value.next();
      if (auto* number = find(wanted, key)) number->value = field_cursor::parse<std::uint64_t>(field);
    }
    return;
  }
}

}  // namespace perfdata::procfs
