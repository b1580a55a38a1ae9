// A log of counter values over time: the one concept behind binary logs, PDH's texts, databases, JSON lines
// and recordings. Columns are counters, samples are moments; both come one after the other, so that a log of
// any size needs the memory of one sample.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <perfdata/base/clock.hpp>
#include <perfdata/base/result.hpp>
#include <perfdata/cook/cooked_value.hpp>
#include <perfdata/recording/pdh_time.hpp>
#include <perfdata/sample/counter_sample.hpp>

namespace perfdata {

/// A counter of the log. A value.
struct log_column {
  std::string path{};                  ///< \\machine\Object(parent/instance#n)\Counter, as the log has it
  std::optional<counter_type> type{};  ///< none where a log holds finished numbers only
  std::int32_t default_scale = 0;
};

/// One moment. A value, reused from sample to sample. Both lists go by column; one that is shorter than the
/// columns has nothing for the rest.
struct log_sample {
  std::chrono::sys_time<hundred_ns> time{};
  std::vector<counter_sample> raw{};   ///< what the counters were; an entry without `value` has none
  std::vector<cooked_value> values{};  ///< what they come to; filled by readers of logs without raw values
  std::vector<std::uint32_t> fresh{};  ///< columns that another process took over under the same name: their
                                       ///< older sample is not theirs
};

/// Something that was skipped, and where. A value.
struct log_notice {
  std::uint64_t offset = 0;  ///< bytes from the start of the file
  std::string message{};     ///< one sentence without a full stop
};

/// What a reader skipped: the first of them in words, the others counted. A value.
class log_notices {
 public:
  static constexpr std::size_t most = 100;

  void add(std::uint64_t offset, std::string message) {
    if (list_.size() < most)
      list_.push_back({offset, std::move(message)});
    else
      ++omitted_;
  }
  [[nodiscard]] std::span<const log_notice> list() const noexcept { return list_; }
  [[nodiscard]] std::uint64_t omitted() const noexcept { return omitted_; }
  void clear() noexcept { *this = {}; }

 private:
  std::vector<log_notice> list_;
  std::uint64_t omitted_ = 0;
};

/// How far a reader is, in bytes of its file; 0 of 0 when that has no meaning.
struct log_progress {
  std::uint64_t done = 0;
  std::uint64_t total = 0;
};

/// A resource. One thread at a time. Damage never ends a reading: it is skipped and noticed.
class counter_log_reader {
 public:
  counter_log_reader() = default;
  counter_log_reader(const counter_log_reader&) = delete;
  counter_log_reader& operator=(const counter_log_reader&) = delete;
  virtual ~counter_log_reader() = default;

  /// The zone of the machine that wrote the log: what local times are in. UTC where the log does not say.
  [[nodiscard]] virtual const pdh_zone& zone() const noexcept = 0;

  /// The columns so far. Reading may add some at the end; none moves or goes.
  [[nodiscard]] virtual std::span<const log_column> columns() const noexcept = 0;

  /// Makes columns() complete, where necessary by reading all of the log; then stands at its start. For
  /// writers that must say all columns first. Errors: those of read().
  [[nodiscard]] virtual result<void> learn_columns() { return rewind(); }

  /// The next sample in the order of the log; false at its end. Errors: errc::system_failure when the file
  /// cannot be read any more.
  [[nodiscard]] virtual result<bool> read(log_sample& sample) = 0;

  /// Back to the first sample.
  [[nodiscard]] virtual result<void> rewind() = 0;

  /// Goes to a sample before `time`, near it where the format allows, or to the first one. Which it is
  /// depends on the format: a caller drops what comes too early, and has the older sample that a rate at
  /// `time` needs. Assumes that time goes forward in the log.
  [[nodiscard]] virtual result<void> seek(std::chrono::sys_time<hundred_ns> time) {
    static_cast<void>(time);
    return rewind();
  }

  [[nodiscard]] virtual log_progress progress() const noexcept { return {}; }

  /// What was skipped since the start or the last rewind().
  [[nodiscard]] virtual const log_notices& notices() const noexcept = 0;
};

/// A resource. finish() must be called for a whole log; without it what was written is left as it is.
class counter_log_writer {
 public:
  counter_log_writer() = default;
  counter_log_writer(const counter_log_writer&) = delete;
  counter_log_writer& operator=(const counter_log_writer&) = delete;
  virtual ~counter_log_writer() = default;

  /// Whether the format states its columns once, before the first sample; later ones are then left out.
  [[nodiscard]] virtual bool columns_come_first() const noexcept = 0;

  /// `columns`: all of the log's so far, of which each call sees a longer list or the same. `sample` with its
  /// values cooked. Errors: errc::system_failure when it cannot be written.
  [[nodiscard]] virtual result<void> write(std::span<const log_column> columns, const log_sample& sample) = 0;

  /// Writes what is still held: of a log without samples its columns, where the format has a place for them.
  /// Errors: as write().
  [[nodiscard]] virtual result<void> finish(std::span<const log_column> columns) = 0;
};

}  // namespace perfdata
