#include "monitor/gui/named_file.hpp"

#include <cctype>
#include <fmt/format.h>
#include <fstream>

namespace perfdata::monitor {

std::string file_name_of(std::string_view name) {
  std::string file;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 || std::isalnum(byte) != 0)
      file += c;
    else if (!file.empty() && file.back() != '-')
      file += '-';
  }
  while (file.ends_with('-')) file.pop_back();
  return file;
}

result<void> write_named_file(const std::filesystem::path& file, std::string_view text) {
  std::error_code ignored;
  std::filesystem::create_directories(file.parent_path(), ignored);
  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  out << text;
  out.close();
  if (out) return {};
  return failure({.code = errc::system_failure,
                  .message = fmt::format("\"{}\" cannot be written", file.string()),
                  .advice = "check the folder and its permissions"});
}

}  // namespace perfdata::monitor
