#include "monitor/run/child_command.hpp"

#include <algorithm>
#include <atomic>
#include <fmt/format.h>
#include <windows.h>
// Needs windows.h first.
#include <psapi.h>

#include <perfdata/base/wide_text.hpp>

namespace perfdata {
namespace {

// Ctrl-C reaches the command by itself, since it shares the console; this program must outlive it.
std::atomic<bool> asked_to_end = false;

BOOL WINAPI note_control_event(DWORD) {
  asked_to_end = true;
  return TRUE;
}

struct closed_handle {
  HANDLE value = nullptr;
  closed_handle() = default;
  closed_handle(const closed_handle&) = delete;
  closed_handle& operator=(const closed_handle&) = delete;
  ~closed_handle() { reset(); }
  void reset(HANDLE next = nullptr) {
    if (value != nullptr) ::CloseHandle(value);
    value = next;
  }
};

bool needs_quotes(std::string_view word) {
  return word.empty() || word.find_first_of(" \t\n\v\"") != std::string_view::npos;
}

// As CommandLineToArgvW takes a line apart again: backslashes count only in front of a quote.
void append_word(std::string& line, std::string_view word) {
  if (!line.empty()) line += ' ';
  if (!needs_quotes(word)) {
    line += word;
    return;
  }
  line += '"';
  std::size_t backslashes = 0;
  for (const char c : word) {
    if (c == '"') line.append(backslashes + 1, '\\');
    backslashes = c == '\\' ? backslashes + 1 : 0;
    line += c;
  }
  line.append(backslashes, '\\');
  line += '"';
}

std::wstring command_line(const std::vector<std::string>& words) {
  std::string line;
  for (const auto& word : words) append_word(line, word);
  return to_wide(line);
}

std::chrono::duration<double> hundred_nanoseconds(LARGE_INTEGER count) {
  return std::chrono::duration<double>(static_cast<double>(count.QuadPart) / 1e7);
}

error cannot_start(const std::string& program, DWORD reason) {
  if (reason == ERROR_FILE_NOT_FOUND || reason == ERROR_PATH_NOT_FOUND)
    return {.code = errc::not_found,
            .message = fmt::format("there is no program \"{}\"", program),
            .advice = "check the name, or give its path"};
  if (reason == ERROR_ACCESS_DENIED || reason == ERROR_BAD_EXE_FORMAT)
    return {.code = errc::access_denied,
            .message = fmt::format("\"{}\" cannot be run", program),
            .advice = "check that it is a program and its permissions"};
  return {.code = errc::system_failure,
          .message = fmt::format("cannot start \"{}\": error {}", program, reason)};
}

}  // namespace

// The command and all that it starts are in one job, whose account outlives them.
struct child_command::state {
  closed_handle job{};
  closed_handle process{};
  DWORD id = 0;
  std::chrono::steady_clock::time_point started_at{};
  std::chrono::steady_clock::time_point ended_at{};
  ended_usage usage{};

  void read_account() {
    JOBOBJECT_BASIC_AND_IO_ACCOUNTING_INFORMATION account{};
    if (::QueryInformationJobObject(job.value, JobObjectBasicAndIoAccountingInformation, &account,
                                    sizeof(account), nullptr) != 0) {
      usage.user_time = hundred_nanoseconds(account.BasicInfo.TotalUserTime);
      usage.kernel_time = hundred_nanoseconds(account.BasicInfo.TotalKernelTime);
      usage.faults = account.BasicInfo.TotalPageFaultCount;
      usage.read_bytes = account.IoInfo.ReadTransferCount;
      usage.written_bytes = account.IoInfo.WriteTransferCount;
    }
    PROCESS_MEMORY_COUNTERS memory{};  // of the command itself: a job keeps no working sets
    if (::K32GetProcessMemoryInfo(process.value, &memory, sizeof(memory)) != 0)
      usage.largest_working_set = memory.PeakWorkingSetSize;
  }

  // Its own times of beginning and end are kept as long as somebody holds it.
  void note_end() {
    FILETIME created{};
    FILETIME exited{};
    FILETIME kernel{};
    FILETIME user{};
    if (::GetProcessTimes(process.value, &created, &exited, &kernel, &user) == 0) {
      ended_at = std::chrono::steady_clock::now();
      return;
    }
    const auto ticks = [](const FILETIME& time) {
      return static_cast<std::int64_t>(std::uint64_t{time.dwHighDateTime} << 32U | time.dwLowDateTime);
    };
    const std::int64_t lived = std::max<std::int64_t>(ticks(exited) - ticks(created), 0);
    ended_at = started_at + std::chrono::nanoseconds(lived * 100);
  }
};

child_command::child_command() : state_(std::make_unique<state>()) {
  asked_to_end = false;
  ::SetConsoleCtrlHandler(note_control_event, TRUE);
}

child_command::~child_command() {
  if (state_->process.value != nullptr) ::TerminateJobObject(state_->job.value, 1);  // given up on
  ::SetConsoleCtrlHandler(note_control_event, FALSE);
}

result<void> child_command::start(const std::vector<std::string>& words, command_output output) {
  state_->usage = {.read_bytes = 0, .written_bytes = 0};
  state_->job.reset(::CreateJobObjectW(nullptr, nullptr));
  std::wstring line = command_line(words);
  STARTUPINFOW startup{};
  startup.cb = sizeof(startup);
  if (output == command_output::standard_error) {
    startup.dwFlags = STARTF_USESTDHANDLES;
    startup.hStdInput = ::GetStdHandle(STD_INPUT_HANDLE);
    startup.hStdOutput = ::GetStdHandle(STD_ERROR_HANDLE);
    startup.hStdError = startup.hStdOutput;
  }
  PROCESS_INFORMATION made{};
  state_->started_at = std::chrono::steady_clock::now();
  // Suspended until it is in the job, so that nothing it starts is outside.
  if (::CreateProcessW(nullptr, line.data(), nullptr, nullptr, TRUE, CREATE_SUSPENDED, nullptr, nullptr,
                       &startup, &made) == 0)
    return failure(cannot_start(words[0], ::GetLastError()));
  ::AssignProcessToJobObject(state_->job.value, made.hProcess);
  ::ResumeThread(made.hThread);
  ::CloseHandle(made.hThread);
  state_->process.reset(made.hProcess);
  state_->id = made.dwProcessId;
  return {};
}

std::uint32_t child_command::id() const noexcept {
  return state_->id;
}

bool child_command::wait_until(std::chrono::steady_clock::time_point deadline) {
  using namespace std::chrono;
  const auto left = std::clamp<nanoseconds>(deadline - steady_clock::now(), 0ns, hours(1));
  const auto milliseconds = static_cast<DWORD>(ceil<std::chrono::milliseconds>(left).count());
  if (::WaitForSingleObject(state_->process.value, milliseconds) != WAIT_OBJECT_0) return false;
  state_->note_end();
  return true;
}

std::chrono::steady_clock::duration child_command::elapsed() const {
  return std::chrono::duration_cast<std::chrono::steady_clock::duration>(state_->ended_at -
                                                                         state_->started_at);
}

bool child_command::interrupted() const noexcept {
  return asked_to_end;
}

int child_command::finish() {
  DWORD code = 1;
  ::GetExitCodeProcess(state_->process.value, &code);
  state_->read_account();
  state_->process.reset();
  return static_cast<int>(code);
}

const ended_usage& child_command::usage() const noexcept {
  return state_->usage;
}

}  // namespace perfdata
