#include "monitor/gui/screenshot.hpp"

#include <stb_image_write.h>

namespace perfdata::monitor {

result<void> write_png(const std::string& path, const picture& taken) {
  if (stbi_write_png(path.c_str(), taken.width, taken.height, 3, taken.pixels.data(), taken.width * 3) != 0)
    return {};
  return failure({.code = errc::system_failure,
                  .message = "cannot write the screenshot to " + path,
                  .advice = "name a file in a folder that exists and that you may write to"});
}

}  // namespace perfdata::monitor
