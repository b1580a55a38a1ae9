// A /proc and a /sys made of ordinary files in a temporary folder.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include <perfdata/linux/machine_options.hpp>

namespace perfdata::procfs {

/// A resource: the folder goes with it.
class fixture_tree {
 public:
  fixture_tree() {
    std::string pattern = (std::filesystem::temp_directory_path() / "perfdata-proc-XXXXXX").string();
    root_ = ::mkdtemp(pattern.data());
    std::filesystem::create_directories(root_ / "proc");
    std::filesystem::create_directories(root_ / "sys");
  }
  fixture_tree(const fixture_tree&) = delete;
  fixture_tree& operator=(const fixture_tree&) = delete;
  ~fixture_tree() {
    std::error_code ignored;
    std::filesystem::remove_all(root_, ignored);
  }

  void write(const std::string& path, std::string_view text) {
    std::filesystem::create_directories((root_ / path).parent_path());
    std::ofstream(root_ / path, std::ios::binary) << text;
  }
  void remove(const std::string& path) { std::filesystem::remove_all(root_ / path); }
  [[nodiscard]] std::filesystem::path path(const std::string& below) const { return root_ / below; }

  /// A process with sound files. `comm` is written as it is.
  void add_process(unsigned id, std::string_view comm, unsigned threads = 1) {
    const auto folder = "proc/" + std::to_string(id) + "/";
    write(folder + "stat", stat_line(id, comm));
    write(folder + "status", status_text());
    write(folder + "io", "rchar: 1000\nwchar: 200\nsyscr: 30\nsyscw: 4\nread_bytes: 0\n");
    write(folder + "fd/0", "");
    write(folder + "fd/1", "");
    for (unsigned i = 0; i < threads; ++i) {
      const auto task = folder + "task/" + std::to_string(id + i) + "/";
      write(task + "stat", stat_line(id + i, comm));
      write(task + "schedstat", "840825 0 17\n");
    }
  }

  /// utime 100, stime 50, minflt 7, majflt 3, nice 0, 2 threads, started 1000 ticks after boot.
  static std::string stat_line(unsigned id, std::string_view comm) {
    return std::to_string(id) + " (" + std::string(comm) +
           ") S 1 1 1 0 -1 4194304 7 0 3 0 100 50 0 0 20 0 2 0 1000 4096000 388 18446744073709551615 1 2 3 0 "
           "0 "
           "0 0 0 0 0 0 0 17 1 0 0 0 0 0\n";
  }
  static std::string status_text() {
    return "Name:\tx\nVmPeak:\t    4000 kB\nVmSize:\t    3000 kB\nVmHWM:\t    900 kB\nVmRSS:\t     800 kB\n"
           "RssAnon:\t     100 kB\nRssFile:\t 700 kB\nVmData:\t     360 kB\nVmStk:\t     132 "
           "kB\nThreads:\t2\n";
  }

  [[nodiscard]] machine_options options() const {
    return {.proc = (root_ / "proc").string(),
            .sys = (root_ / "sys").string(),
            .name = "FIXTURE",
            .clock = fixed_clock,
            .space = fixed_space,
            .device = fixed_device};
  }

  /// 2000 s after boot at 2020-01-01T00:00:00Z.
  static constexpr std::int64_t now = 132'223'104'000'000'000;
  static constexpr std::int64_t boot = now - 20'000'000'000;

 private:
  static clock_instants fixed_clock() noexcept {
    return {.monotonic = 2000'000'000'000, .real = 1'577'836'800'000'000'000, .since_boot = 2000'000'000'000};
  }
  static std::optional<filesystem_space> fixed_space(const char* point) noexcept {
    if (std::string_view(point) == "/secret") return std::nullopt;
    constexpr std::uint64_t mib = 1024 * 1024;
    return filesystem_space{.total = 1000 * mib, .free = 250 * mib};
  }

  static std::optional<device_number> fixed_device(const char* path) noexcept {
    if (std::string_view(path) != "/dev/mapper/two") return std::nullopt;
    return device_number{.major = 8, .minor = 2};
  }

  std::filesystem::path root_;
};

}  // namespace perfdata::procfs
