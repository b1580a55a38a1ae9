#include "monitor/cli/sample_writer.hpp"
#include "monitor/core/local_time.hpp"

#include <fmt/format.h>
#include <optional>
#include <string>
#include <unordered_map>

#include <perfdata/recording/pdh_text.hpp>

namespace perfdata::cli {
namespace {

/// The columns are those of the first sample: a log has one header.
class pdh_writer final : public sample_writer {
 public:
  pdh_writer(pdh_format format, std::FILE* out) : format_(format), out_(out) {}

  void write(const watch_sample& sample) override {
    if (columns_.empty()) begin(sample);
    std::vector<std::optional<double>> values(columns_.size());
    for (const auto& shown : sample.rows)
      if (const auto column = columns_.find(shown.path); column != columns_.end())
        values[column->second] = shown.cooked.value;
    fmt::print(out_, "{}", pdh_line(format_, to_local(sample.time), values));
  }

 private:
  void begin(const watch_sample& sample) {
    std::vector<std::string> paths;
    for (const auto& shown : sample.rows)
      if (columns_.try_emplace(shown.path, paths.size()).second) paths.push_back(shown.path);
    fmt::print(out_, "{}", pdh_header(format_, zone_at(sample.time), paths));
  }

  pdh_format format_;
  std::FILE* out_;
  std::unordered_map<std::string, std::size_t> columns_;
};

}  // namespace

std::unique_ptr<sample_writer> make_pdh_writer(watch_format format, std::FILE* out) {
  return std::make_unique<pdh_writer>(format == watch_format::tsv ? pdh_format::tsv : pdh_format::csv, out);
}

}  // namespace perfdata::cli
