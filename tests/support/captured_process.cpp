#include "tests/support/captured_process.hpp"

#include <array>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <stdexcept>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace perfdata::test {
namespace {

using clock = std::chrono::steady_clock;
constexpr std::chrono::milliseconds look_again{5};

std::vector<char*> argument_list(const std::vector<std::string>& command) {
  std::vector<char*> list;
  for (const auto& argument : command) list.push_back(const_cast<char*>(argument.c_str()));
  list.push_back(nullptr);
  return list;
}

// In the child, between fork and exec.
void redirect(const char* file, int flags, int handle) {
  const int opened = ::open(file, flags, 0600);
  if (opened < 0 || ::dup2(opened, handle) < 0) ::_exit(126);
  ::close(opened);
}

std::size_t count_of(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size()))
    ++count;
  return count;
}

template <class Condition>
bool holds_within(std::chrono::seconds limit, Condition condition) {
  const auto deadline = clock::now() + limit;
  while (!condition()) {
    if (clock::now() >= deadline) return false;
    std::this_thread::sleep_for(look_again);
  }
  return true;
}

/// The exit code, or -1; kills at the limit.
int wait_for_end(pid_t pid, std::chrono::seconds limit) {
  const auto deadline = clock::now() + limit;
  int status = 0;
  while (::waitpid(pid, &status, WNOHANG) == 0) {
    if (clock::now() >= deadline) {
      ::kill(pid, SIGKILL);
      ::waitpid(pid, &status, 0);
      return -1;
    }
    std::this_thread::sleep_for(look_again);
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

struct captured_process::process {
  pid_t id = -1;
};

captured_process::captured_process(const std::vector<std::string>& command, std::string_view input)
    : process_(std::make_unique<process>()) {
  write_text(folder_ / "in", input);
  const std::string in = folder_ / "in";
  const std::string out = folder_ / "out";
  const std::string err = folder_ / "err";
  const auto arguments = argument_list(command);
  process_->id = ::fork();
  if (process_->id < 0) throw std::runtime_error("fork failed");
  if (process_->id > 0) return;
  redirect(in.c_str(), O_RDONLY, STDIN_FILENO);
  redirect(out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, STDOUT_FILENO);
  redirect(err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, STDERR_FILENO);
  ::setsid();  // no terminal: nothing can be asked for
  ::execv(arguments[0], arguments.data());
  ::_exit(127);
}

captured_process::~captured_process() {
  if (process_->id <= 0) return;
  ::kill(process_->id, SIGKILL);
  ::waitpid(process_->id, nullptr, 0);
}

int captured_process::pid() const noexcept {
  return process_->id;
}

void captured_process::signal(int number) const {
  ::kill(process_->id, number);
}

bool captured_process::wait_for_output(std::string_view text, std::size_t count,
                                       std::chrono::seconds limit) const {
  return holds_within(limit, [&] { return count_of(read_text(folder_ / "out"), text) >= count; });
}

bool captured_process::wait_for_output_after(std::string_view mark, std::string_view text,
                                             std::chrono::seconds limit) const {
  return holds_within(limit, [&] {
    const std::string out = read_text(folder_ / "out");
    const auto at = out.rfind(mark);
    return at != std::string::npos && out.find(text, at) != std::string::npos;
  });
}

finished captured_process::finish(std::chrono::seconds limit) {
  const int code = wait_for_end(process_->id, limit);
  process_->id = -1;
  return {.code = code, .out = read_text(folder_ / "out"), .err = read_text(folder_ / "err")};
}

finished run_captured(const std::vector<std::string>& command, std::string_view input) {
  return captured_process(command, input).finish();
}

finished run_on_terminal(const std::vector<std::string>& command, std::string_view prompt,
                         std::string_view keys, std::chrono::seconds limit) {
  const auto arguments = argument_list(command);
  int terminal = -1;
  const pid_t pid = ::forkpty(&terminal, nullptr, nullptr, nullptr);
  if (pid < 0) throw std::runtime_error("forkpty failed");
  if (pid == 0) {
    ::execv(arguments[0], arguments.data());
    ::_exit(127);
  }
  finished run;
  bool typed = false;
  const auto deadline = clock::now() + limit;
  while (clock::now() < deadline) {
    pollfd readable{.fd = terminal, .events = POLLIN, .revents = 0};
    if (::poll(&readable, 1, 50) <= 0) continue;
    std::array<char, 4096> some{};
    const auto got = ::read(terminal, some.data(), some.size());
    if (got <= 0) break;  // EIO: the program has gone
    run.out.append(some.data(), static_cast<std::size_t>(got));
    if (typed || run.out.find(prompt) == std::string::npos) continue;
    typed = ::write(terminal, keys.data(), keys.size()) == static_cast<ssize_t>(keys.size());
  }
  run.code = wait_for_end(pid, std::chrono::seconds(1));
  ::close(terminal);
  return run;
}

}  // namespace perfdata::test
