#include "monitor/gui/alerts/desktop_notifier.hpp"

#include <array>
#include <cerrno>
#include <cstddef>
#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>

namespace perfdata::monitor {
namespace {

constexpr std::size_t most_running = 16;

/// What the new process has for its streams. A resource.
class no_streams {
 public:
  no_streams() {
    ::posix_spawn_file_actions_init(&actions_);
    ::posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_addopen(&actions_, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    ::posix_spawn_file_actions_addopen(&actions_, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  }
  no_streams(const no_streams&) = delete;
  no_streams& operator=(const no_streams&) = delete;
  ~no_streams() { ::posix_spawn_file_actions_destroy(&actions_); }
  [[nodiscard]] const posix_spawn_file_actions_t* get() const noexcept { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_{};
};

error not_told(const std::string& program, int number) {
  if (number == ENOENT)
    return {.code = errc::not_found,
            .message = fmt::format("\"{}\" is not installed: the desktop cannot be told", program),
            .advice = "install the package libnotify-bin"};
  return {.code = errc::system_failure,
          .message =
              fmt::format("\"{}\" cannot be started: {}", program, std::generic_category().message(number))};
}

}  // namespace

result<void> desktop_notifier::tell(std::string_view title, std::string_view text) {
  reap();
  if (running_.size() >= most_running)
    return failure(
        {.code = errc::system_failure, .message = fmt::format("\"{}\" does not come to an end", program_)});
  std::string options_end = "--";
  std::string first(title);
  std::string second = without_markup(text);
  const std::array<char*, 5> words{program_.data(), options_end.data(), first.data(), second.data(), nullptr};
  const no_streams streams;
  pid_t started = -1;
  const int failed =
      ::posix_spawnp(&started, program_.c_str(), streams.get(), nullptr, words.data(), environ);
  if (failed != 0) return failure(not_told(program_, failed));
  running_.push_back(started);
  return {};
}

void desktop_notifier::reap() {
  std::erase_if(running_, [](pid_t each) { return ::waitpid(each, nullptr, WNOHANG) != 0; });
}

std::string without_markup(std::string_view text) {
  std::string plain;
  for (const char c : text) {
    if (c == '&')
      plain += "&amp;";
    else if (c == '<')
      plain += "&lt;";
    else if (c == '>')
      plain += "&gt;";
    else
      plain += c;
  }
  return plain;
}

}  // namespace perfdata::monitor
