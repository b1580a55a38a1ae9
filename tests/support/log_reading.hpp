// Logs of counters read to their end, for tests that look at what was in them.
#pragma once

#include <chrono>
#include <gtest/gtest.h>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <perfdata/recording/counter_log.hpp>
#include <perfdata/recording/log_query.hpp>
#include <perfdata/recording/random_file.hpp>

namespace perfdata::test {

/// A sample as a person thinks of it: when, and the values that are there by path.
struct read_sample {
  std::chrono::sys_time<hundred_ns> time{};
  std::map<std::string, std::optional<double>> values{};
};

/// Every sample from where the log stands; values as the log has them.
[[nodiscard]] inline std::vector<read_sample> read_all(counter_log_reader& log) {
  std::vector<read_sample> all;
  log_sample sample;
  for (;;) {
    const auto more = log.read(sample);
    EXPECT_TRUE(more) << more.error().message;
    if (!more || !*more) return all;
    read_sample one{.time = sample.time};
    for (std::size_t i = 0; i < sample.values.size(); ++i)
      if (sample.values[i].value || (i < sample.raw.size() && sample.raw[i].value))
        one.values[log.columns()[i].path] = sample.values[i].value;
    all.push_back(std::move(one));
  }
}

/// Raw values cooked on the way.
[[nodiscard]] inline std::vector<read_sample> read_cooked(std::unique_ptr<counter_log_reader> log,
                                                          log_query query = {}) {
  const auto cooked = query_log(std::move(log), std::move(query));
  return read_all(*cooked);
}

[[nodiscard]] inline std::unique_ptr<random_file> text_file(std::string_view text) {
  byte_buffer bytes;
  for (const char c : text) bytes.push_back(static_cast<std::byte>(c));
  return random_file::in_memory(std::move(bytes), "text");
}

/// A log made of samples that a test writes down, without raw values.
class scripted_log final : public counter_log_reader {
 public:
  scripted_log(std::vector<log_column> columns, std::vector<log_sample> samples)
      : columns_(std::move(columns)), samples_(std::move(samples)) {}

  const pdh_zone& zone() const noexcept override { return zone_; }
  std::span<const log_column> columns() const noexcept override { return columns_; }
  const log_notices& notices() const noexcept override { return notices_; }
  result<void> rewind() override {
    next_ = 0;
    return {};
  }
  result<bool> read(log_sample& sample) override {
    if (next_ == samples_.size()) return false;
    sample = samples_[next_++];
    return true;
  }

 private:
  pdh_zone zone_{.name = "UTC"};
  std::vector<log_column> columns_;
  std::vector<log_sample> samples_;
  std::size_t next_ = 0;
  log_notices notices_;
};

}  // namespace perfdata::test
