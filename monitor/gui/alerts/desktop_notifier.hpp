// A person's desktop told about something while the window is not looked at.
#pragma once

#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

#include <perfdata/base/result.hpp>

namespace perfdata::monitor {

/// Runs `program TITLE TEXT` for each notice, without a shell, its streams nowhere, and does not wait for it:
/// notify-send hands it to org.freedesktop.Notifications. A resource.
class desktop_notifier {
 public:
  explicit desktop_notifier(std::string program = "notify-send") : program_(std::move(program)) {}
  desktop_notifier(const desktop_notifier&) = delete;
  desktop_notifier& operator=(const desktop_notifier&) = delete;
  ~desktop_notifier() { reap(); }

  /// Errors: errc::not_found when the program is not installed; errc::system_failure, also when the last
  /// sixteen are still running.
  [[nodiscard]] result<void> tell(std::string_view title, std::string_view text);

 private:
  void reap();

  std::string program_;
  std::vector<pid_t> running_;
};

/// Notices take markup: the text with & < > spelt as entities.
[[nodiscard]] std::string without_markup(std::string_view text);

}  // namespace perfdata::monitor
