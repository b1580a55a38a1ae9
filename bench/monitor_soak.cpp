// The window for a long time while its hosts come and go: perfdata_monitor_soak PROGRAMS MINUTES.
//
// PROGRAMS is a folder with perfdata-monitor and perfdata, of whichever build (an AddressSanitizer's tells
// most). Two smbd of its own are killed and started again in turn, the window draws them under Xvfb ten times
// a second and records them. Prints the window's memory every minute; exit code 1 when it ended early,
// complained, or holds a quarter more at the end than after a sixth of the time.
#include <bench/samba_program.hpp>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <tests/support/child_process.hpp>
#include <tests/support/samba_server.hpp>
#include <tests/support/scratch_folder.hpp>
#include <tests/support/virtual_display.hpp>
#include <thread>
#include <vector>

namespace {

using namespace perfdata;
using namespace std::chrono_literals;
using wall_clock = std::chrono::steady_clock;

/// A server whose counters move.
struct host {
  test::samba_server server{{.password = "a soak's password 7"}};
  std::unique_ptr<test::child_process> publisher{};

  explicit host(const std::string& perfdata)
      : publisher(std::make_unique<test::child_process>(std::vector<std::string>{
            perfdata, "publish", "--samba", server.state_directory().string(), "-i", "1"})) {}
};

class watched_window {
 public:
  watched_window(const std::string& program, const std::string& display, const host& one, const host& other,
                 int seconds, const test::scratch_folder& folder)
      : pid_file_(folder / "pid"), complaint_(folder / "complaint"), picture_(folder / "picture.png") {
    const auto account =
        fmt::format("--user {} --password-file {}", one.server.user(), one.server.password_file().string());
    child_ = std::make_unique<test::child_process>(std::vector<std::string>{
        "/bin/sh", "-c",
        fmt::format("echo $$ > {}; DISPLAY={} exec {} --host {} --host {} {} -i 0.1 --record {} --after {} "
                    "--screenshot {} 2> {}",
                    std::string(pid_file_), display, program, one.server.address().to_string(),
                    other.server.address().to_string(), account, std::string(folder / "soak.perfdata"),
                    seconds, std::string(picture_), std::string(complaint_))});
  }

  [[nodiscard]] bool running() { return child_->running(); }
  [[nodiscard]] bool drew() const { return std::filesystem::exists(std::filesystem::path(picture_)); }
  [[nodiscard]] std::string complaint() const { return test::read_text(complaint_); }

  /// Resident, in megabytes; 0 when it is gone.
  [[nodiscard]] double megabytes() const {
    long long pid = 0;
    std::ifstream(std::filesystem::path(pid_file_)) >> pid;
    std::ifstream status(fmt::format("/proc/{}/status", pid));
    for (std::string line; std::getline(status, line);)
      if (line.starts_with("VmRSS:")) return std::stod(line.substr(6)) / 1024;
    return 0;
  }

 private:
  test::scratch_path pid_file_;
  test::scratch_path complaint_;
  test::scratch_path picture_;
  std::unique_ptr<test::child_process> child_;
};

int soak(const std::string& programs, int minutes) {
  const test::scratch_folder folder;
  const test::virtual_display display(std::filesystem::path(folder / "display").parent_path(), "1280x800x24");
  if (display.name().empty()) return fmt::print(stderr, "Xvfb did not start\n"), 2;
  std::vector<std::unique_ptr<host>> hosts;
  hosts.reserve(2);
  for (int i = 0; i < 2; ++i) hosts.push_back(std::make_unique<host>(programs + "/perfdata"));
  watched_window window(programs + "/perfdata-monitor", display.name(), *hosts[0], *hosts[1], minutes * 60,
                        folder);
  const auto start = wall_clock::now();
  const auto settled = start + std::chrono::minutes(minutes) / 6;
  const auto end = start + std::chrono::minutes(minutes) - 20s;
  double first = 0;
  double last = 0;
  int outages = 0;
  for (auto round = start; wall_clock::now() < end && window.running(); round += 15s) {
    std::this_thread::sleep_until(round);
    auto& leaving = hosts[static_cast<std::size_t>(outages++ % 2)]->server;
    leaving.kill();
    std::this_thread::sleep_until(round + 7s);
    leaving.start();
    last = window.megabytes();
    if (first == 0 && wall_clock::now() >= settled) first = last;
    if (outages % 4 == 0)
      fmt::print("{:3} outages, {:.1f} MB resident\n", outages, last), std::fflush(stdout);
  }
  const auto given_up = wall_clock::now() + 60s;
  while (window.running() && wall_clock::now() < given_up) std::this_thread::sleep_for(200ms);
  fmt::print("{} minutes, {} outages: {:.1f} MB after a sixth, {:.1f} MB at the end; {}\n{}", minutes,
             outages, first, last, window.drew() ? "drew its last picture" : "ended before its last picture",
             window.complaint());
  bench::print_load();
  return window.drew() && window.complaint().empty() && last < first * 1.25 ? 0 : 1;
}

}  // namespace

int main(int count, char** arguments) {
  const int minutes = bench::argument(count, arguments, 2, 0);
  if (minutes <= 0) return std::fputs("perfdata_monitor_soak PROGRAMS MINUTES\n", stderr), 2;
  if (!bench::can_run_samba()) return 2;
  return soak(arguments[1], minutes);
}
