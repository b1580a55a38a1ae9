// The forms in which `perfdata watch` writes what it collects.
#pragma once

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include <perfdata/base/clock.hpp>
#include <perfdata/collect/row.hpp>

namespace perfdata::cli {

/// What every source brought at one moment. A value.
struct watch_sample {
  std::chrono::sys_time<hundred_ns> time{};
  std::vector<row>
      rows{};  ///< sources in their order; those of one that did not answer have the status stale
  std::vector<std::string>
      troubles{};  ///< "<source>: <what is wrong>", for each that did not answer or left an object out
};

enum class watch_format : std::uint8_t { text, csv, tsv, jsonl };

/// A resource. The stream must outlive it; who made it flushes and checks the stream.
class sample_writer {
 public:
  sample_writer() = default;
  sample_writer(const sample_writer&) = delete;
  sample_writer& operator=(const sample_writer&) = delete;
  virtual ~sample_writer() = default;

  virtual void write(const watch_sample& sample) = 0;

  /// Whether write() shows the troubles; otherwise they belong on standard error.
  [[nodiscard]] virtual bool shows_troubles() const noexcept { return false; }
};

/// Chooses by format; text is a live table when `out` is a terminal and plain lines otherwise.
[[nodiscard]] std::unique_ptr<sample_writer> make_writer(watch_format format, std::FILE* out);

[[nodiscard]] std::unique_ptr<sample_writer> make_pdh_writer(watch_format format, std::FILE* out);
[[nodiscard]] std::unique_ptr<sample_writer> make_jsonl_writer(std::FILE* out);
[[nodiscard]] std::unique_ptr<sample_writer> make_line_writer(std::FILE* out);
[[nodiscard]] std::unique_ptr<sample_writer> make_table_writer(std::FILE* out);

}  // namespace perfdata::cli
