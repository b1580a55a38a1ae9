#include <array>
#include <charconv>
#include <cmath>
#include <fmt/format.h>

#include <perfdata/recording/pdh_text.hpp>

namespace perfdata {
namespace {

constexpr std::string_view line_end = "\r\n";

char separator(pdh_format format) {
  return format == pdh_format::csv ? ',' : '\t';
}

void append_field(std::string& line, std::string_view text) {
  line += '"';
  for (const char c : text) {
    if (c == '"') line += '"';
    line += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;  // a line end inside a name would end the record
  }
  line += '"';
}

// Most counters are whole numbers, and those print in a tenth of the time.
void append_number(std::string& text, double value) {
  constexpr double exact = 9007199254740992.0;  // 2^53
  const bool is_whole = std::abs(value) < exact && std::trunc(value) == value && !std::signbit(value);
  std::array<char, 32> digits{};
  const auto [end, failed] =
      is_whole ? std::to_chars(digits.data(), digits.data() + digits.size(), static_cast<std::int64_t>(value))
               : std::to_chars(digits.data(), digits.data() + digits.size(), value,
                               std::chars_format::general, 17);
  text.append(digits.data(), end);
}

}  // namespace

std::string pdh_number(double value) {
  std::string text;
  append_number(text, value);
  return text;
}

std::string pdh_header(pdh_format format, const pdh_zone& zone, std::span<const std::string> paths) {
  std::string line;
  append_field(line, fmt::format("(PDH-{} 4.0) ({})({})", format == pdh_format::csv ? "CSV" : "TSV",
                                 zone.name, zone.bias_minutes));
  for (const auto& path : paths) {
    line += separator(format);
    append_field(line, path);
  }
  return line.append(line_end);
}

std::string pdh_line(pdh_format format, const pdh_time& time, std::span<const std::optional<double>> values) {
  std::string line;
  append_pdh_line(line, format, time, values);
  return line;
}

void append_pdh_line(std::string& text, pdh_format format, const pdh_time& time,
                     std::span<const std::optional<double>> values) {
  fmt::format_to(std::back_inserter(text), "\"{:02}/{:02}/{:04} {:02}:{:02}:{:02}.{:03}\"", time.month,
                 time.day, time.year, time.hour, time.minute, time.second, time.millisecond);
  for (const auto& value : values) {
    text += separator(format);
    text += '"';
    if (value)
      append_number(text, *value);
    else
      text += ' ';
    text += '"';
  }
  text += line_end;
}

}  // namespace perfdata
