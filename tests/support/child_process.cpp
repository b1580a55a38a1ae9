#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <spawn.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <tests/support/child_process.hpp>
#include <tests/support/wait_for.hpp>
#include <unistd.h>

extern char** environ;

namespace perfdata::test {
namespace {

pid_t spawn(const std::vector<std::string>& command, int input, bool own_group) {
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  if (input >= 0)
    posix_spawn_file_actions_adddup2(&files, input, 0);
  else
    posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  if (own_group) {
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    posix_spawnattr_setpgroup(&attributes, 0);
  }
  std::vector<char*> arguments;
  for (const auto& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  pid_t pid = -1;
  if (posix_spawnp(&pid, arguments[0], &files, &attributes, arguments.data(), environ) != 0) pid = -1;
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&files);
  return pid;
}

}  // namespace

int run_program(const std::vector<std::string>& command, std::string_view input, std::chrono::seconds limit) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) return -1;
  const pid_t pid = spawn(command, ends[0], false);
  ::close(ends[0]);
  // Fits the pipe's buffer, so that this does not wait for the reader.
  const bool written = ::write(ends[1], input.data(), input.size()) == static_cast<ssize_t>(input.size());
  ::close(ends[1]);
  if (pid < 0) return -1;
  int status = 0;
  if (!written || !wait_for(limit, [&] { return ::waitpid(pid, &status, WNOHANG) != 0; })) {
    ::kill(pid, SIGKILL);
    ::waitpid(pid, &status, 0);
    return -1;
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

child_process::child_process(const std::vector<std::string>& command) {
  // What a daemon leaves behind becomes ours to collect, instead of an init's that may take its time.
  ::prctl(PR_SET_CHILD_SUBREAPER, 1);
  std::vector<std::string> bound_to_us{"setpriv", "--pdeathsig", "TERM"};
  bound_to_us.insert(bound_to_us.end(), command.begin(), command.end());
  pid_ = spawn(bound_to_us, -1, true);
}

bool child_process::running() {
  if (pid_ < 0 || reaped_) return false;
  int status = 0;
  reaped_ = ::waitpid(pid_, &status, WNOHANG) == pid_;
  return !reaped_;
}

void child_process::signal_group(int signal) const {
  if (pid_ > 0) ::kill(-pid_, signal);
}

bool child_process::group_gone() const {
  int status = 0;
  while (::waitpid(-pid_, &status, WNOHANG) > 0) {
  }
  return ::kill(-pid_, 0) != 0 && errno == ESRCH;
}

bool child_process::wait_until_gone(std::chrono::seconds limit) {
  return wait_for(limit, [this] { return !running() && group_gone(); });
}

void child_process::stop() {
  if (pid_ < 0) return;
  signal_group(SIGTERM);
  if (wait_until_gone(std::chrono::seconds(5))) pid_ = -1;
  kill();
}

void child_process::freeze() const {
  signal_group(SIGSTOP);
}

void child_process::thaw() const {
  signal_group(SIGCONT);
}

void child_process::kill() {
  if (pid_ < 0) return;
  signal_group(SIGKILL);
  (void)wait_until_gone(std::chrono::seconds(5));
  pid_ = -1;
}

}  // namespace perfdata::test
