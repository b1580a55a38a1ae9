// What a recording costs: recording_cost [FOLDER]. FOLDER holds blocks of one machine, a second apart, in
// files named 0, 1, 2 …; without it a Windows-like server of 1 MiB is made up, on which one row in ten moves.
// Prints the share of the raw bytes, the processor time of 50 hosts, and how long any second of a day takes.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <tests/support/server_scene.hpp>
#include <vector>

#include <perfdata/recording/recording_reader.hpp>
#include <perfdata/recording/recording_writer.hpp>
#include <perfdata/view/data_block.hpp>

namespace {

using namespace perfdata;
using blocks = std::vector<byte_buffer>;
using wall_clock = std::chrono::steady_clock;

blocks read_folder(const std::filesystem::path& folder) {
  blocks all;
  for (std::size_t i = 0;; ++i) {
    std::ifstream in(folder / std::to_string(i), std::ios::binary);
    if (!in) return all;
    byte_buffer block;
    std::for_each(std::istreambuf_iterator<char>(in), {},
                  [&](char c) { block.push_back(static_cast<std::byte>(c)); });
    all.push_back(std::move(block));
  }
}

// One row in sixteen always moves, one of the others in 25 now and then; the rest keep their values.
blocks made_up_server() {
  constexpr std::uint32_t seconds = 64;
  std::mt19937 random(1);
  blocks all{test::build_server_block(test::server_1_mib, 1'000)};
  for (std::uint32_t second = 1; second < seconds; ++second) {
    byte_buffer next = test::build_server_block(test::server_1_mib, 1'000 + second);
    const auto moved = next;
    const auto block = data_block::parse(moved);
    std::size_t row = 0;
    for (const auto object : block->objects())
      for (const auto instance : object.instances()) {
        if (++row % 16 == 0 || random() % 25 == 0) continue;
        for (const auto counter : object.counters()) {
          const auto value = instance.value_bytes(counter);
          const auto offset = static_cast<std::size_t>(value.data() - moved.data());
          if (!value.empty()) std::memcpy(&next[offset], &all.back()[offset], value.size());
        }
      }
    all.push_back(std::move(next));
  }
  return all;
}

std::chrono::sys_time<hundred_ns> at(std::size_t second) {
  return std::chrono::sys_days(std::chrono::year(2026) / 11 / 23) + std::chrono::seconds(second);
}

void require(bool done) {
  if (done) return;
  std::puts("a step failed");
  std::exit(1);
}

void record(const std::string& file, const blocks& all, std::size_t hosts, std::size_t seconds) {
  std::filesystem::remove(file);
  const auto writer = recording_writer::open(file);
  require(writer.has_value());
  std::vector<std::uint16_t> streams;
  for (std::size_t host = 0; host < hosts; ++host)
    streams.push_back(*(*writer)->add_stream("host" + std::to_string(host), "HOST", "Global"));
  const std::clock_t before = std::clock();
  for (std::size_t second = 0; second < seconds; ++second)
    for (std::size_t host = 0; host < hosts; ++host)
      require((*writer)
                  ->write_block(streams[host], at(second), all[(second + 3 * host) % all.size()])
                  .has_value());
  const double used = static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
  const auto& totals = (*writer)->totals();
  std::printf("%zu hosts, %zu s: %.2f %% of %.0f KB a block, %.2f %% of a core at 1 Hz\n", hosts, seconds,
              100.0 * static_cast<double>(totals.file_bytes) / static_cast<double>(totals.raw_bytes),
              static_cast<double>(totals.raw_bytes) / static_cast<double>(totals.blocks) / 1e3,
              100.0 * used / static_cast<double>(seconds));
}

double milliseconds_since(wall_clock::time_point start) {
  return std::chrono::duration<double, std::milli>(wall_clock::now() - start).count();
}

void seek(const std::string& file, const blocks& all, std::size_t seconds) {
  std::mt19937 random(2);
  const auto start = wall_clock::now();
  const auto reader = recording_reader::open(file);
  require(reader.has_value());
  const double opened = milliseconds_since(start);
  std::vector<double> times;
  byte_buffer block;
  for (int i = 0; i < 200; ++i) {
    const std::size_t second = random() % seconds;
    const auto asked = wall_clock::now();
    (*reader)->seek((*reader)->streams()[0].id, at(second));
    const auto entry = (*reader)->next();
    require(entry && entry->time == at(second) && (*reader)->read_block(*entry, block));
    times.push_back(milliseconds_since(asked));
    require(block == all[second % all.size()]);
  }
  std::sort(times.begin(), times.end());
  std::printf(
      "%zu s in %.0f MB: opened in %.1f ms, any second in %.2f ms (median), %.2f ms (slowest of 200)\n",
      seconds, static_cast<double>(std::filesystem::file_size(file)) / 1e6, opened, times[100], times.back());
}

}  // namespace

int main(int count, char** arguments) {
  const blocks all = count > 1 ? read_folder(arguments[1]) : made_up_server();
  if (all.empty()) return 2;
  const std::string file = (std::filesystem::temp_directory_path() / "recording_cost.perfdata").string();
  record(file, all, 1, all.size());
  record(file, all, 50, 30);
  constexpr std::size_t day = 86'400;
  const std::size_t seconds = all[0].size() < 200'000 ? day : day / 24;
  record(file, all, 1, seconds);
  seek(file, all, seconds);
  std::filesystem::remove(file);
}
