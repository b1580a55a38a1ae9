#include "tests/support/captured_process.hpp"
#include "tests/support/wait_for.hpp"

#include <stdexcept>
#include <utility>
#include <windows.h>

#include <perfdata/base/wide_text.hpp>

namespace perfdata::test {
namespace {

/// One word as CommandLineToArgvW splits it off again: quoted, and the backslashes in front of a quote
/// doubled.
std::wstring quoted(const std::string& word) {
  std::wstring out = L"\"";
  std::size_t backslashes = 0;
  for (const wchar_t c : to_wide(word)) {
    backslashes = c == L'\\' ? backslashes + 1 : backslashes;
    if (c == L'"') out.append(backslashes + 1, L'\\');
    if (c != L'\\') backslashes = 0;
    out.push_back(c);
  }
  out.append(backslashes, L'\\');
  return out + L"\"";
}

HANDLE open_inheritable(const std::filesystem::path& file, DWORD access, DWORD how) {
  SECURITY_ATTRIBUTES inherit{
      .nLength = sizeof(inherit), .lpSecurityDescriptor = nullptr, .bInheritHandle = TRUE};
  const HANDLE handle = ::CreateFileW(file.c_str(), access, FILE_SHARE_READ | FILE_SHARE_WRITE, &inherit, how,
                                      FILE_ATTRIBUTE_NORMAL, nullptr);
  if (handle == INVALID_HANDLE_VALUE) throw std::runtime_error("a stream of the program cannot be opened");
  return handle;
}

std::size_t count_of(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size()))
    ++count;
  return count;
}

}  // namespace

struct captured_process::process {
  HANDLE handle = nullptr;
};

captured_process::captured_process(const std::vector<std::string>& command, std::string_view input)
    : process_(std::make_unique<process>()) {
  write_text(folder_ / "in", input);
  std::wstring line;
  for (const auto& word : command) line += (line.empty() ? L"" : L" ") + quoted(word);
  STARTUPINFOW streams{};
  streams.cb = sizeof(streams);
  streams.dwFlags = STARTF_USESTDHANDLES;
  streams.hStdInput = open_inheritable(folder_ / "in", GENERIC_READ, OPEN_EXISTING);
  streams.hStdOutput = open_inheritable(folder_ / "out", GENERIC_WRITE, CREATE_ALWAYS);
  streams.hStdError = open_inheritable(folder_ / "err", GENERIC_WRITE, CREATE_ALWAYS);
  PROCESS_INFORMATION started{};
  const BOOL made = ::CreateProcessW(nullptr, line.data(), nullptr, nullptr, TRUE, DETACHED_PROCESS, nullptr,
                                     nullptr, &streams, &started);
  for (const HANDLE stream : {streams.hStdInput, streams.hStdOutput, streams.hStdError})
    ::CloseHandle(stream);
  if (made == 0) throw std::runtime_error("the program cannot be started");
  ::CloseHandle(started.hThread);
  process_->handle = started.hProcess;
}

captured_process::~captured_process() {
  if (process_->handle == nullptr) return;
  ::TerminateProcess(process_->handle, 1);
  ::WaitForSingleObject(process_->handle, INFINITE);
  ::CloseHandle(process_->handle);
}

int captured_process::pid() const noexcept {
  return static_cast<int>(::GetProcessId(process_->handle));
}

bool captured_process::wait_for_output(std::string_view text, std::size_t count,
                                       std::chrono::seconds limit) const {
  return wait_for(limit, [&] { return count_of(read_text(folder_ / "out"), text) >= count; });
}

finished captured_process::finish(std::chrono::seconds limit) {
  const auto patience = static_cast<DWORD>(std::chrono::milliseconds(limit).count());
  DWORD code = static_cast<DWORD>(-1);
  if (::WaitForSingleObject(process_->handle, patience) == WAIT_OBJECT_0)
    ::GetExitCodeProcess(process_->handle, &code);
  else
    ::TerminateProcess(process_->handle, 1);
  ::CloseHandle(std::exchange(process_->handle, nullptr));
  return {
      .code = static_cast<int>(code), .out = read_text(folder_ / "out"), .err = read_text(folder_ / "err")};
}

finished run_captured(const std::vector<std::string>& command, std::string_view input) {
  return captured_process(command, input).finish();
}

}  // namespace perfdata::test
