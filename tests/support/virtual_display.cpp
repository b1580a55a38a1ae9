#include <fstream>
#include <tests/support/child_process.hpp>
#include <tests/support/virtual_display.hpp>
#include <tests/support/wait_for.hpp>

namespace perfdata::test {

virtual_display::virtual_display(const std::filesystem::path& folder, const std::string& screen) {
  const std::string number_file = (folder / "display").string();
  server_ = std::make_unique<child_process>(std::vector<std::string>{
      "/bin/sh", "-c",
      "exec Xvfb -displayfd 3 -nolisten tcp -noreset -screen 0 " + screen + " 3>" + number_file});
  std::string number;
  // The server writes the number and a line end once it takes connections.
  if (wait_for(std::chrono::seconds(20), [&] {
        std::ifstream file(number_file);
        return std::getline(file, number) && !file.eof();
      }))
    name_ = ":" + number;
}

virtual_display::~virtual_display() = default;

}  // namespace perfdata::test
