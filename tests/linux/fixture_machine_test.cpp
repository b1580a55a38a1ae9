// The whole source over made-up and hostile /proc trees.
#include "fixture_tree.hpp"
#include "machine_block.hpp"

#include <algorithm>
#include <fstream>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <perfdata/linux/linux_machine.hpp>

namespace perfdata::procfs {
namespace {

using testing::Test;

class FixtureMachine : public Test {
 protected:
  FixtureMachine() {
    tree.write("proc/stat",
               "cpu  30 3 12 300 6 0 9 0 0 0\ncpu0 10 1 4 101 2 0 3 0 0 0\ncpu2 20 2 8 200 4 0 6 0 0 0\n"
               "intr 9\nctxt 4294967299\nprocs_running 5\n");
    tree.write("proc/loadavg", "0.09 0.08 0.02 1/90 6834\n");
  }

  [[nodiscard]] std::uint64_t ticks(std::uint64_t count) const {
    return count * 10'000'000U / static_cast<std::uint64_t>(::sysconf(_SC_CLK_TCK));
  }

  fixture_tree tree;
};

TEST_F(FixtureMachine, ProcessorTimesAndTheirTotal) {
  tree.write("proc/interrupts",
             "           CPU0       CPU2\n  0:   5   6  IO-APIC timer\nLOC:  100 200  Local\nERR: 3\n");
  linux_machine machine(tree.options());
  const machine_block block(machine, "238");
  EXPECT_EQ(block.instances(238), (std::vector<std::string>{"0", "2", "_Total"}));
  EXPECT_EQ(block.value(238, "0", 6), ticks(103));
  EXPECT_EQ(block.value(238, "2", 142), ticks(22));
  EXPECT_EQ(block.value(238, "2", 144), ticks(14));
  EXPECT_EQ(block.value(238, "_Total", 6), (ticks(103) + ticks(204)) / 2);
  EXPECT_EQ(block.value(238, "2", 148), 206U);
  EXPECT_EQ(block.value(238, "_Total", 148), 311U);
  EXPECT_FALSE(block.has(238, 1334)) << "no softirqs file: no counter";
}

TEST_F(FixtureMachine, HeaderCarriesTheClocks) {
  linux_machine machine(tree.options());
  const machine_block block(machine, "2");
  EXPECT_EQ(block.block().perf_time_100ns(), fixture_tree::now);
  EXPECT_EQ(block.block().perf_freq(), 10'000'000);
  EXPECT_EQ(block.block().perf_time(), 20'000'000'000);
  EXPECT_EQ(to_utf8(block.block().system_name()), "FIXTURE");
  EXPECT_EQ(block.object(2)->perf_time(), fixture_tree::now);
  EXPECT_EQ(block.value(2, "", 674), static_cast<std::uint64_t>(fixture_tree::boot));
}

TEST_F(FixtureMachine, SystemCountsIdleAndCutsRatesToFourBytes) {
  tree.add_process(1, "init");
  tree.add_process(7, "other");
  linux_machine machine(tree.options());
  const machine_block block(machine, "2 230");
  EXPECT_EQ(block.value(2, "", 146), 3U);
  EXPECT_EQ(block.value(2, "", 44), 3U) << "5 runnable on 2 processors";
  EXPECT_EQ(block.value(2, "", 250), 92U);
  EXPECT_EQ(block.value(2, "", 248), block.instances(230).size() - 1);
}

TEST_F(FixtureMachine, MissingFilesLeaveCountersAndObjectsOut) {
  tree.remove("proc/stat");
  tree.remove("proc/loadavg");
  linux_machine machine(tree.options());
  const machine_block block(machine, "Global");
  EXPECT_FALSE(block.object(238));
  EXPECT_FALSE(block.object(4));
  EXPECT_FALSE(block.object(638));
  EXPECT_FALSE(block.has(2, 146));
  EXPECT_TRUE(block.has(2, 674));
  EXPECT_EQ(block.object(234)->stated_instances(), 0);
}

TEST_F(FixtureMachine, MemoryFractionFitsFourBytes) {
  tree.write("proc/meminfo",
             "MemFree: 10 kB\nMemAvailable: 2048 kB\nBuffers: 1 kB\nCached: 9 kB\nShmem: 4 kB\n"
             "CommitLimit: 17179869184 kB\nCommitted_AS: 8589934592 kB\n");
  linux_machine machine(tree.options());
  const machine_block block(machine, "4");
  const auto part = block.value(4, "", 1406);
  const auto whole = block.base(4, "", 1406);
  ASSERT_TRUE(part && whole);
  EXPECT_EQ(*part * 2, *whole);
  EXPECT_GT(*whole, 0U);
  EXPECT_EQ(block.value(4, "", 1382), 2U);
  EXPECT_EQ(block.value(4, "", 818), 6U * 1024);
  EXPECT_FALSE(block.has(4, 40)) << "no vmstat";
  EXPECT_FALSE(block.has(4, 58)) << "no Slab line";
}

TEST_F(FixtureMachine, OddNamesAreKeptAsFarAsUtf16Can) {
  tree.add_process(10, "a b) (c");
  tree.add_process(11, "two\nlines");
  tree.add_process(12, "\xff\xfezz");
  tree.add_process(13, "");
  tree.add_process(14, "same");
  tree.add_process(15, "same");
  linux_machine machine(tree.options());
  const machine_block block(machine, "230");
  EXPECT_EQ(block.instances(230), (std::vector<std::string>{"Idle", "a b) (c", "two\nlines", "\uFFFD\uFFFDzz",
                                                            "13", "same", "same", "_Total"}));
}

TEST_F(FixtureMachine, ProcessValuesAndTotal) {
  tree.add_process(10, "one");
  tree.add_process(11, "two");
  linux_machine machine(tree.options());
  const machine_block block(machine, "230");
  EXPECT_EQ(block.value(230, "one", 6), ticks(150));
  EXPECT_EQ(block.value(230, "one", 174), 3000U * 1024);
  EXPECT_EQ(block.value(230, "one", 1478), 100U * 1024);
  EXPECT_EQ(block.value(230, "one", 186), 492U * 1024);
  EXPECT_EQ(block.value(230, "one", 952), 2U);
  EXPECT_EQ(block.value(230, "one", 684), static_cast<std::uint64_t>(fixture_tree::boot) + ticks(1000));
  EXPECT_EQ(block.value(230, "one", 1424), 1200U);
  EXPECT_EQ(block.value(230, "Idle", 6), ticks(103) + ticks(204));
  EXPECT_EQ(block.value(230, "Idle", 680), 2U);
  EXPECT_EQ(block.value(230, "_Total", 6), 2 * ticks(150) + ticks(103) + ticks(204));
  EXPECT_EQ(block.value(230, "_Total", 784), 0U);
  EXPECT_EQ(block.value(230, "_Total", 684), static_cast<std::uint64_t>(fixture_tree::now));
}

TEST_F(FixtureMachine, ProcessThatVanishesOrIsCutLeavesNoTrace) {
  for (unsigned id = 10; id < 20; ++id) tree.add_process(id, "p" + std::to_string(id));
  tree.remove("proc/10/stat");
  tree.remove("proc/11/status");
  tree.write("proc/12/stat", "12 (p12) S 1 1");
  tree.write("proc/13/stat", "");
  tree.write("proc/14/status", "VmPeak:\t 4000 kB\nVmSi");
  tree.remove("proc/15/task");
  tree.remove("proc/16/task/16/stat");
  tree.write("proc/99999999999", "no number");
  tree.write("proc/17x/stat", fixture_tree::stat_line(17, "not a process"));
  linux_machine machine(tree.options());
  const machine_block block(machine, "232");
  EXPECT_EQ(block.instances(230), (std::vector<std::string>{"Idle", "p17", "p18", "p19", "_Total"}));
  EXPECT_EQ(block.instances(232).size(), 2U + 3U + 1U);
}

TEST_F(FixtureMachine, WhatOneProcessHidesIsLeftOutForAll) {
  tree.add_process(10, "one");
  tree.add_process(11, "two");
  tree.remove("proc/11/io");
  tree.remove("proc/11/fd");
  tree.remove("proc/11/task/11/schedstat");
  linux_machine machine(tree.options());
  const machine_block block(machine, "232");
  for (const std::uint32_t counter : {1412U, 1414U, 1416U, 1420U, 1422U, 1424U, 952U})
    EXPECT_FALSE(block.has(230, counter)) << counter;
  EXPECT_FALSE(block.has(232, 146));
  EXPECT_TRUE(block.has(230, 6));
}

TEST_F(FixtureMachine, SchedulerStatisticsThatAreOffAreNoZeros) {
  tree.add_process(10, "one");
  tree.write("proc/10/task/10/schedstat", "0 0 0\n");
  linux_machine machine(tree.options());
  EXPECT_FALSE(machine_block(machine, "232").has(232, 146));
}

TEST_F(FixtureMachine, KernelThreadsHaveNoMemory) {
  tree.add_process(2, "kthreadd");
  tree.write("proc/2/status", "Name:\tkthreadd\nThreads:\t1\n");
  linux_machine machine(tree.options());
  const machine_block block(machine, "230");
  EXPECT_EQ(block.value(230, "kthreadd", 172), 0U);
  EXPECT_TRUE(block.has(230, 180));
}

TEST_F(FixtureMachine, ThreadsPointToTheirProcessInTheSameBlock) {
  tree.add_process(10, "one", 3);
  tree.add_process(20, "two", 2);
  linux_machine machine(tree.options());
  const machine_block block(machine, "232");
  const auto names = block.instances(230);
  ASSERT_EQ(names, (std::vector<std::string>{"Idle", "one", "two", "_Total"}));
  std::vector<std::string> full;
  for (const auto thread : block.object(232)->instances()) {
    EXPECT_EQ(thread.parent_object(), 230U);
    ASSERT_LT(thread.parent_instance(), names.size());
    full.push_back(names[thread.parent_instance()] + "/" + to_utf8(thread.name()));
  }
  EXPECT_EQ(full, (std::vector<std::string>{"Idle/0", "Idle/1", "one/0", "one/1", "one/2", "two/0", "two/1",
                                            "_Total/_Total"}));
}

TEST_F(FixtureMachine, DisksAreWholeUsedAndNotStacked) {
  const std::string rest = " 10 1 80 5 20 2 160 15 3 12 0\n";
  tree.write("proc/diskstats", "8 0 sda" + rest + "8 1 sda1" + rest + "253 0 dm-0" + rest + "7 0 loop0" +
                                   rest + "7 1 loop1" + rest + "72 0 cciss/c0d0" + rest + "8 16 sdb 1 2\n" +
                                   "garbage\n");
  for (const char* name : {"sda", "dm-0", "loop0", "loop1", "cciss!c0d0", "sdb"})
    tree.write(std::string("sys/block/") + name + "/size", std::string_view(name) == "loop1" ? "8\n" : "0\n");
  linux_machine machine(tree.options());
  const machine_block block(machine, "234");
  EXPECT_EQ(block.instances(234), (std::vector<std::string>{"sda", "loop1", "cciss/c0d0", "_Total"}));
  EXPECT_EQ(block.value(234, "sda", 200), 20U * 10'000);
  EXPECT_EQ(block.base(234, "sda", 200), static_cast<std::uint64_t>(fixture_tree::now));
  EXPECT_EQ(block.value(234, "sda", 1482), 20'000'000'000U - 12U * 10'000);
  EXPECT_EQ(block.value(234, "sda", 218), 240U * 512);
  EXPECT_EQ(block.value(234, "sda", 206), 20U * 10'000) << "ticks of 10 MHz";
  EXPECT_EQ(block.base(234, "sda", 206), 30U);
  EXPECT_EQ(block.value(234, "_Total", 198), 9U);
  EXPECT_EQ(block.value(234, "_Total", 200), 20U * 10'000) << "average";
  EXPECT_EQ(block.base(234, "_Total", 1482), static_cast<std::uint64_t>(fixture_tree::now)) << "average";
  EXPECT_EQ(block.value(234, "_Total", 1400), 60U * 10'000) << "sum";
}

TEST_F(FixtureMachine, TimeStampsOfADiskShareOneField) {
  tree.write("proc/diskstats", "8 0 sda 10 1 80 5 20 2 160 15 3 12 0\n");
  tree.write("sys/block/sda/size", "8\n");
  linux_machine machine(tree.options());
  const machine_block block(machine, "234");
  std::vector<std::uint32_t> offsets;
  for (const auto counter : block.object(234)->counters())
    if (counter.type() == counter_type::large_raw_base) offsets.push_back(counter.offset());
  ASSERT_EQ(offsets.size(), 4U);
  EXPECT_EQ(std::count(offsets.begin(), offsets.end(), offsets[0]), 4);
}

TEST_F(FixtureMachine, MountedFilesystemsOnceByTheirBestMount) {
  tree.write(
      "proc/diskstats",
      "8 1 sda1 1 0 1 1 1 0 1 1 0 1 0\n8 2 sda2 1 0 1 1 1 0 1 1 0 1 0\n8 3 sda3 1 0 1 1 1 0 1 1 0 1 0\n");
  tree.write("proc/self/mountinfo",
             "22 27 0:21 / /proc rw - proc proc rw\n"
             "27 1 8:1 /etc/hosts /h rw - ext4 /dev/sda1 rw\n"
             "28 1 8:1 / /mnt/long rw shared:1 master:2 - ext4 /dev/sda1 rw\n"
             "29 1 8:1 / /mnt/b rw - ext4 /dev/sda1 rw\n"
             "30 1 0:44 / /with\\040blank rw - btrfs /dev/mapper/two rw\n"
             "31 1 8:3 / /secret rw - ext4 /dev/sda3 rw\n"
             "32 1 nonsense\n\n");
  linux_machine machine(tree.options());
  const machine_block block(machine, "236");
  EXPECT_EQ(block.instances(236), (std::vector<std::string>{"/mnt/b", "/with blank", "_Total"}));
  EXPECT_EQ(block.value(236, "/mnt/b", 410), 250U);
  EXPECT_EQ(block.value(236, "_Total", 408), 500U);
  EXPECT_EQ(block.base(236, "_Total", 408), 2000U);
}

TEST_F(FixtureMachine, InterfaceNamesAreRewrittenAndSpeedIsAllOrNothing) {
  tree.write(
      "proc/net/dev",
      "Inter-|   Receive\n face |bytes\n    lo: 1 1 0 0 0 0 0 0 1 1 0 0 0 0 0 0\n"
      "e(0)#: 100 10 1 2 0 0 0 0 200 20 3 4 0 0 0 0\n../x: 1 1 0 0 0 0 0 0 1 1 0 0 0 0 0 0\ncut: 1 2\n");
  tree.write("sys/class/net/e(0)#/speed", "1000\n");
  linux_machine machine(tree.options());
  {
    const machine_block block(machine, "510");
    EXPECT_EQ(block.instances(510), (std::vector<std::string>{"e[0]_", ".._x"}));
    EXPECT_EQ(block.value(510, "e[0]_", 388), 300U);
    EXPECT_EQ(block.value(510, "e[0]_", 542), 3U);
    EXPECT_FALSE(block.has(510, 520));
  }
  tree.write("proc/net/dev", "e(0)#: 100 10 1 2 0 0 0 0 200 20 3 4 0 0 0 0\n");
  EXPECT_EQ(machine_block(machine, "510").value(510, "e[0]_", 520), 1'000'000'000U);
}

TEST_F(FixtureMachine, SwapAreas) {
  tree.write("proc/swaps",
             "Filename\tType\tSize\tUsed\tPriority\n/swap\\040file file 4000 1000 -2\n/dev/sdb2 partition "
             "8000 0 -3\n");
  linux_machine machine(tree.options());
  const machine_block block(machine, "700");
  EXPECT_EQ(block.instances(700), (std::vector<std::string>{"/swap file", "/dev/sdb2", "_Total"}));
  EXPECT_EQ(block.value(700, "/swap file", 702), 250U);
  EXPECT_EQ(block.base(700, "_Total", 702), 3000U);
}

TEST_F(FixtureMachine, OnlyAskedObjectsAreReadAndUnknownOnesAreAbsent) {
  linux_machine machine(tree.options());
  const machine_block block(machine, "  9999 2   238 ");
  std::vector<std::uint32_t> titles;
  for (const auto object : block.block().objects()) titles.push_back(object.title_index());
  EXPECT_EQ(titles, (std::vector<std::uint32_t>{2, 238}));
  const machine_block none(machine, "9999");
  EXPECT_EQ(none.block().stated_objects(), 0U);
}

TEST_F(FixtureMachine, FilesOfEveryLengthDoNotHarm) {
  tree.add_process(10, "a) (b", 2);
  tree.write("proc/meminfo", "MemFree: 10 kB\nMemAvailable: 2048 kB\n");
  tree.write("proc/vmstat", "pgfault 1\npswpin 2\n");
  tree.write("proc/diskstats", "8 0 sda 10 1 80 5 20 2 160 15 3 12 0\n");
  tree.write("proc/interrupts", "   CPU0 CPU2\n 0: 5 6 x\n");
  tree.write("proc/self/mountinfo", "28 1 8:0 / /m rw shared:1 - ext4 /dev/sda\\134 rw\n");
  tree.write("proc/net/dev", "eth0: 100 10 1 2 0 0 0 0 200 20 3 4 0 0 0 0\n");
  tree.write("proc/net/snmp", "Tcp: InSegs OutSegs\nTcp: 1 2\n");
  tree.write("proc/swaps", "/swap file 4000 1000 -2\n");
  tree.write("sys/block/sda/size", "8\n");
  const std::vector<std::string> files = {
      "stat",       "loadavg",        "meminfo", "vmstat",          "diskstats",
      "interrupts", "self/mountinfo", "net/dev", "net/snmp",        "swaps",
      "10/stat",    "10/status",      "10/io",   "10/task/11/stat", "10/task/11/schedstat"};
  linux_machine machine(tree.options());
  for (const auto& file : files) {
    std::ifstream in(tree.path("proc/" + file), std::ios::binary);
    const std::string whole((std::istreambuf_iterator<char>(in)), {});
    for (std::size_t size = 0; size <= whole.size(); ++size) {
      tree.write("proc/" + file, whole.substr(0, size));
      const machine_block block(machine, "Global");
      ASSERT_GT(block.block().stated_objects(), 0U) << file << " cut at " << size;
    }
    tree.write("proc/" + file, std::string("\0\xff((((\n)\n:::: ---- 99999999999999999999999\n", 43));
    const machine_block garbage(machine, "Global");
    tree.write("proc/" + file, whole);
  }
}

TEST_F(FixtureMachine, PipesFoldersAndEndlessFilesInPlaceOfFiles) {
  tree.add_process(10, "one");
  tree.add_process(11, "two");
  tree.remove("proc/10/stat");
  ASSERT_EQ(::mkfifo(tree.path("proc/10/stat").c_str(), 0600), 0);
  std::filesystem::create_directories(tree.path("proc/meminfo"));
  std::filesystem::create_symlink("/dev/zero", tree.path("proc/vmstat"));
  linux_machine machine(tree.options());
  const machine_block block(machine, "Global");
  EXPECT_FALSE(block.object(4));
  EXPECT_EQ(block.instances(230), (std::vector<std::string>{"Idle", "two", "_Total"}));
}

TEST(MachineClock, HoldsBootStillUntilTheClockIsSet) {
  static std::int64_t jitter = 0;
  machine_clock clock(+[]() noexcept -> clock_instants {
    return {.monotonic = 5, .real = 1'000'000'000'000 + jitter, .since_boot = 400'000'000'000};
  });
  const auto boot = clock.read().boot;
  jitter = 300'000'000;
  EXPECT_EQ(clock.read().boot, boot);
  jitter = 3600'000'000'000;
  EXPECT_EQ(clock.read().boot, boot + 36'000'000'000);
}

TEST(LinuxMachine, WithoutProcIsNotThere) {
  EXPECT_FALSE(linux_machine({.proc = "/nowhere/proc"}).is_there());
}

}  // namespace
}  // namespace perfdata::procfs
