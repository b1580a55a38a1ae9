
#include <perfdata/base/open_file.hpp>
#include <perfdata/base/wide_text.hpp>

namespace perfdata {

std::FILE* open_file(const std::string& path, const char* mode) {
  return ::_wfopen(to_wide(path).c_str(), to_wide(mode).c_str());
}

}  // namespace perfdata
