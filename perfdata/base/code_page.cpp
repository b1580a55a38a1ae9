#include <algorithm>

#include <perfdata/base/code_page.hpp>
#include <perfdata/base/system_code_page.hpp>

namespace perfdata {
namespace {

std::string ascii_only(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x80)
      out.push_back(c);
    else
      out += replacement_character;
  }
  return out;
}

}  // namespace

std::string code_page_to_utf8(std::uint32_t code_page, byte_view text) {
  const auto end = static_cast<std::size_t>(std::ranges::find(text, std::byte{0}) - text.begin());
  std::string bytes;
  for (const std::byte b : text.first(end)) bytes.push_back(std::to_integer<char>(b));
  auto known = system_code_page_to_utf8(code_page, bytes);
  return known ? *std::move(known) : ascii_only(bytes);
}

}  // namespace perfdata
