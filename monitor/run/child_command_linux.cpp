#include "monitor/run/child_command.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include <perfdata/linux/file_reader.hpp>
#include <perfdata/linux/keyed_numbers.hpp>

namespace perfdata {
namespace {

sigset_t watched_signals() {
  sigset_t set;
  sigemptyset(&set);
  for (const int number : {SIGCHLD, SIGINT, SIGTERM, SIGHUP}) sigaddset(&set, number);
  return set;
}

std::chrono::duration<double> seconds(const timeval& time) {
  return std::chrono::seconds(time.tv_sec) + std::chrono::microseconds(time.tv_usec);
}

std::uint64_t own_largest_working_set() {
  rusage own{};
  ::getrusage(RUSAGE_SELF, &own);
  return static_cast<std::uint64_t>(own.ru_maxrss) * 1024;
}

void add(std::optional<std::uint64_t>& sum, const std::optional<std::uint64_t>& value) {
  if (sum && value)
    *sum += *value;
  else
    sum.reset();
}

error cannot_start(const std::string& program, int reason) {
  if (reason == ENOENT)
    return {.code = errc::not_found,
            .message = fmt::format("there is no program \"{}\"", program),
            .advice = "check the name, or give its path"};
  if (reason == EACCES || reason == ENOEXEC)
    return {.code = errc::access_denied,
            .message = fmt::format("\"{}\" cannot be run: {}", program, std::strerror(reason)),
            .advice = "check that it is a program and its permissions"};
  return {.code = errc::system_failure,
          .message = fmt::format("cannot start \"{}\": {}", program, std::strerror(reason))};
}

}  // namespace

struct child_command::state {
  sigset_t before{};
  pid_t pid = -1;
  bool ended = false;
  bool interrupted = false;
  std::uint64_t own_working_set = 0;
  ended_usage usage{};
  procfs::file_reader files{};
  std::chrono::steady_clock::time_point started_at{};
  std::chrono::steady_clock::time_point ended_at{};  // once the watcher is joined
  std::thread watcher{};

  // The end is seen by a thread that does nothing else; who samples counters meanwhile would see it late.
  void watch() {
    watcher = std::thread([this, root = static_cast<id_t>(pid)] {
      siginfo_t unused{};
      while (::waitid(P_PID, root, &unused, WEXITED | WNOWAIT) != 0 && errno == EINTR) {
      }
      ended_at = std::chrono::steady_clock::now();
    });
  }

  // The account of a process that has ended and was not waited for yet; it includes what its own ended
  // children used.
  void add_io(pid_t process) {
    const auto in = procfs::folder::open(fmt::format("/proc/{}", process).c_str());
    const auto text = files.read(in, "io");
    std::array<procfs::keyed_number, 2> wanted{{{"rchar"}, {"wchar"}}};
    if (text) procfs::read_keyed_numbers(*text, wanted);
    add(usage.read_bytes, wanted[0].value);
    add(usage.written_bytes, wanted[1].value);
  }

  int reap(pid_t process) {
    add_io(process);
    int status = 0;
    rusage used{};
    while (::wait4(process, &status, 0, &used) < 0 && errno == EINTR) {
    }
    usage.user_time += seconds(used.ru_utime);
    usage.kernel_time += seconds(used.ru_stime);
    usage.faults += static_cast<std::uint64_t>(used.ru_minflt) + static_cast<std::uint64_t>(used.ru_majflt);
    // A program inherits the mark of the process that started it; a smaller one says nothing.
    const auto largest = static_cast<std::uint64_t>(used.ru_maxrss) * 1024;
    if (largest > own_working_set) usage.largest_working_set = std::max(usage.largest_working_set, largest);
    return status;
  }

  // Ended children one after the other until the command itself is among them; that one stays.
  void look_for_ended() {
    for (;;) {
      siginfo_t found{};
      if (::waitid(P_ALL, 0, &found, WEXITED | WNOHANG | WNOWAIT) != 0 || found.si_pid == 0) return;
      if (found.si_pid == pid) {
        if (watcher.joinable()) watcher.join();
        ended = true;
        return;
      }
      reap(found.si_pid);
    }
  }

  void take(const siginfo_t& signal) {
    if (signal.si_signo == SIGCHLD) return look_for_ended();
    interrupted = true;
    // si_code tells who sent it: the terminal sends to the command by itself.
    if (signal.si_code <= 0 && pid > 0 && !ended) ::kill(pid, signal.si_signo);
  }
};

child_command::child_command() : state_(std::make_unique<state>()) {
  const auto set = watched_signals();
  ::pthread_sigmask(SIG_BLOCK, &set, &state_->before);
  ::prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
}

child_command::~child_command() {
  if (state_->pid > 0) {  // given up on: nothing of ours stays behind
    ::kill(state_->pid, SIGTERM);
    if (state_->watcher.joinable()) state_->watcher.join();
    state_->reap(state_->pid);
  }
  ::prctl(PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0);
  ::pthread_sigmask(SIG_SETMASK, &state_->before, nullptr);
}

result<void> child_command::start(const std::vector<std::string>& words, command_output output) {
  std::vector<std::string> copy = words;
  std::vector<char*> arguments;
  arguments.reserve(copy.size() + 1);
  for (auto& word : copy) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  posix_spawnattr_t attributes;
  ::posix_spawnattr_init(&attributes);
  ::posix_spawnattr_setsigmask(&attributes, &state_->before);
  ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
  posix_spawn_file_actions_t streams;
  ::posix_spawn_file_actions_init(&streams);
  if (output == command_output::standard_error)
    ::posix_spawn_file_actions_adddup2(&streams, STDERR_FILENO, STDOUT_FILENO);
  state_->usage = {.read_bytes = 0, .written_bytes = 0};
  state_->ended = false;
  state_->started_at = std::chrono::steady_clock::now();
  const int failed =
      ::posix_spawnp(&state_->pid, arguments[0], &streams, &attributes, arguments.data(), environ);
  ::posix_spawn_file_actions_destroy(&streams);
  ::posix_spawnattr_destroy(&attributes);
  if (failed == 0) {
    state_->own_working_set = own_largest_working_set();  // now that it is another program
    state_->watch();
    return {};
  }
  state_->pid = -1;
  return failure(cannot_start(words[0], failed));
}

std::uint32_t child_command::id() const noexcept {
  return static_cast<std::uint32_t>(state_->pid);
}

bool child_command::wait_until(std::chrono::steady_clock::time_point deadline) {
  using namespace std::chrono;
  const auto set = watched_signals();
  state_->look_for_ended();
  while (!state_->ended) {
    const auto left = std::min<nanoseconds>(deadline - steady_clock::now(), hours(1));
    if (left <= nanoseconds::zero()) return false;
    const timespec limit{.tv_sec = duration_cast<std::chrono::seconds>(left).count(),
                         .tv_nsec = (left % 1s).count()};
    siginfo_t signal{};
    if (::sigtimedwait(&set, &signal, &limit) > 0) state_->take(signal);
  }
  return true;
}

std::chrono::steady_clock::duration child_command::elapsed() const {
  return state_->ended_at - state_->started_at;
}

bool child_command::interrupted() const noexcept {
  return state_->interrupted;
}

int child_command::finish() {
  const int status = state_->reap(state_->pid);
  state_->pid = -1;
  state_->ended = false;
  state_->look_for_ended();
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

const ended_usage& child_command::usage() const noexcept {
  return state_->usage;
}

}  // namespace perfdata
