// The running system against /proc read independently: each value is bracketed by what the test reads before
// and after.
#include "machine_block.hpp"

#include <chrono>
#include <fstream>
#include <gtest/gtest.h>
#include <map>
#include <sstream>
#include <sys/statvfs.h>
#include <unistd.h>

#include <perfdata/connection/this_machine.hpp>
#include <perfdata/cook/cook.hpp>
#include <perfdata/sample/take_sample.hpp>

namespace perfdata {
namespace {

std::unique_ptr<counter_source> this_machine() {
  auto opened = open_this_machine();
  EXPECT_TRUE(opened);
  return opened ? std::move(*opened) : nullptr;
}

std::uint64_t tick() {
  return 10'000'000U / static_cast<std::uint64_t>(::sysconf(_SC_CLK_TCK));
}

// The numbers of the line that starts with `key`.
std::vector<std::uint64_t> numbers_of(const char* path, const std::string& key) {
  std::ifstream file(path);
  std::vector<std::uint64_t> numbers;
  for (std::string line; std::getline(file, line);) {
    std::istringstream fields(line);
    std::string first;
    if (!(fields >> first) || first != key) continue;
    for (std::uint64_t value = 0; fields >> value;) numbers.push_back(value);
    return numbers;
  }
  return numbers;
}

std::uint64_t number_of(const char* path, const std::string& key) {
  const auto numbers = numbers_of(path, key);
  EXPECT_FALSE(numbers.empty()) << path << ' ' << key;
  return numbers.empty() ? 0 : numbers.front();
}

void burn(std::chrono::milliseconds time) {
  const auto end = std::chrono::steady_clock::now() + time;
  volatile std::uint64_t work = 0;
  while (std::chrono::steady_clock::now() < end) work = work + 1;
}

TEST(LiveMachine, ProcessorTimesLieBetweenTwoReadingsOfProcStat) {
  const auto machine = this_machine();
  const auto before = numbers_of("/proc/stat", "cpu0");
  const machine_block block(*machine, "238");
  const auto after = numbers_of("/proc/stat", "cpu0");
  ASSERT_GE(before.size(), 7U);
  const auto lies_between = [&](std::uint32_t counter, std::initializer_list<std::size_t> fields) {
    std::uint64_t low = 0, high = 0;
    for (const auto field : fields) {
      low += before[field] * tick();
      high += after[field] * tick();
    }
    const auto value = block.value(238, "0", counter);
    ASSERT_TRUE(value);
    // The kernel's idle and iowait may step back by a tick or two.
    EXPECT_GE(*value + 2 * tick(), low) << counter;
    EXPECT_LE(*value, high + 2 * tick()) << counter;
  };
  lies_between(6, {3, 4});
  lies_between(142, {0, 1});
  lies_between(144, {2, 5, 6});
}

TEST(LiveMachine, ProcessorTimeCooksToWhatProcStatSays) {
  const auto machine = this_machine();
  const auto read = [&] {
    const auto all = numbers_of("/proc/stat", "cpu");
    return static_cast<double>(all.at(3) + all.at(4));
  };
  const auto sample = [](const machine_block& block) {
    const auto object = *block.object(238);
    counter_sample taken;
    for (const auto instance : object.instances())
      if (to_utf8(instance.name()) == "_Total")
        taken = take_sample(clocks_of(block.block(), object), instance, *object.find_counter(6));
    return taken;
  };
  const machine_block first(*machine, "238");
  const auto idle_first = read();
  burn(std::chrono::milliseconds(400));
  const machine_block second(*machine, "238");
  const auto idle_second = read();
  const auto older = sample(first);
  const auto cooked = cook(&older, sample(second));
  ASSERT_TRUE(cooked.value);
  const auto cpus = static_cast<double>(first.object(238)->stated_instances() - 1);
  const auto elapsed =
      static_cast<double>(second.block().perf_time_100ns() - first.block().perf_time_100ns()) / 1e7;
  const auto hz = static_cast<double>(::sysconf(_SC_CLK_TCK));
  const auto expected = 100 - 100 * (idle_second - idle_first) / hz / cpus / elapsed;
  // Each processor's idle time is told in whole ticks, at both ends, for idle and for iowait.
  const auto tolerance = 100 * 4 / hz / elapsed + 2;
  EXPECT_NEAR(*cooked.value, std::max(expected, 0.0), tolerance);
  EXPECT_GT(*cooked.value, 100 / cpus / 4) << "this test burned one processor";
}

TEST(LiveMachine, SystemLiesBetweenTwoReadings) {
  const auto machine = this_machine();
  const auto before = number_of("/proc/stat", "ctxt");
  const machine_block block(*machine, "2");
  const auto after = number_of("/proc/stat", "ctxt");
  const auto value = block.value(2, "", 146);
  ASSERT_TRUE(value);
  EXPECT_LE(static_cast<std::uint32_t>(*value - before), static_cast<std::uint32_t>(after - before));
  double up = 0;
  std::ifstream("/proc/uptime") >> up;
  const auto told = static_cast<double>(block.object(2)->perf_time() -
                                        static_cast<std::int64_t>(*block.value(2, "", 674))) /
                    1e7;
  EXPECT_NEAR(told, up, 1.0);
}

TEST(LiveMachine, MemoryAgreesWithMeminfo) {
  const auto machine = this_machine();
  const auto faults_before = number_of("/proc/vmstat", "pgfault");
  const machine_block block(*machine, "4");
  const auto faults_after = number_of("/proc/vmstat", "pgfault");
  EXPECT_LE(static_cast<std::uint32_t>(*block.value(4, "", 28) - faults_before),
            static_cast<std::uint32_t>(faults_after - faults_before));
  EXPECT_EQ(block.value(4, "", 30), number_of("/proc/meminfo", "CommitLimit:") * 1024);
  const auto available = static_cast<double>(number_of("/proc/meminfo", "MemAvailable:")) * 1024;
  EXPECT_NEAR(static_cast<double>(*block.value(4, "", 24)), available, 512.0 * 1024 * 1024);
  EXPECT_EQ(*block.value(4, "", 1382), *block.value(4, "", 24) / 1024 / 1024);
  const auto share =
      static_cast<double>(*block.value(4, "", 1406)) / static_cast<double>(*block.base(4, "", 1406));
  const auto expected =
      static_cast<double>(*block.value(4, "", 26)) / static_cast<double>(*block.value(4, "", 30));
  EXPECT_NEAR(share, expected, 1e-6);
}

TEST(LiveMachine, DisksAgreeWithDiskstats) {
  const auto machine = this_machine();
  const auto sectors = [] {
    std::map<std::string, std::uint64_t> written;
    std::ifstream file("/proc/diskstats");
    for (std::string line; std::getline(file, line);) {
      std::istringstream fields(line);
      std::string major, minor, name, skipped;
      fields >> major >> minor >> name;
      for (int i = 0; i < 6; ++i) fields >> skipped;
      fields >> written[name];
    }
    return written;
  };
  const auto before = sectors();
  const machine_block block(*machine, "234 236");
  const auto after = sectors();
  const auto disks = block.instances(234);
  if (disks.empty()) GTEST_SKIP() << "this machine shows no whole disk";
  for (const auto& disk : disks) {
    if (disk == "_Total") continue;
    const auto bytes = block.value(234, disk, 222);
    ASSERT_TRUE(bytes);
    EXPECT_GE(*bytes, before.at(disk) * 512);
    EXPECT_LE(*bytes, after.at(disk) * 512);
  }
  for (const auto& mount : block.instances(236)) {
    if (mount == "_Total") continue;
    struct statvfs space {};
    ASSERT_EQ(::statvfs(mount.c_str(), &space), 0) << mount;
    EXPECT_EQ(block.base(236, mount, 408), space.f_blocks * space.f_frsize / 1024 / 1024) << mount;
    const auto free = static_cast<double>(space.f_bfree * space.f_frsize) / 1024 / 1024;
    EXPECT_NEAR(static_cast<double>(*block.value(236, mount, 410)), free, 1024) << mount;
  }
}

TEST(LiveMachine, ProtocolsAgreeWithSnmp) {
  const auto machine = this_machine();
  const auto tcp = [] {
    std::ifstream file("/proc/net/snmp");
    std::map<std::string, std::uint64_t> found;
    for (std::string names, values; std::getline(file, names) && std::getline(file, values);) {
      std::istringstream name(names), value(values);
      std::string key, number;
      while (name >> key && value >> number)
        if (names.starts_with("Tcp:") && number != "Tcp:" && number != "-1") found[key] = std::stoull(number);
    }
    return found;
  };
  auto before = tcp();
  const machine_block block(*machine, "638 658 546");
  auto after = tcp();
  EXPECT_GE(*block.value(638, "", 652), static_cast<std::uint32_t>(before["InSegs"]));
  EXPECT_LE(*block.value(638, "", 652), static_cast<std::uint32_t>(after["InSegs"]));
  EXPECT_TRUE(block.object(658));
  EXPECT_TRUE(block.object(546));
}

TEST(LiveMachine, CountersNeverGoBackwardsFromOneReadingToTheNext) {
  const auto machine = this_machine();
  const machine_block first(*machine, "2 4 234 238");
  const machine_block second(*machine, "2 4 234 238");
  EXPECT_GE(second.block().perf_time(), first.block().perf_time());
  EXPECT_EQ(first.value(2, "", 674), second.value(2, "", 674)) << "boot time must stand still";
  for (const auto& disk : first.instances(234)) {
    EXPECT_GE(*second.value(234, disk, 1482) + 50'000, *first.value(234, disk, 1482));
    EXPECT_GE(*second.value(234, disk, 212), *first.value(234, disk, 212));
  }
}

TEST(LiveMachine, NameIsTheHostsAndIsInTheBlock) {
  char name[256] = {};
  ASSERT_EQ(::gethostname(name, sizeof name - 1), 0);
  const auto machine = this_machine();
  EXPECT_EQ(machine->machine(), name);
  EXPECT_EQ(to_utf8(machine_block(*machine, "2").block().system_name()), name);
}

TEST(LiveMachine, AnswersReuseTheCallersBuffer) {
  const auto machine = this_machine();
  byte_buffer answer;
  ASSERT_TRUE(machine->query("238", answer));
  answer.reserve(1 << 20);
  const auto* before = answer.data();
  ASSERT_TRUE(machine->query("2 4 238", answer));
  EXPECT_EQ(answer.data(), before);
}

}  // namespace
}  // namespace perfdata
