// Process and Thread of the running system.
#include "machine_block.hpp"

#include <algorithm>
#include <atomic>
#include <csignal>
#include <filesystem>
#include <gtest/gtest.h>
#include <set>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include <perfdata/connection/this_machine.hpp>

namespace perfdata {
namespace {

std::unique_ptr<counter_source> this_linux() {
  auto opened = open_this_machine();
  EXPECT_TRUE(opened);
  return opened ? std::move(*opened) : nullptr;
}

// A child that has taken `name` and waits to be killed.
class named_child {
 public:
  explicit named_child(const char* name) {
    int ready[2] = {};
    if (::pipe(ready) != 0) return;
    id_ = ::fork();
    if (id_ == 0) {
      ::prctl(PR_SET_NAME, name);
      ::prctl(PR_SET_PDEATHSIG, SIGKILL);
      (void)!::write(ready[1], "x", 1);
      for (;;) ::pause();
    }
    char byte = 0;
    (void)!::read(ready[0], &byte, 1);
    ::close(ready[0]);
    ::close(ready[1]);
  }
  named_child(const named_child&) = delete;
  named_child& operator=(const named_child&) = delete;
  ~named_child() {
    if (id_ <= 0) return;
    ::kill(id_, SIGKILL);
    ::waitpid(id_, nullptr, 0);
  }
  [[nodiscard]] std::uint32_t id() const { return static_cast<std::uint32_t>(id_); }

