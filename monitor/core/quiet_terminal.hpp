// A terminal that does not show what is typed: quiet_terminal_posix.cpp or quiet_terminal_windows.cpp.
#pragma once

#include <memory>
#include <optional>
#include <string_view>

namespace perfdata {

/// A resource. The terminal that the program belongs to, without echo, line editing and signal keys, so that
/// no key leaves it that way; as it was before when this goes.
class quiet_terminal {
 public:
  quiet_terminal();
  quiet_terminal(const quiet_terminal&) = delete;
  quiet_terminal& operator=(const quiet_terminal&) = delete;
  ~quiet_terminal();

  /// Whether there is one.
  [[nodiscard]] bool usable() const noexcept;

  /// UTF-8. Precondition of this and of key(): usable().
  void write(std::string_view text) const;

  /// The next byte of what is typed, in UTF-8; none when the terminal has gone or a signal wants the program
  /// to end.
  [[nodiscard]] std::optional<char> key();

 private:
  struct state;
  std::unique_ptr<state> state_;
};

}  // namespace perfdata
