#include <gtest/gtest.h>
#include <tests/support/blg_writer.hpp>
#include <tests/support/log_reading.hpp>

#include <perfdata/build/block_builder.hpp>
#include <perfdata/recording/blg_log.hpp>
#include <perfdata/recording/blg_records.hpp>

using namespace perfdata;
using namespace std::chrono_literals;
using test::blg_sample_writer;
using test::blg_shape;
using test::blg_writer;
using test::read_cooked;

namespace {

constexpr std::int64_t second = 10'000'000;
constexpr std::int64_t noon = 131246704000000000;  // 2016-11-26

std::unique_ptr<counter_log_reader> opened(byte_buffer bytes) {
  auto log = open_blg_log(random_file::in_memory(std::move(bytes), "log"));
  EXPECT_TRUE(log) << (log ? "" : log.error().message);
  return log ? std::move(*log) : nullptr;
}

// A rate, so that a sample depends on the one before it.
void describe_rate(blg_writer& log) {
  log.counter_list({{.object = "System", .counter = "Calls/sec", .type = counter_type::bulk_count}});
}

byte_buffer rate_sample(int number) {
  const auto n = static_cast<std::uint64_t>(number);
  return blg_sample_writer().value({.first = n * n, .second = n * second}).finish();
}

constexpr const char* rate_path = R"(\\HOST\System\Calls/sec)";

class BothPointerSizes : public testing::TestWithParam<bool> {};
INSTANTIATE_TEST_SUITE_P(BlgLog, BothPointerSizes, testing::Bool(),
                         [](const auto& instance) { return instance.param ? "SixtyFour" : "ThirtyTwo"; });

TEST_P(BothPointerSizes, CountersAreReadAndTheirTimesTurnedToUtc) {
  blg_writer writer({.is_64_bit = GetParam(), .bias_minutes = 60});
  describe_rate(writer);
  for (int i = 0; i < 3; ++i) writer.sample(noon + i * second, rate_sample(i));
  auto log = opened(writer.finish());
  ASSERT_TRUE(log);
  EXPECT_EQ(log->zone(), (pdh_zone{"Test Time", 60}));
  const auto samples = read_cooked(std::move(log));
  ASSERT_EQ(samples.size(), 3U);
  EXPECT_EQ(samples[0].time, from_filetime(noon) + 1h);
  EXPECT_EQ(samples[0].values.at(rate_path), std::nullopt);
  EXPECT_EQ(samples[1].values.at(rate_path), 1);
  EXPECT_EQ(samples[2].values.at(rate_path), 3);
}

TEST(BlgLog, WildcardsBringInstancesThatComeAndGo) {
  blg_writer writer;
  writer.counter_list(
      {{.object = "Process", .instance = "*", .counter = "Threads", .flags = blg::entry_is_wildcard},
       {.object = "Memory", .counter = "Free"}});
  const auto sample = [](const std::vector<std::string>& names) {
    std::vector<std::pair<std::string, pdh_raw>> items;
    for (const auto& name : names) items.push_back({name, {.first = name.size()}});
    return blg_sample_writer().array(items).value({.first = 7}).finish();
  };
  writer.sample(noon, sample({"a", "svchost", "svchost"}));
  writer.sample(noon + second, sample({"a", "svchost"}));
  writer.sample(noon + 2 * second, sample({"bb", "a", "svchost", "svchost"}));
  auto log = opened(writer.finish());
  ASSERT_TRUE(log);
  ASSERT_TRUE(log->learn_columns());
  std::vector<std::string> paths;
  for (const auto& column : log->columns()) paths.push_back(column.path);
  EXPECT_EQ(paths,
            (std::vector<std::string>{R"(\\HOST\Process(a)\Threads)", R"(\\HOST\Process(svchost)\Threads)",
                                      R"(\\HOST\Process(svchost#1)\Threads)", R"(\\HOST\Memory\Free)",
                                      R"(\\HOST\Process(bb)\Threads)"}));
  const auto samples = read_cooked(std::move(log));
  ASSERT_EQ(samples.size(), 3U);
  EXPECT_EQ(samples[0].values.size(), 4U);
  EXPECT_EQ(samples[1].values.size(), 3U);
  EXPECT_EQ(samples[2].values.at(R"(\\HOST\Process(bb)\Threads)"), 2);
}

byte_buffer process_block(const std::vector<std::pair<std::string, std::uint64_t>>& processes,
                          std::int64_t time) {
  block_builder block({.system_name = "HOST", .perf_freq = second, .perf_time_100ns = time});
  auto object = block.add_object({.title_index = 230});
  const auto cpu = object.add_counter({.title_index = 6, .type = counter_type::timer_100ns});
  const auto id = object.add_counter({.title_index = 784, .type = counter_type::rawcount});
  for (const auto& [name, process] : processes) {
    auto row = object.add_instance(name);
    row.set(cpu, static_cast<std::uint64_t>(time - noon) / 2 + process * 1000 * second);
    row.set(id, process);
  }
  return block.finish();
}

// A log that another was appended to: the second list is found wherever it stands.
TEST(BlgLog, ColumnsOfAListFurtherOnAreLearnedToo) {
  blg_writer writer({.buffer_size = 0x400});
  describe_rate(writer);
  for (int i = 0; i < 20; ++i) writer.sample(noon + i * second, rate_sample(i));
  writer.counter_list({{.object = "Memory", .counter = "Free"}});
  writer.sample(noon + 20 * second, blg_sample_writer().value({.first = 7}).finish());
  auto log = opened(writer.finish());
  ASSERT_TRUE(log);
  EXPECT_EQ(log->columns().size(), 1U);
  ASSERT_TRUE(log->learn_columns());
  EXPECT_EQ(log->columns().size(), 2U);
  const auto samples = read_cooked(std::move(log));
  ASSERT_EQ(samples.size(), 21U);
  EXPECT_TRUE(samples.back().values.contains(R"(\\HOST\Memory\Free)"));
}

TEST(BlgLog, WholeBlocksBringTheCountersThatTheListNames) {
  blg_writer writer;
  writer.names("HOST", {{230, "Prozess"}, {6, "Prozessorzeit"}, {784, "Kennung"}});
  writer.counter_list(
      {{.object = "Prozess", .instance = "*", .counter = "Prozessorzeit", .flags = blg::entry_is_block}});
  for (int i = 0; i < 2; ++i)
    writer.sample(
        noon + i * second,
        blg_sample_writer().block(process_block({{"a", 10}, {"b", 11}}, noon + i * second)).finish());
  const auto samples = read_cooked(opened(writer.finish()));
  ASSERT_EQ(samples.size(), 2U);
  EXPECT_EQ(samples[1].values.size(), 2U);
  EXPECT_EQ(samples[1].values.at(R"(\\HOST\Prozess(a)\Prozessorzeit)"), 50);
}

// svchost#1 is another process after svchost has gone: no rate over two processes.
TEST(BlgLog, NameThatAnotherProcessTakesOverBeginsAnew) {
  blg_writer writer;
  writer.counter_list({{.object = "*", .instance = "*", .counter = "*", .flags = blg::entry_is_block}});
  writer.sample(noon, blg_sample_writer().block(process_block({{"s", 10}, {"s", 11}}, noon)).finish());
  writer.sample(noon + second, blg_sample_writer().block(process_block({{"s", 11}}, noon + second)).finish());
  writer.sample(noon + 2 * second,
                blg_sample_writer().block(process_block({{"s", 11}}, noon + 2 * second)).finish());
  const auto samples = read_cooked(opened(writer.finish()), {});
  ASSERT_EQ(samples.size(), 3U);
  const std::string path = R"(\\HOST\Process(s)\% Processor Time)";
  EXPECT_EQ(samples[1].values.at(path), std::nullopt);
  EXPECT_EQ(samples[2].values.at(path), 50);
}

TEST(BlgLog, SampleInSeveralPartsIsPutTogetherAcrossBuffers) {
  blg_writer writer({.buffer_size = 0x1000, .largest_event = 400});
  std::vector<test::blg_entry> list;
  for (int i = 0; i < 100; ++i)
    list.push_back({.object = "o", .instance = std::to_string(i), .counter = "c"});
  writer.counter_list(list);
  for (int s = 0; s < 5; ++s) {
    blg_sample_writer sample;
    for (int i = 0; i < 100; ++i) sample.value({.first = static_cast<std::uint64_t>(1000 * s + i)});
    writer.sample(noon + s * second, sample.finish());
  }
  const auto samples = read_cooked(opened(writer.finish()));
  ASSERT_EQ(samples.size(), 5U);
  EXPECT_EQ(samples[4].values.at(R"(\\HOST\o(99)\c)"), 4099);
}

TEST(BlgLog, StatusesThatAreNoDataHaveNoValue) {
  blg_writer writer;
  writer.counter_list({{.object = "o", .counter = "a"}, {.object = "o", .counter = "b"}});
  writer.sample(noon, blg_sample_writer().value({.first = 5}, 0xC0000BC6).value({.first = 6}, 1).finish());
  const auto samples = read_cooked(opened(writer.finish()));
  ASSERT_EQ(samples.size(), 1U);
  EXPECT_EQ(samples[0].values.size(), 1U);
  EXPECT_EQ(samples[0].values.at(R"(\\HOST\o\b)"), 6);
}

TEST(BlgLog, CircularLogIsReadFromItsOldestBuffer) {
  for (const std::size_t kept : {std::size_t{1}, std::size_t{2}}) {
    blg_writer writer({.buffer_size = 0x400, .circular = true});
    describe_rate(writer);
    for (std::size_t i = 0; i < kept; ++i) writer.end_buffer();
    for (int i = 0; i < 60; ++i) writer.sample(noon + i * second, rate_sample(i));
    auto log = opened(writer.finish_ring(kept, 7));
    ASSERT_TRUE(log);
    const auto samples = read_cooked(std::move(log));
    ASSERT_GT(samples.size(), 20U);
    ASSERT_LT(samples.size(), 60U);
    EXPECT_EQ(samples.back().time, from_filetime(noon + 59 * second));
    for (std::size_t i = 1; i < samples.size(); ++i) EXPECT_EQ(samples[i].time - samples[i - 1].time, 1s);
  }
}

TEST(BlgLog, CircularLogThatBeginsInTheMiddleOfASampleHasNoDamage) {
  blg_writer writer({.buffer_size = 0x400, .largest_event = 300, .circular = true});
  std::vector<test::blg_entry> list;
  for (int i = 0; i < 20; ++i) list.push_back({.object = "o", .instance = std::to_string(i), .counter = "c"});
  writer.counter_list(list);
  for (int s = 0; s < 40; ++s) {
    blg_sample_writer sample;
    for (int i = 0; i < 20; ++i) sample.value({.first = static_cast<std::uint64_t>(s)});
    writer.sample(noon + s * second, sample.finish());
  }
  auto log = opened(writer.finish_ring(5, 8));
  ASSERT_TRUE(log);
  const auto* reader = log.get();
  const auto whole = query_log(std::move(log), {});
  const auto samples = test::read_all(*whole);
  ASSERT_GT(samples.size(), 4U);
  EXPECT_EQ(samples.back().values.at(R"(\\HOST\o(0)\c)"), 39);
  EXPECT_TRUE(reader->notices().list().empty()) << reader->notices().list().front().message;
}

TEST(BlgLog, DamagedBufferCostsItsSamplesOnly) {
  blg_writer writer({.buffer_size = 0x400});
  describe_rate(writer);
  for (int i = 0; i < 60; ++i) writer.sample(noon + i * second, rate_sample(i));
  const auto sound = writer.finish();
  const auto whole = read_cooked(opened(sound)).size();
  for (const std::size_t at : {0x800U, 0x830U, 0x848U}) {  // size of the buffer, bytes used, size of an event
    auto bytes = sound;
    for (std::size_t i = 0; i < 4; ++i) bytes[at + i] = std::byte{0xEE};
    const auto log = opened(bytes);
    ASSERT_TRUE(log);
    const auto samples = test::read_all(*log);
    EXPECT_GT(samples.size(), whole - 10) << at;
    EXPECT_LT(samples.size(), whole) << at;
    ASSERT_EQ(log->notices().list().size(), 1U) << at;
    EXPECT_EQ(log->notices().list()[0].offset & ~std::uint64_t{0x3FF}, 0x800U) << at;
  }
}

TEST(BlgLog, MissingPartIsNoticedAndTheNextSampleRead) {
  blg_writer writer({.buffer_size = 0x400, .largest_event = 300});
  std::vector<test::blg_entry> list;
  for (int i = 0; i < 20; ++i) list.push_back({.object = "o", .instance = std::to_string(i), .counter = "c"});
  writer.counter_list(list);
  for (int s = 0; s < 12; ++s) {
    blg_sample_writer sample;
    for (int i = 0; i < 20; ++i) sample.value({.first = static_cast<std::uint64_t>(s)});
    writer.sample(noon + s * second, sample.finish());
  }
  auto bytes = writer.finish();
  const auto whole = test::read_all(*opened(bytes)).size();
  const std::size_t place = bytes.size() - 0x400 * 4;  // a buffer in the middle of the samples
  bytes.erase(bytes.begin() + static_cast<std::ptrdiff_t>(place),
              bytes.begin() + static_cast<std::ptrdiff_t>(place + 0x400));
  const auto log = opened(bytes);
  ASSERT_TRUE(log);
  const auto left = test::read_all(*log).size();
  EXPECT_LT(left, whole);
  EXPECT_GE(left, whole - 3);
  EXPECT_FALSE(log->notices().list().empty());
}

TEST(BlgLog, LogThatIsCutAnywhereIsReadAsFarAsItGoes) {
  blg_writer writer({.buffer_size = 0x400});
  describe_rate(writer);
  for (int i = 0; i < 12; ++i) writer.sample(noon + i * second, rate_sample(i));
  const auto bytes = writer.finish();
  std::size_t most = 0;
  for (std::size_t size = 0; size < bytes.size(); size += 7) {
    const auto log = open_blg_log(
        random_file::in_memory({bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size)}, "log"));
    if (!log) continue;
    const auto samples = test::read_all(**log).size();
    EXPECT_GE(samples, most);
    most = samples;
  }
  EXPECT_GE(most, 11U);
}

