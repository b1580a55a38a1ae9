#include "monitor/cli/log_copy.hpp"

#include "monitor/cli/report.hpp"
#include "monitor/cli/terminal.hpp"

#include <chrono>
#include <fmt/format.h>

namespace perfdata::cli {
namespace {

using clock = std::chrono::steady_clock;

// A line on a terminal that is drawn over a few times a second; nothing elsewhere.
class progress_line {
 public:
  progress_line() : is_shown_(is_terminal(stderr)) {}
  progress_line(const progress_line&) = delete;
  progress_line& operator=(const progress_line&) = delete;
  ~progress_line() {
    if (drawn_) tell("\n");
  }

  void show(const log_progress& at, std::uint64_t samples, bool is_last) {
    constexpr std::chrono::milliseconds pause{200};
    if (!is_shown_ || (!is_last && clock::now() - last_ < pause)) return;
    last_ = clock::now();
    drawn_ = true;
    const double seconds = std::chrono::duration<double>(last_ - begun_).count();
    constexpr double megabyte = 1e6;
    const double speed = seconds > 0 ? static_cast<double>(at.done) / megabyte / seconds : 0;
    const double share =
        at.total != 0 ? 100.0 * static_cast<double>(at.done) / static_cast<double>(at.total) : 100.0;
    tell(fmt::format("\r{:5.1f} %  {:.1f} MB  {:.0f} MB/s  {} samples", share,
                     static_cast<double>(at.done) / megabyte, speed, samples));
  }

 private:
  bool is_shown_;
  bool drawn_ = false;
  clock::time_point begun_ = clock::now();
  clock::time_point last_ = begun_;
};

}  // namespace

result<std::uint64_t> copy_log(counter_log_reader& from, counter_log_writer& to, std::uint64_t most,
                               const interrupt& signals) {
  if (to.columns_come_first())
    if (auto learned = from.learn_columns(); !learned) return failure(learned.error());
  progress_line line;
  log_sample sample;
  std::uint64_t samples = 0;
  while (samples != most && !signals.requested()) {
    const auto more = from.read(sample);
    if (!more) return failure(more.error());
    if (!*more) break;
    if (auto written = to.write(from.columns(), sample); !written) return failure(written.error());
    line.show(from.progress(), ++samples, false);
  }
  line.show(from.progress(), samples, true);
  if (auto finished = to.finish(from.columns()); !finished) return failure(finished.error());
  return samples;
}

bool report_skipped(const std::string& label, const log_notices& notices) {
  for (const auto& [offset, message] : notices.list())
    note(message.find(fmt::format("\"{}\"", label)) != std::string::npos  // a recording's own words
             ? message
             : fmt::format("{} at 0x{:x}: {}", label, offset, message));
  if (notices.omitted() != 0) note(fmt::format("{}: and {} more like these", label, notices.omitted()));
  return !notices.list().empty();
}

}  // namespace perfdata::cli
