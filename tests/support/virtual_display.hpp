// A screen that exists in memory only.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

namespace perfdata::test {

class child_process;

/// An X server of its own. A resource: it ends with the object. Unlike xvfb-run, it lets the server choose a
/// free number itself, so that tests which run at the same time never meet.
class virtual_display {
 public:
  /// `screen`: WIDTHxHEIGHTxDEPTH. `folder` receives a small file.
  virtual_display(const std::filesystem::path& folder, const std::string& screen);
  virtual_display(const virtual_display&) = delete;
  virtual_display& operator=(const virtual_display&) = delete;
  ~virtual_display();

  /// ":1", for DISPLAY; empty when the server did not start within twenty seconds.
  [[nodiscard]] const std::string& name() const noexcept { return name_; }

 private:
  std::unique_ptr<child_process> server_;
  std::string name_;
};

}  // namespace perfdata::test