TEST(BlgLog, SeekGoesToASampleBefore) {
  blg_writer writer({.buffer_size = 0x400});
  describe_rate(writer);
  for (int i = 0; i < 500; ++i) writer.sample(noon + i * second, rate_sample(i));
  const auto log = opened(writer.finish());
  ASSERT_TRUE(log);
  for (const int target : {0, 1, 137, 499, 5000}) {
    ASSERT_TRUE(log->seek(from_filetime(noon + target * second)));
    log_sample first;
    ASSERT_TRUE(*log->read(first));
    EXPECT_LE(first.time, from_filetime(noon + std::max(target - 1, 0) * second));
    EXPECT_GE(first.time, from_filetime(noon + (std::min(target, 500) - 20) * second));
  }
  EXPECT_TRUE(log->notices().list().empty());
}

TEST(BlgLog, SaysWhatIsNoCounterLog) {
  const auto code_of = [](byte_buffer bytes) {
    const auto log = open_blg_log(random_file::in_memory(std::move(bytes), "log"));
    return log ? std::optional<errc>{} : log.error().code;
  };
  EXPECT_EQ(code_of({}), errc::truncated_data);
  EXPECT_EQ(code_of(byte_buffer(20)), errc::truncated_data);
  EXPECT_EQ(code_of(byte_buffer(5000)), errc::malformed_data);
  blg_writer foreign;
  EXPECT_EQ(code_of(foreign.finish()), errc::malformed_data);
  blg_writer without_list;
  without_list.sample(noon, rate_sample(1));
  EXPECT_EQ(code_of(without_list.finish()), errc::malformed_data);
}

// Lengths that lie: every 32-bit field of a log overstated in turn.
TEST(BlgLog, OverstatedLengthsAreNeverBelieved) {
  blg_writer writer({.buffer_size = 0x400});
  writer.counter_list(
      {{.object = "Process", .instance = "*", .counter = "Threads", .flags = blg::entry_is_wildcard},
       {.object = "Memory", .counter = "Free"}});
  writer.sample(noon, blg_sample_writer().array({{"a", {}}, {"b", {}}}).value({}).finish());
  const auto sound = writer.finish();
  for (std::size_t at = 0; at + 4 <= sound.size(); at += 4) {
    auto bytes = sound;
    for (std::size_t i = 0; i < 4; ++i) bytes[at + i] = std::byte{0xF7};
    if (auto log = open_blg_log(random_file::in_memory(std::move(bytes), "log"))) {
      EXPECT_LE(test::read_all(**log).size(), 1U);
    }
  }
}

}  // namespace
