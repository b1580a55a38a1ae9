#include "monitor/core/quiet_terminal.hpp"

#include <string>
#include <windows.h>

#include <perfdata/base/wide_text.hpp>

namespace perfdata {
namespace {

HANDLE open_console(const wchar_t* name) {
  return ::CreateFileW(name, GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, nullptr,
                       OPEN_EXISTING, 0, nullptr);
}

void wipe(std::string& text) {
  volatile char* c = text.data();
  for (std::size_t i = 0; i < text.size(); ++i) c[i] = 0;
  text.clear();
}

}  // namespace

struct quiet_terminal::state {
  HANDLE input = open_console(L"CONIN$");
  HANDLE output = open_console(L"CONOUT$");
  DWORD before = 0;
  bool usable = false;
  std::string waiting{};  // the rest of a character that takes several bytes
  std::size_t taken = 0;
};

quiet_terminal::quiet_terminal() : state_(std::make_unique<state>()) {
  if (state_->input == INVALID_HANDLE_VALUE || state_->output == INVALID_HANDLE_VALUE) return;
  if (::GetConsoleMode(state_->input, &state_->before) == 0) return;
  constexpr DWORD echo_lines_and_signals = ENABLE_ECHO_INPUT | ENABLE_LINE_INPUT | ENABLE_PROCESSED_INPUT;
  state_->usable = ::SetConsoleMode(state_->input, state_->before & ~echo_lines_and_signals) != 0;
}

quiet_terminal::~quiet_terminal() {
  if (state_->usable) ::SetConsoleMode(state_->input, state_->before);
  for (const HANDLE end : {state_->input, state_->output})
    if (end != INVALID_HANDLE_VALUE) ::CloseHandle(end);
  wipe(state_->waiting);
}

bool quiet_terminal::usable() const noexcept {
  return state_->usable;
}

void quiet_terminal::write(std::string_view text) const {
  const std::wstring wide = to_wide(text);
  DWORD written = 0;
  ::WriteConsoleW(state_->output, wide.data(), static_cast<DWORD>(wide.size()), &written, nullptr);
}

std::optional<char> quiet_terminal::key() {
  if (state_->taken == state_->waiting.size()) {
    wchar_t units[2]{};
    DWORD got = 0;
    if (::ReadConsoleW(state_->input, &units[0], 1, &got, nullptr) == 0 || got != 1) return std::nullopt;
    const bool lead = units[0] >= 0xD800 && units[0] < 0xDC00;
    if (lead && (::ReadConsoleW(state_->input, &units[1], 1, &got, nullptr) == 0 || got != 1))
      return std::nullopt;
    wipe(state_->waiting);
    state_->waiting = from_wide({units, lead ? 2U : 1U});
    state_->taken = 0;
    if (state_->waiting.empty()) return '\0';
  }
  return state_->waiting[state_->taken++];
}

}  // namespace perfdata
