#include "monitor/cli/open_publisher.hpp"

namespace perfdata::cli {

result<std::unique_ptr<samba_publisher>> open_publisher(const std::string& state_directory) {
  return samba_publisher::open(state_directory);
}

}  // namespace perfdata::cli