 private:
  pid_t id_ = -1;
};

std::set<std::uint64_t> ids_in_proc() {
  std::set<std::uint64_t> ids;
  for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
    const auto name = entry.path().filename().string();
    if (name.find_first_not_of("0123456789") == std::string::npos) ids.insert(std::stoull(name));
  }
  return ids;
}

std::set<std::uint64_t> ids_in(const machine_block& block) {
  std::set<std::uint64_t> ids;
  const auto object = *block.object(230);
  for (const auto instance : object.instances()) ids.insert(*instance.value(*object.find_counter(784)));
  ids.erase(0);  // Idle and _Total
  return ids;
}

TEST(LiveProcess, ListIsWhatProcHolds) {
  const auto machine = this_linux();
  const auto before = ids_in_proc();
  const machine_block block(*machine, "230");
  const auto after = ids_in_proc();
  const auto told = ids_in(block);
  for (const auto id : before)
    if (after.contains(id)) {
      EXPECT_TRUE(told.contains(id)) << id;
    }
  EXPECT_EQ(block.instances(230).front(), "Idle");
  EXPECT_EQ(block.instances(230).back(), "_Total");
}

TEST(LiveProcess, OwnValuesAreOurs) {
  const auto machine = this_linux();
  const auto self = static_cast<std::uint32_t>(::getpid());
  const machine_block block(*machine, "230");
  EXPECT_EQ(block.process_value(self, 1410), static_cast<std::uint64_t>(::getppid()));
  EXPECT_GT(*block.process_value(self, 180), 1U << 20) << "a running program takes memory";
  EXPECT_GE(*block.process_value(self, 178), *block.process_value(self, 1478));
  EXPECT_EQ(*block.process_value(self, 6), *block.process_value(self, 142) + *block.process_value(self, 144));
  EXPECT_LT(static_cast<std::int64_t>(*block.process_value(self, 684)), block.object(230)->perf_time());
}

TEST(LiveProcess, OddNamesAndNamesakesAreToldAsTheyAre) {
  const named_child odd("a) S (b c");
  const named_child one("namesake");
  const named_child two("namesake");
  const auto machine = this_linux();
  const machine_block block(*machine, "230");
  ASSERT_TRUE(block.process(odd.id()));
  EXPECT_EQ(to_utf8(block.process(odd.id())->name()), "a) S (b c");
  const auto names = block.instances(230);
  EXPECT_EQ(std::count(names.begin(), names.end(), "namesake"), 2);
  EXPECT_EQ(block.process_value(one.id(), 1410), static_cast<std::uint64_t>(::getpid()));
}

TEST(LiveProcess, ProcessThatNobodyHasWaitedForIsThereWithoutMemory) {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(0);
  ASSERT_GT(child, 0);
  siginfo_t ended{};
  ASSERT_EQ(::waitid(P_PID, static_cast<id_t>(child), &ended, WEXITED | WNOWAIT), 0);
  const auto machine = this_linux();
  {
    const machine_block block(*machine, "232");
    const auto id = static_cast<std::uint32_t>(child);
    EXPECT_EQ(block.process_value(id, 174), 0U);
    EXPECT_EQ(block.process_value(id, 180), 0U);
    EXPECT_TRUE(block.process_value(static_cast<std::uint32_t>(::getpid()), 178));
  }
  ::waitpid(child, nullptr, 0);
}

TEST(LiveProcess, WithoutFreeDescriptorsTheQueryFailsInsteadOfShowingLess) {
  const pid_t child = ::fork();
  if (child == 0) {
    const auto machine = this_linux();
    const rlimit none{.rlim_cur = 5, .rlim_max = 5};
    byte_buffer answer;
    (void)machine->machine();  // UBSan looks at an object's type once, and needs a descriptor for that
    if (::setrlimit(RLIMIT_NOFILE, &none) != 0) ::_exit(3);
    const auto answered = machine->query("230", answer);
    ::_exit(answered ? 2 : answered.error().code == errc::system_failure ? 0 : 1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

TEST(LiveProcess, StartTimesStandStill) {
  const named_child child("still");
  const auto machine = this_linux();
  const auto first = machine_block(*machine, "230").process_value(child.id(), 684);
  const auto second = machine_block(*machine, "230").process_value(child.id(), 684);
  ASSERT_TRUE(first);
  EXPECT_EQ(first, second);
}

TEST(LiveThread, ThreadsPointToTheirProcess) {
  std::atomic<bool> stop = false;
  std::vector<std::jthread> threads;
  for (int i = 0; i < 3; ++i) threads.emplace_back([&] { stop.wait(false); });
  const auto machine = this_linux();
  const machine_block block(*machine, "232");
  stop = true;
  stop.notify_all();
  ASSERT_TRUE(block.object(230)) << "Thread brings Process";
  std::vector<std::uint64_t> process_ids;
  const auto processes = *block.object(230);
  for (const auto process : processes.instances())
    process_ids.push_back(*process.value(*processes.find_counter(784)));
  std::vector<std::string> ours;
  const auto object = *block.object(232);
  for (const auto thread : object.instances()) {
    ASSERT_EQ(thread.parent_object(), 230U);
    ASSERT_LT(thread.parent_instance(), process_ids.size());
    EXPECT_EQ(process_ids[thread.parent_instance()], *thread.value(*object.find_counter(784)));
    if (process_ids[thread.parent_instance()] == static_cast<std::uint64_t>(::getpid()))
      ours.push_back(to_utf8(thread.name()));
  }
  ASSERT_GE(ours.size(), 4U);
  EXPECT_EQ(std::vector<std::string>(ours.begin(), ours.begin() + 4),
            (std::vector<std::string>{"0", "1", "2", "3"}));
}

TEST(LiveThread, ProcessAloneDoesNotBringThread) {
  const auto machine = this_linux();
  EXPECT_FALSE(machine_block(*machine, "230").object(232));
}

TEST(LiveProcess, ProcessesThatComeAndGoMeanwhileDoNoHarm) {
  const pid_t forker = ::fork();
  if (forker == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    for (;;) {
      const pid_t child = ::fork();
      if (child == 0) ::_exit(0);
      if (child > 0) ::waitpid(child, nullptr, 0);
    }
  }
  ASSERT_GT(forker, 0);
  const auto machine = this_linux();
  const machine_block quiet(*machine, "232");
  for (int i = 0; i < 100; ++i) {
    const machine_block block(*machine, "232");
    for (const auto counter : quiet.object(230)->counters())
      EXPECT_TRUE(block.has(230, counter.title_index())) << counter.title_index();
    EXPECT_TRUE(block.process(static_cast<std::uint32_t>(::getpid())));
  }
  ::kill(forker, SIGKILL);
  ::waitpid(forker, nullptr, 0);
}

// Whether every process lets this account read its file.
bool all_readable(const char* file) {
  for (const auto id : ids_in_proc()) {
    const auto path = "/proc/" + std::to_string(id) + "/" + file;
    if (FILE* opened = ::fopen(path.c_str(), "r")) {
      char text[64];
      const auto got = ::fread(text, 1, sizeof text, opened);
      ::fclose(opened);
      if (got == 0) return false;
    } else if (errno == EACCES) {
      return false;
    }
  }
  return true;
}

TEST(LiveProcess, IoIsThereExactlyWhenEveryProcessTellsIt) {
  const auto machine = this_linux();
  EXPECT_EQ(machine_block(*machine, "230").has(230, 1412), all_readable("io"));
}

TEST(LiveProcess, AnAccountWithoutRightsGetsNoIoCountersInsteadOfZeros) {
  if (::geteuid() != 0) GTEST_SKIP() << "needs root to become somebody else";
  const pid_t child = ::fork();
  if (child == 0) {
    if (::setresuid(65534, 65534, 65534) != 0) ::_exit(3);
    const auto machine = this_linux();
    const machine_block block(*machine, "230");
    const bool sound = block.has(230, 6) && block.has(230, 180) && block.process(1);
    ::_exit(!sound ? 2 : block.has(230, 1412) ? 1 : 0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

}  // namespace
}  // namespace perfdata
