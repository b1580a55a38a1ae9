#include "monitor/core/password.hpp"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

namespace perfdata {
namespace {

constexpr char ctrl_c = 0x03, ctrl_d = 0x04, backspace = 0x08, ctrl_u = 0x15, rubout = 0x7f;

/// The controlling terminal without echo, line editing and signal keys, so that no key leaves it that way.
class quiet_terminal {
 public:
  quiet_terminal() : handle_(::open("/dev/tty", O_RDWR | O_CLOEXEC)) {
    if (handle_ < 0 || ::tcgetattr(handle_, &before_) != 0) return;
    termios quiet = before_;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO | ICANON | ISIG);
    quiet.c_cc[VMIN] = 1;
    quiet.c_cc[VTIME] = 0;
    usable_ = ::tcsetattr(handle_, TCSAFLUSH, &quiet) == 0;
  }
  quiet_terminal(const quiet_terminal&) = delete;
  quiet_terminal& operator=(const quiet_terminal&) = delete;
  ~quiet_terminal() {
    if (usable_) ::tcsetattr(handle_, TCSAFLUSH, &before_);
    if (handle_ >= 0) ::close(handle_);
  }

  [[nodiscard]] bool usable() const noexcept { return usable_; }

  void write(std::string_view text) const noexcept {
    [[maybe_unused]] const auto written = ::write(handle_, text.data(), text.size());
  }

  /// A key, or ctrl_d when the terminal has gone or a signal wants the program to end.
  [[nodiscard]] char key() const noexcept {
    char c = 0;
    return ::read(handle_, &c, 1) == 1 ? c : ctrl_d;
  }

 private:
  int handle_;
  termios before_{};
  bool usable_ = false;
};

/// What is typed, in memory that is wiped.
class typed_text {
 public:
  typed_text() = default;
  typed_text(const typed_text&) = delete;
  typed_text& operator=(const typed_text&) = delete;
  ~typed_text() { clear(); }

  void push(char c) noexcept {
    if (length_ < text_.size()) text_[length_++] = c;
  }
  void pop() noexcept {
    while (length_ > 0 && (text_[--length_] & 0xC0) == 0x80) continue;  // a UTF-8 character whole
  }
  void clear() noexcept {
    volatile char* c = text_.data();
    for (std::size_t i = 0; i < text_.size(); ++i) c[i] = 0;
    length_ = 0;
  }
  [[nodiscard]] std::string_view text() const noexcept { return {text_.data(), length_}; }

 private:
  std::array<char, 1024> text_{};
  std::size_t length_ = 0;
};

error no_password(std::string_view user, std::string_view why) {
  return {.code = errc::logon_failed,
          .message = fmt::format("no password for {}: {}", user, why),
          .advice = "give --password-file PATH or set PERFDATA_PASSWORD_FILE"};
}

}  // namespace

result<secret> ask_for_password(std::string_view user, bool allowed) {
  if (!allowed) return failure(no_password(user, "none was given"));
  const quiet_terminal terminal;
  if (!terminal.usable()) return failure(no_password(user, "there is no terminal to ask on"));
  terminal.write(fmt::format("Password for {}: ", user));
  typed_text typed;
  for (;;) {
    switch (const char key = terminal.key()) {
      case '\n':
      case '\r': terminal.write("\n"); return secret(typed.text());
      case ctrl_c:
      case ctrl_d: terminal.write("\n"); return failure(no_password(user, "none was typed"));
      case backspace:
      case rubout: typed.pop(); break;
      case ctrl_u: typed.clear(); break;
      default: typed.push(key);
    }
  }
}

}  // namespace perfdata
