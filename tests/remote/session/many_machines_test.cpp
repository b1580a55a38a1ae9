// Many machines at once, asynchronously: some dead, some silent, some dropped in between, and nobody is
// delayed.
#include <algorithm>
#include <atomic>
#include <fstream>
#include <tests/remote/samba_scene.hpp>
#include <tests/remote/tcp_listener.hpp>
#include <tests/support/wait_for.hpp>
#include <thread>

#include <perfdata/remote/async_machine.hpp>

using namespace perfdata;
using namespace perfdata::test;
using namespace std::chrono_literals;

namespace {

using clock = std::chrono::steady_clock;

class ManyMachines : public SambaTest {};

/// One machine, asked for once a tick.
class sampled {
 public:
  sampled(const machine_address& address, const remote_options& options)
      : machine_(*async_machine::create(address, options)) {}

  void tick() {
    ++asked_;
    const auto begin = clock::now();
    machine_->query("2", {}, [this, begin](const result<byte_buffer>& answer) {
      ++(answer ? answered_ : failed_);
      if (answer) slowest_ = std::max(slowest_.load(), (clock::now() - begin).count());
    });
  }
  [[nodiscard]] bool is_idle() const { return asked_ == answered_ + failed_; }
  [[nodiscard]] int answered() const { return answered_; }
  [[nodiscard]] int failed() const { return failed_; }
  [[nodiscard]] clock::duration slowest() const { return clock::duration(slowest_.load()); }
  [[nodiscard]] machine_status status() const { return machine_->status(); }

 private:
  int asked_ = 0;
  std::atomic<int> answered_{0};
  std::atomic<int> failed_{0};
  std::atomic<clock::rep> slowest_{0};
  std::unique_ptr<async_machine> machine_;  // its completions use the rest: destroyed first
};

using machines = std::vector<std::unique_ptr<sampled>>;

void add(machines& all, int count, const machine_address& address, const remote_options& options) {
  for (int i = 0; i < count; ++i) all.push_back(std::make_unique<sampled>(address, options));
}

int threads_of_this_process() {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;)
    if (word == "Threads:") {
      int count = 0;
      status >> count;
      return count;
    }
  return -1;
}

TEST_F(ManyMachines, DeadSilentAndDroppedOnesDelayNobody) {
  constexpr int ticks = 8;
  constexpr auto interval = 250ms;
  constexpr auto timeout = 20s;  // a silent one would be felt
  samba_server steady;
  samba_server dropping;
  set_scene(steady.counters());
  set_scene(dropping.counters());
  const listener silent(64);
  const int threads_before = threads_of_this_process();

  machines healthy;
  machines dropped;
  machines dead;
  machines mute;
  add(healthy, 30, steady.address(), options_of(steady, timeout));
  add(dropped, 5, dropping.address(), options_of(dropping, timeout));
  add(dead, 10, {.host = "127.0.0.1", .port = 1}, options_of(steady, timeout));
  add(mute, 10, silent.machine(), options_of(steady, timeout));

  const auto is_connected = [](const auto& each) { return each->status().connected; };
  for (const auto& each : dropped) each->tick();
  ASSERT_TRUE(wait_for(15s, [&] { return std::ranges::all_of(dropped, is_connected); }));

  int most_threads = 0;
  for (int tick = 0; tick < ticks; ++tick) {
    for (const auto* some : {&healthy, &dropped, &dead, &mute})
      for (const auto& each : *some) each->tick();
    if (tick == 2) dropping.kill();
    if (tick == 3) dropping.start();
    most_threads = std::max(most_threads, threads_of_this_process());
    std::this_thread::sleep_for(interval);
  }
  const auto idle = [](const auto& each) { return each->is_idle(); };
  EXPECT_TRUE(wait_for(15s, [&] { return std::ranges::all_of(healthy, idle); }));
  for (const auto& each : healthy) {
    EXPECT_EQ(each->answered(), ticks);
    EXPECT_LT(each->slowest(), 10s);
    EXPECT_EQ(each->status().connections, 1U);
  }
  for (const auto& each : dead) EXPECT_EQ(each->failed(), ticks);  // at once, every time
  for (const auto& each : mute) EXPECT_EQ(each->answered() + each->failed(), 0);
  EXPECT_TRUE(wait_for(15s, [&] {
    for (const auto& each : dropped)
      if (each->is_idle() && !each->status().connected) each->tick();
    return std::ranges::all_of(dropped, [](const auto& each) { return each->status().connections > 1; });
  }));
  EXPECT_LE(most_threads, threads_before + 2);  // the I/O thread, and ThreadSanitizer's own
}

}  // namespace
