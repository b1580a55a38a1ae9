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

}  // namespace

std::string pdh_number(double value) {
  return fmt::format("{:.17g}", value);
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
  std::string line = fmt::format("\"{:02}/{:02}/{:04} {:02}:{:02}:{:02}.{:03}\"", time.month, time.day,
                                 time.year, time.hour, time.minute, time.second, time.millisecond);
  for (const auto& value : values) {
    line += separator(format);
    append_field(line, value ? pdh_number(*value) : " ");
  }
  return line.append(line_end);
}

}  // namespace perfdata
