#include "monitor/cli/row_text.hpp"
#include "monitor/cli/sample_writer.hpp"
#include "monitor/core/utc_time.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace perfdata::cli {
namespace {

/// One object a sample: {"time":…,"values":[…]}, and "troubles":["<source>: <what is wrong>"] while there
/// are.
class jsonl_writer final : public sample_writer {
 public:
  explicit jsonl_writer(std::FILE* out) : out_(out) {}

  void write(const watch_sample& sample) override {
    nlohmann::ordered_json values = nlohmann::ordered_json::array();
    for (const auto& shown : sample.rows) values.push_back(row_as_json(shown));
    nlohmann::ordered_json line{{"time", utc_time(sample.time)}, {"values", std::move(values)}};
    if (!sample.troubles.empty()) line["troubles"] = sample.troubles;
    fmt::print(out_, "{}\n", to_json_text(line));
  }

 private:
  std::FILE* out_;
};

}  // namespace

std::unique_ptr<sample_writer> make_jsonl_writer(std::FILE* out) {
  return std::make_unique<jsonl_writer>(out);
}

}  // namespace perfdata::cli
