#include <array>
#include <charconv>
#include <cmath>

#include <perfdata/recording/pdh_fields.hpp>

namespace perfdata {
namespace {

std::string_view trimmed(std::string_view text) noexcept {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

std::optional<double> exact_number(std::string_view text) noexcept {
  double value = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failed != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

}  // namespace

char pdh_separator(std::string_view first_line) noexcept {
  constexpr std::string_view candidates = ",;\t";
  std::size_t behind = 0;
  if (first_line.starts_with('"')) {
    behind = first_line.find('"', 1);
    behind = behind == std::string_view::npos ? first_line.size() : behind + 1;
  }
  const auto found = first_line.find_first_of(candidates, behind);
  return found == std::string_view::npos ? ',' : first_line[found];
}

bool pdh_fields::next(std::string_view& field) {
  if (at_end_) return false;
  if (!rest_.starts_with('"')) {
    const auto end = rest_.find(separator_);
    field = rest_.substr(0, end);
    at_end_ = end == std::string_view::npos;
    rest_.remove_prefix(at_end_ ? rest_.size() : end + 1);
    return true;
  }
  rest_.remove_prefix(1);
  auto quote = rest_.find('"');
  field = rest_.substr(0, quote);
  if (quote != std::string_view::npos && rest_.substr(quote + 1).starts_with('"')) {
    unquoted_ = field;
    while (quote != std::string_view::npos && rest_.substr(quote + 1).starts_with('"')) {
      rest_.remove_prefix(quote + 2);
      quote = rest_.find('"');
      unquoted_ += '"';
      unquoted_ += rest_.substr(0, quote);
    }
    field = unquoted_;
  }
  rest_.remove_prefix(quote == std::string_view::npos ? rest_.size() : quote + 1);
  const auto end = rest_.find(separator_);  // what stands between the quote and the separator is nothing
  at_end_ = end == std::string_view::npos;
  rest_.remove_prefix(at_end_ ? rest_.size() : end + 1);
  return true;
}

std::optional<double> parse_pdh_number(std::string_view text) noexcept {
  text = trimmed(text);
  if (text.empty()) return std::nullopt;
  if (const auto plain = exact_number(text)) return plain;
  std::array<char, 64> copy{};
  if (text.size() > copy.size()) return std::nullopt;
  const bool has_point = text.find('.') != std::string_view::npos;
  std::size_t length = 0;
  for (const char c : text) {
    if (c == ' ' || (c == ',' && has_point)) continue;
    copy[length++] = c == ',' ? '.' : c;
  }
  return exact_number({copy.data(), length});
}

std::optional<pdh_zone> parse_pdh_title(std::string_view field) {
  field = trimmed(field);
  if (!field.starts_with('(')) return std::nullopt;
  if (field.starts_with("(PDH-")) {
    const auto end = field.find(')');
    field = end == std::string_view::npos ? std::string_view{} : trimmed(field.substr(end + 1));
  }
  pdh_zone zone{.name = "UTC"};
  const auto open = field.rfind('(');
  if (open == std::string_view::npos || !field.ends_with(')')) return zone;
  const auto number = field.substr(open + 1, field.size() - open - 2);
  int bias = 0;
  const auto [end, failed] = std::from_chars(number.data(), number.data() + number.size(), bias);
  constexpr int day = 24 * 60;
  if (failed != std::errc{} || end != number.data() + number.size() || bias < -day || bias > day) return zone;
  zone.bias_minutes = bias;
  auto name = trimmed(field.substr(0, open));
  if (name.starts_with('(') && name.ends_with(')')) name = name.substr(1, name.size() - 2);
  zone.name = name;
  return zone;
}

}  // namespace perfdata
