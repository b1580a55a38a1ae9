// What this machine's Process and Thread objects cost beside the reading of the same files with plain
// read(2): 500 processes and 5,000 threads of our own, which end with the program. Exit code 1 when more
// than 1.5 times as much.
//
//    perfdata_linux_cost [PROCESSES [THREADS_EACH]]
#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <functional>
#include <memory>
#include <pthread.h>
#include <stdexcept>
#include <string>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

#include <perfdata/connection/this_machine.hpp>
#include <perfdata/view/data_block.hpp>

namespace {

using namespace perfdata;
using clock = std::chrono::steady_clock;

void* wait_for_ever(void*) {
  for (;;) ::pause();
}

/// Processes with idle threads. A resource: ends them by their ids.
class crowd {
 public:
  crowd(int processes, int threads_each) {
    std::array<int, 2> ready{};
    if (::pipe(ready.data()) != 0) throw std::runtime_error("no pipe");
    for (int i = 0; i < processes; ++i) {
      const pid_t child = ::fork();
      if (child == 0) be_idle(threads_each, ready[1]);
      if (child > 0) children_.push_back(child);
    }
    ::close(ready[1]);
    for (char byte = 0; ::read(ready[0], &byte, 1) == 1; ++ready_) {
      if (ready_ + 1 == children_.size()) break;
    }
    ::close(ready[0]);
  }
  crowd(const crowd&) = delete;
  crowd& operator=(const crowd&) = delete;
  ~crowd() {
    for (const pid_t child : children_) ::kill(child, SIGKILL);
    for (const pid_t child : children_) ::waitpid(child, nullptr, 0);
  }

 private:
  [[noreturn]] static void be_idle(int threads, int ready) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    pthread_attr_t small{};
    pthread_attr_init(&small);
    pthread_attr_setstacksize(&small, std::size_t{64} * 1024);
    for (int i = 1; i < threads; ++i) {
      pthread_t thread{};
      if (pthread_create(&thread, &small, wait_for_ever, nullptr) != 0) ::_exit(1);
    }
    const bool told = ::write(ready, "x", 1) == 1;
    ::close(ready);
    if (!told) ::_exit(1);
    wait_for_ever(nullptr);
    ::_exit(0);
  }

  std::vector<pid_t> children_;
  std::size_t ready_ = 0;
};

/// The files that the two objects are built from, read as a person would: by path, into one buffer.
class plain_reading {
 public:
  std::size_t read_all() {
    total_ = 0;
    for_each_number("/proc", [this](const std::string& id) {
      const std::string process = "/proc/" + id;
      for (const char* file : {"/stat", "/status", "/io"}) read_file(process + file);
      struct stat handles {};
      if (::stat((process + "/fd").c_str(), &handles) == 0) ++total_;
      for_each_number(process + "/task", [&](const std::string& thread) {
        for (const char* file : {"/stat", "/schedstat"}) read_file(process + "/task/" + thread + file);
      });
    });
    return total_;
  }

 private:
  static void for_each_number(const std::string& path, const std::function<void(const std::string&)>& use) {
    const std::unique_ptr<DIR, int (*)(DIR*)> folder(::opendir(path.c_str()), ::closedir);
    if (!folder) return;
    while (const dirent* const entry = ::readdir(folder.get()))
      if (entry->d_name[0] >= '0' && entry->d_name[0] <= '9') use(entry->d_name);
  }
  void read_file(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return;
    for (ssize_t got = 1; got > 0;) {
      got = ::read(file, buffer_.data(), buffer_.size());
      if (got > 0) total_ += static_cast<std::size_t>(got);
    }
    ::close(file);
  }

  std::vector<char> buffer_ = std::vector<char>(std::size_t{64} * 1024);
  std::size_t total_ = 0;
};

template <class Work>
double milliseconds_of(Work work) {
  const auto begin = clock::now();
  work();
  return std::chrono::duration<double, std::milli>(clock::now() - begin).count();
}

int compare(counter_source& machine) {
  constexpr double must = 1.5;
  plain_reading plain;
  byte_buffer answer;
  double reading = 1e9;
  double asking = 1e9;
  for (int round = 0; round < 15; ++round) {  // in turns, so that both meet the same weather
    reading = std::min(reading, milliseconds_of([&] { plain.read_all(); }));
    asking = std::min(asking, milliseconds_of([&] {
                        if (const auto asked = machine.query("230 232", answer); !asked)
                          throw std::runtime_error(asked.error().message);
                      }));
  }
  const auto block = data_block::parse(byte_view(answer));
  const auto processes = block->find_object(230);
  const auto threads = block->find_object(232);
  const double ratio = asking / reading;
  fmt::print("{:<44} {:>9} {:>9} {:>8} {:>5}  {}\n", "operation", "read, ms", "query, ms", "x read", "must",
             "verdict");
  fmt::print("{:<44} {:>9.2f} {:>9.2f} {:>8.2f} {:>5.1f}  {}\n",
             fmt::format("Process {}, Thread {}, from /proc", processes ? processes->instances().size() : 0,
                         threads ? threads->instances().size() : 0),
             reading, asking, ratio, must, ratio <= must ? "must" : "MISSED");
  return ratio <= must ? 0 : 1;
}

}  // namespace

int main(int count, char** arguments) try {
  const std::vector<std::string> words(arguments, arguments + count);
  const crowd others(words.size() > 1 ? std::stoi(words[1]) : 500,
                     words.size() > 2 ? std::stoi(words[2]) : 10);
  const auto machine = open_this_machine();
  if (!machine) throw std::runtime_error(machine.error().message);
  return compare(**machine);
} catch (const std::exception& failure) {
  std::fprintf(stderr, "perfdata_linux_cost: %s\n", failure.what());
  return 1;
}
