#include "monitor/core/password.hpp"
#include "monitor/core/quiet_terminal.hpp"
#include "monitor/core/typed_text.hpp"

#include <fmt/format.h>

namespace perfdata {
namespace {

constexpr char ctrl_c = 0x03, ctrl_d = 0x04, backspace = 0x08, ctrl_u = 0x15, ctrl_z = 0x1a, rubout = 0x7f;

error no_password(std::string_view user, std::string_view why) {
  return {.code = errc::logon_failed,
          .message = fmt::format("no password for {}: {}", user, why),
          .advice = "give --password-file PATH or set PERFDATA_PASSWORD_FILE"};
}

}  // namespace

result<secret> ask_for_password(std::string_view user, bool allowed) {
  if (!allowed) return failure(no_password(user, "none was given"));
  quiet_terminal terminal;
  if (!terminal.usable()) return failure(no_password(user, "there is no terminal to ask on"));
  terminal.write(fmt::format("Password for {}: ", user));
  typed_text typed;
  for (;;) {
    const auto key = terminal.key();
    switch (key.value_or(ctrl_d)) {
      case '\n':
      case '\r': terminal.write("\n"); return secret(typed.text());
      case ctrl_c:
      case ctrl_z:
      case ctrl_d: terminal.write("\n"); return failure(no_password(user, "none was typed"));
      case backspace:
      case rubout: typed.pop(); break;
      case ctrl_u: typed.clear(); break;
      default: typed.push(*key);
    }
  }
}

}  // namespace perfdata
