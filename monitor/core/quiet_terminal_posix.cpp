#include "monitor/core/quiet_terminal.hpp"

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

namespace perfdata {

struct quiet_terminal::state {
  int handle = -1;
  termios before{};
  bool usable = false;
};

quiet_terminal::quiet_terminal() : state_(std::make_unique<state>()) {
  state_->handle = ::open("/dev/tty", O_RDWR | O_CLOEXEC);
  if (state_->handle < 0 || ::tcgetattr(state_->handle, &state_->before) != 0) return;
  termios quiet = state_->before;
  quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO | ICANON | ISIG);
  quiet.c_cc[VMIN] = 1;
  quiet.c_cc[VTIME] = 0;
  state_->usable = ::tcsetattr(state_->handle, TCSAFLUSH, &quiet) == 0;
}

quiet_terminal::~quiet_terminal() {
  if (state_->usable) ::tcsetattr(state_->handle, TCSAFLUSH, &state_->before);
  if (state_->handle >= 0) ::close(state_->handle);
}

bool quiet_terminal::usable() const noexcept {
  return state_->usable;
}

void quiet_terminal::write(std::string_view text) const {
  [[maybe_unused]] const auto written = ::write(state_->handle, text.data(), text.size());
}

std::optional<char> quiet_terminal::key() {
  char c = 0;
  if (::read(state_->handle, &c, 1) != 1) return std::nullopt;
  return c;
}

}  // namespace perfdata
