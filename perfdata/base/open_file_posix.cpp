#include <perfdata/base/open_file.hpp>

namespace perfdata {

std::FILE* open_file(const std::string& path, const char* mode) {
  return std::fopen(path.c_str(), mode);
}

}  // namespace perfdata
