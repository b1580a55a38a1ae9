#include "monitor/cli/row_table.hpp"
#include "monitor/cli/sample_writer.hpp"
#include "monitor/core/local_time.hpp"

#include <fmt/format.h>

namespace perfdata::cli {
namespace {

/// One line a value, the local time in front.
class line_writer final : public sample_writer {
 public:
  explicit line_writer(std::FILE* out) : out_(out) {}

  void write(const watch_sample& sample) override {
    const auto time = to_local(sample.time);
    for (const auto& line : table_lines(sample.rows))
      fmt::print(out_, "{:02}:{:02}:{:02}.{:03}  {}\n", time.hour, time.minute, time.second, time.millisecond,
                 line);
  }

 private:
  std::FILE* out_;
};

}  // namespace

std::unique_ptr<sample_writer> make_line_writer(std::FILE* out) {
  return std::make_unique<line_writer>(out);
}

}  // namespace perfdata::cli
