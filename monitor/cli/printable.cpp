#include "monitor/cli/printable.hpp"

#include <algorithm>

namespace perfdata::cli {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

bool starts_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
}

}  // namespace

std::string printable(std::string_view text) {
  std::string safe;
  safe.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x20 || byte == 0x7F) {
      safe += replacement;
    } else if (byte == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0) {
      safe += replacement;  // U+0080 to U+009F
      ++i;
    } else {
      safe += text[i];
    }
  }
  return safe;
}

std::size_t columns(std::string_view text) noexcept {
  return static_cast<std::size_t>(std::ranges::count_if(text, starts_character));
}

std::string_view first_columns(std::string_view text, std::size_t width) noexcept {
  std::size_t seen = 0;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (starts_character(text[i]) && ++seen > width) return text.substr(0, i);
  return text;
}

}  // namespace perfdata::cli
