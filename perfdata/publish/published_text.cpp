#include <algorithm>
#include <cstring>

#include <perfdata/publish/published_text.hpp>

namespace perfdata {
namespace {

constexpr std::size_t longest = 255;
constexpr std::uint64_t highest_number = (std::uint64_t{1} << 63U) - 1024;

bool starts_character(char byte) noexcept {
  return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
}

}  // namespace

std::string published_title(std::string_view utf8) {
  std::string title;
  for (const char one : utf8) {
    if (title.size() == longest) break;
    if (static_cast<unsigned char>(one) < 0x80U)
      title.push_back(one);
    else if (starts_character(one))
      title.push_back('?');
  }
  return title;
}

std::string published_name(std::string_view utf8) {
  std::size_t size = std::min(utf8.size(), longest);
  while (size != 0 && size < utf8.size() && !starts_character(utf8[size])) --size;
  return std::string(utf8.substr(0, size));
}

std::string published_number(std::uint64_t value) {
  return value == 0 ? std::string(1, '\0') : std::to_string(std::min(value, highest_number));
}

void append_native(std::string& out, std::uint64_t value) {
  char bytes[sizeof value];
  std::memcpy(bytes, &value, sizeof value);
  out.append(bytes, sizeof bytes);
}

}  // namespace perfdata
