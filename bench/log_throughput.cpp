// How fast logs are read: log_throughput [MEGABYTES]. Binary logs of that size are made up in the three
// shapes that Windows writes (single values, arrays of instances, whole blocks), read to their end, and held
// against reading the same file with plain read(2). A PDH-CSV of the values is read beside them.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <tests/support/blg_writer.hpp>
#include <tests/support/server_scene.hpp>
#include <vector>

#include <perfdata/recording/blg_records.hpp>
#include <perfdata/recording/counter_log_format.hpp>
#include <perfdata/recording/log_query.hpp>

namespace {

using namespace perfdata;

constexpr std::int64_t second = 10'000'000;
constexpr std::int64_t noon = 131'246'704'000'000'000;

void require(bool done, const char* what) {
  if (done) return;
  std::printf("%s failed\n", what);
  std::exit(1);
}

pdh_raw moving(std::size_t counter, std::size_t sample) {
  return {.first = counter * 1000 + sample * 7,
          .second = static_cast<std::uint64_t>(noon + static_cast<std::int64_t>(sample) * second)};
}

void list_values(test::blg_writer& log) {
  std::vector<test::blg_entry> entries;
  for (std::size_t i = 0; i < 100; ++i)
    entries.push_back({.object = "Process",
                       .instance = "p" + std::to_string(i),
                       .counter = "% Processor Time",
                       .type = counter_type::timer_100ns});
  log.counter_list(entries);
}

byte_buffer values(std::size_t sample) {
  test::blg_sample_writer records;
  for (std::size_t i = 0; i < 100; ++i) records.value(moving(i, sample));
  return records.finish();
}

void list_array(test::blg_writer& log) {
  log.counter_list({{.object = "Process",
                     .instance = "*",
                     .counter = "% Processor Time",
                     .type = counter_type::timer_100ns,
                     .flags = blg::entry_is_wildcard}});
}

byte_buffer array(std::size_t sample) {
  std::vector<std::pair<std::string, pdh_raw>> items;
  for (std::size_t i = 0; i < 200; ++i) items.emplace_back("process " + std::to_string(i), moving(i, sample));
  return test::blg_sample_writer().array(items).finish();
}

void list_block(test::blg_writer& log) {
  log.names("HOST", {{230, "Process"}, {6, "% Processor Time"}});
  log.counter_list(
      {{.object = "Process", .instance = "*", .counter = "% Processor Time", .flags = blg::entry_is_block}});
}

byte_buffer block(std::size_t sample) {
  return test::blg_sample_writer()
      .block(test::build_server_block(test::server_64_kib, static_cast<std::uint32_t>(1000 + sample)))
      .finish();
}

struct shape {
  const char* name;
  void (*describe)(test::blg_writer&);
  byte_buffer (*sample)(std::size_t);
};

// A part is made once and stands in the file again and again; only its order matters to a reader.
std::uint64_t write_log(const std::string& file, const shape& what, std::uint64_t bytes) {
  test::blg_writer log;
  what.describe(log);
  std::uint64_t written = 0;
  for (std::size_t i = 0; written < bytes; ++i) {
    const auto records = what.sample(i);
    log.sample(noon + static_cast<std::int64_t>(i) * second, records);
    written += records.size();
  }
  test::write_bytes(file, log.finish());
  return std::filesystem::file_size(file);
}

double now() {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

// The best of five, so that what else the machine does is left out.
template <class Pass>
double best_rate(std::uint64_t bytes, Pass pass) {
  double best = 0;
  for (int i = 0; i < 5; ++i) {
    const double before = now();
    pass();
    best = std::max(best, static_cast<double>(bytes) / 1e6 / std::max(now() - before, 1e-6));
  }
  return best;
}

std::size_t read_plainly(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  std::vector<char> part(1U << 20U);
  std::size_t sum = 0;
  while (in.read(part.data(), static_cast<std::streamsize>(part.size())) || in.gcount() > 0)
    sum += static_cast<std::size_t>(in.gcount());
  return sum;
}

std::size_t read_log(const std::string& file, bool cooked) {
  auto log = open_counter_log(file);
  require(log.has_value(), "opening a log");
  auto reader = cooked ? query_log(std::move(*log), {}) : std::move(*log);
  log_sample sample;
  std::size_t samples = 0;
  for (;; ++samples) {
    const auto more = reader->read(sample);
    require(more.has_value(), "reading a log");
    if (!*more) return samples;
  }
}

void report(const char* name, const std::string& file) {
  const auto bytes = std::filesystem::file_size(file);
  const std::size_t samples = read_log(file, false);
  const double plain = best_rate(bytes, [&] { require(read_plainly(file) == bytes, "reading a file"); });
  const double raw = best_rate(bytes, [&] { require(read_log(file, false) == samples, "reading again"); });
  const double cooked = best_rate(bytes, [&] { require(read_log(file, true) == samples, "cooking"); });
  std::printf("%-12s %8.0f MB %8zu samples %8.0f MB/s read %8.0f MB/s cooked %8.0f MB/s plain\n", name,
              static_cast<double>(bytes) / 1e6, samples, raw, cooked, plain);
}

void convert(const std::string& from, const std::string& to) {
  auto log = open_counter_log(from);
  require(log.has_value(), "opening a log");
  auto reader = query_log(std::move(*log), {});
  require(reader->learn_columns().has_value(), "reading a log");
  const auto writer = create_counter_log(to, log_format::pdh_csv, reader->zone(), "throughput");
  require(writer.has_value(), "creating a log");
  log_sample sample;
  for (auto more = reader->read(sample); more && *more; more = reader->read(sample))
    require((*writer)->write(reader->columns(), sample).has_value(), "writing a log");
  require((*writer)->finish(reader->columns()).has_value(), "writing a log");
}

}  // namespace

int main(int count, char** arguments) {
  const std::uint64_t megabytes = count > 1 ? std::strtoull(arguments[1], nullptr, 10) : 200;
  if (megabytes == 0 || megabytes > 100'000) {
    std::puts("usage: log_throughput [MEGABYTES]");
    return 2;
  }
  const auto folder = std::filesystem::temp_directory_path();
  const std::string file = (folder / "log_throughput.blg").string();
  const std::string text = (folder / "log_throughput.csv").string();
  for (const shape& each : {shape{"blg values", list_values, values}, shape{"blg arrays", list_array, array},
                            shape{"blg blocks", list_block, block}}) {
    write_log(file, each, megabytes * 1'000'000);
    report(each.name, file);
    if (each.sample == values) {
      convert(file, text);
      report("csv", text);
    }
  }
  std::filesystem::remove(file);
  std::filesystem::remove(text);
}
