#include "monitor/core/display_unit.hpp"

#include <array>
#include <cmath>
#include <fmt/format.h>
#include <span>

namespace perfdata::monitor {
namespace {

constexpr double kib = 1024.0;
constexpr double mib = kib * 1024.0;
constexpr double gib = mib * 1024.0;
constexpr double tib = gib * 1024.0;

constexpr std::array byte_prefixes{unit_prefix{1, "B"}, unit_prefix{kib, "KiB"}, unit_prefix{mib, "MiB"},
                                   unit_prefix{gib, "GiB"}, unit_prefix{tib, "TiB"}};
constexpr std::array byte_rate_prefixes{unit_prefix{1, "B/s"}, unit_prefix{kib, "KiB/s"},
                                        unit_prefix{mib, "MiB/s"}, unit_prefix{gib, "GiB/s"},
                                        unit_prefix{tib, "TiB/s"}};
constexpr std::array bit_rate_prefixes{unit_prefix{1, "bit/s"}, unit_prefix{1e3, "kbit/s"},
                                       unit_prefix{1e6, "Mbit/s"}, unit_prefix{1e9, "Gbit/s"}};
constexpr std::array second_prefixes{unit_prefix{1e-6, "µs"}, unit_prefix{1e-3, "ms"}, unit_prefix{1, "s"},
                                     unit_prefix{3600, "h"}, unit_prefix{86400, "d"}};
constexpr std::array number_prefixes{unit_prefix{1, ""}, unit_prefix{1e3, "k"}, unit_prefix{1e6, "M"},
                                     unit_prefix{1e9, "G"}, unit_prefix{1e12, "T"}};
constexpr std::array rate_prefixes{unit_prefix{1, "/s"}, unit_prefix{1e3, "k/s"}, unit_prefix{1e6, "M/s"},
                                   unit_prefix{1e9, "G/s"}};
constexpr std::array percent_prefixes{unit_prefix{1, "%"}};

std::span<const unit_prefix> prefixes_of(unit_kind kind) noexcept {
  switch (kind) {
    case unit_kind::number: return number_prefixes;
    case unit_kind::per_second: return rate_prefixes;
    case unit_kind::percent: return percent_prefixes;
    case unit_kind::seconds: return second_prefixes;
    case unit_kind::bytes: return byte_prefixes;
    case unit_kind::bytes_per_second: return byte_rate_prefixes;
    case unit_kind::bits_per_second: return bit_rate_prefixes;
  }
  return number_prefixes;
}

bool contains(std::string_view text, std::string_view part) noexcept {
  return text.find(part) != std::string_view::npos;
}

/// Four significant digits, at most two of them behind the point.
std::string short_digits(double value) {
  const double magnitude = std::fabs(value);
  if (value == std::floor(value) && magnitude < 1000) return fmt::format("{:.0f}", value);
  if (magnitude < 0.01) return fmt::format("{:.2g}", value);
  return fmt::format("{:.{}f}", value, magnitude < 10 ? 2 : magnitude < 1000 ? 1 : 0);
}

/// 1234567 -> "1,234,567".
std::string grouped(double value) {
  std::string digits = fmt::format("{:.0f}", value);
  const std::size_t first = digits.starts_with('-') ? 1 : 0;
  for (std::size_t at = digits.size(); at > first + 3;) digits.insert(at -= 3, 1, ',');
  return digits;
}

}  // namespace

display_unit unit_of(counter_type type, std::string_view english_name) noexcept {
  const std::uint32_t display = code(type) & type_bits::display_mask;
  if (display == type_bits::display_percent) return {unit_kind::percent};
  if (display == type_bits::display_seconds) return {unit_kind::seconds};
  if (type == counter_type::double_raw) {  // a finished number of a log: only its name tells
    if (contains(english_name, "%")) return {unit_kind::percent};
    if (contains(english_name, "sec/")) return {unit_kind::seconds};
  }
  const bool rate = display == type_bits::display_per_second || english_name.ends_with("/sec");
  if (contains(english_name, "Bandwidth")) return {unit_kind::bits_per_second};
  const double factor = contains(english_name, "MBytes") ? mib : contains(english_name, "KBytes") ? kib : 1;
  if (contains(english_name, "Bytes") || contains(english_name, "Working Set") ||
      contains(english_name, "Megabytes"))
    return {rate ? unit_kind::bytes_per_second : unit_kind::bytes,
            contains(english_name, "Megabytes") ? mib : factor};
  return {rate ? unit_kind::per_second : unit_kind::number};
}

unit_prefix prefix_for(double magnitude, unit_kind kind) noexcept {
  const auto prefixes = prefixes_of(kind);
  magnitude = std::fabs(magnitude);
  const bool plain = kind == unit_kind::number || kind == unit_kind::per_second;
  if (plain && magnitude < 10'000) return prefixes.front();
  if (kind == unit_kind::seconds && magnitude == 0) return {1, "s"};
  unit_prefix best = prefixes.front();
  for (const auto& prefix : prefixes)
    if (magnitude >= prefix.divisor) best = prefix;
  return best;
}

std::string format_value(double value, unit_kind kind) {
  if (kind == unit_kind::number && std::fabs(value) >= 1000) return grouped(value);
  const auto prefix = prefix_for(value, kind);
  const auto digits = short_digits(value / prefix.divisor);
  return prefix.symbol.empty() ? digits : fmt::format("{} {}", digits, prefix.symbol);
}

std::string_view title_of(unit_kind kind) noexcept {
  switch (kind) {
    case unit_kind::number: return "Count";
    case unit_kind::per_second: return "Events per second";
    case unit_kind::percent: return "Percent";
    case unit_kind::seconds: return "Time";
    case unit_kind::bytes: return "Bytes";
    case unit_kind::bytes_per_second: return "Bytes per second";
    case unit_kind::bits_per_second: return "Bits per second";
  }
  return "Count";
}

}  // namespace perfdata::monitor
