#include "monitor/fleet/exposition.hpp"

#include <cmath>
#include <fmt/format.h>
#include <iterator>

#include <perfdata/base/utf16.hpp>

namespace perfdata::fleet {
namespace {

// Texts come from the other machine as UTF-16 and are valid UTF-8 by then; a target's name may be anything.
bool is_ascii(std::string_view text) {
  for (const char c : text)
    if (static_cast<unsigned char>(c) >= 0x80) return false;
  return true;
}

std::string valid(std::string_view text) {
  if (is_ascii(text)) return std::string(text);
  const auto units = to_utf16le(text);
  return to_utf8(utf16_view(units));
}

void append_escaped(std::string& out, std::string_view text, bool quotes) {
  for (const char c : valid(text)) {
    switch (c) {
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\0': break;
      case '"': out += quotes ? "\\\"" : "\""; break;
      default: out.push_back(c);
    }
  }
}

std::string text_of(const label_set& labels) {
  if (labels.empty()) return {};
  std::string out = "{";
  for (const auto& label : labels) {
    if (out.size() > 1) out.push_back(',');
    out += label.name;
    out += "=\"";
    append_escaped(out, label.value, true);
    out.push_back('"');
  }
  out.push_back('}');
  return out;
}

std::string_view type_name(metric_kind kind, text_format format) {
  switch (kind) {
    case metric_kind::counter: return "counter";
    case metric_kind::info: return format == text_format::open_metrics ? "info" : "gauge";
    case metric_kind::gauge: break;
  }
  return "gauge";
}

// Most numbers are whole, and whole ones are quicker to write; the text is the same.
bool is_short_and_whole(double value) {
  constexpr double longest = 1e15;
  return std::abs(value) < longest && value == std::trunc(value) && !std::signbit(value);
}

void append_number(std::string& out, double value) {
  if (is_short_and_whole(value)) {
    const fmt::format_int digits(static_cast<std::uint64_t>(value));
    out.append(digits.data(), digits.size());
  } else if (std::isnan(value)) {
    out += "NaN";
  } else if (std::isinf(value)) {
    out += value > 0 ? "+Inf" : "-Inf";
  } else {
    fmt::format_to(std::back_inserter(out), "{}", value);
  }
}

void append_head(std::string& out, const metric_family& family, const std::string& name, text_format format) {
  // OpenMetrics names the family, Prometheus the samples.
  const auto& described = format == text_format::open_metrics ? family.name : name;
  fmt::format_to(std::back_inserter(out), "# TYPE {} {}\n", described, type_name(family.kind, format));
  if (format == text_format::open_metrics && !family.unit.empty() && family.name.ends_with("_" + family.unit))
    fmt::format_to(std::back_inserter(out), "# UNIT {} {}\n", described, family.unit);
  if (family.help.empty()) return;
  fmt::format_to(std::back_inserter(out), "# HELP {} ", described);
  append_escaped(out, family.help, format == text_format::open_metrics);
  out.push_back('\n');
}

// Enough for nearly every answer, so that a megabyte of it is not copied while it grows.
std::size_t expected_size(const metric_set& metrics, const std::vector<std::string>& labels) {
  constexpr std::size_t suffix_and_number = 20;
  std::size_t size = 0;
  for (const auto& family : metrics.families) {
    size += 4 * family.name.size() + family.help.size() + 64;
    for (const auto& point : family.points)
      size += family.name.size() + labels[point.labels].size() + suffix_and_number;
  }
  return size;
}

}  // namespace

text_format format_for(std::string_view accept) {
  return accept.find("application/openmetrics-text") != std::string_view::npos ? text_format::open_metrics
                                                                               : text_format::prometheus;
}

std::string_view content_type(text_format format) noexcept {
  return format == text_format::open_metrics ? "application/openmetrics-text; version=1.0.0; charset=utf-8"
                                             : "text/plain; version=0.0.4; charset=utf-8";
}

std::string write_metrics(const metric_set& metrics, text_format format) {
  std::vector<std::string> labels;
  labels.reserve(metrics.labels.size());
  for (const auto& set : metrics.labels) labels.push_back(text_of(set));
  std::string out;
  out.reserve(expected_size(metrics, labels));
  for (const auto& family : metrics.families) {
    if (family.points.empty()) continue;
    const std::string name = sample_name(family);
    append_head(out, family, name, format);
    for (const auto& point : family.points) {
      out += name;
      out += labels[point.labels];
      out.push_back(' ');
      append_number(out, point.value);
      out.push_back('\n');
    }
  }
  if (format == text_format::open_metrics) out += "# EOF\n";
  return out;
}

}  // namespace perfdata::fleet
