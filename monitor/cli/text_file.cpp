#include "monitor/cli/text_file.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fmt/format.h>

namespace perfdata::cli {

result<void> write_text_file(const std::string& path, std::string_view text) {
  std::FILE* const file = std::fopen(path.c_str(), "wbe");
  bool written = file != nullptr && std::fwrite(text.data(), 1, text.size(), file) == text.size();
  int reason = errno;
  if (file != nullptr && std::fclose(file) != 0) {
    reason = errno;
    written = false;
  }
  if (written) return {};
  return failure({.code = errc::system_failure,
                  .message = fmt::format("cannot write \"{}\": {}", path, std::strerror(reason)),
                  .advice = "check the path, its permissions and the space that is left"});
}

}  // namespace perfdata::cli
