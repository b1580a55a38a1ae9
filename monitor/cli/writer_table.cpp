#include "monitor/cli/printable.hpp"
#include "monitor/cli/resume_watch.hpp"
#include "monitor/cli/row_table.hpp"
#include "monitor/cli/sample_writer.hpp"
#include "monitor/cli/terminal.hpp"
#include "monitor/core/local_time.hpp"

#include <fmt/format.h>
#include <string>
#include <vector>

namespace perfdata::cli {
namespace {

/// A table that each sample draws over, cut to the window so that lines never wrap or scroll. The last one
/// stays.
class table_writer final : public sample_writer {
 public:
  explicit table_writer(std::FILE* out) : out_(out) {}

  void write(const watch_sample& sample) override {
    const auto window = size_of_terminal(out_);
    const auto time = to_local(sample.time);
    std::vector<std::string> lines{fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02}, sample {}, Ctrl-C ends",
                                               time.year, time.month, time.day, time.hour, time.minute,
                                               time.second, ++samples_)};
    for (const auto& trouble : sample.troubles) lines.push_back(printable(trouble));
    for (auto& line : table_lines(sample.rows)) lines.push_back(std::move(line));
    fit(lines, window.lines > 2 ? window.lines - 1 : 1);
    if (resumed_.happened()) drawn_ = 0;
    std::string frame = rewind();
    for (const auto& line : lines) frame += fmt::format("{}\n", first_columns(line, window.columns - 1));
    drawn_ = lines.size();
    fmt::print(out_, "{}", frame);
  }

  [[nodiscard]] bool shows_troubles() const noexcept override { return true; }

 private:
  static void fit(std::vector<std::string>& lines, std::size_t room) {
    if (lines.size() <= room) return;
    const std::size_t hidden = lines.size() - room + 1;
    lines.resize(room - 1);
    lines.push_back(fmt::format("and {} more: make the window taller or ask for fewer", hidden));
  }

  // Up to the first line of the frame before, and everything below it cleared (ECMA-48 CUU and ED).
  [[nodiscard]] std::string rewind() const {
    return drawn_ == 0 ? std::string{} : fmt::format("\r\x1b[{}A\x1b[J", drawn_);
  }

  std::FILE* out_;
  resume_watch resumed_;
  std::size_t drawn_ = 0;
  std::uint64_t samples_ = 0;
};

}  // namespace

std::unique_ptr<sample_writer> make_table_writer(std::FILE* out) {
  return std::make_unique<table_writer>(out);
}

}  // namespace perfdata::cli
