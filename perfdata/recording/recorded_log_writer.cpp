#include <algorithm>
#include <array>
#include <filesystem>
#include <fmt/format.h>
#include <system_error>

#include <perfdata/recording/log_blocks.hpp>
#include <perfdata/recording/recorded_log.hpp>
#include <perfdata/recording/recording_writer.hpp>

namespace perfdata {
namespace {

class recorded_log_writer final : public counter_log_writer {
 public:
  explicit recorded_log_writer(std::unique_ptr<recording_writer> recording)
      : recording_(std::move(recording)) {}

  // So that the first title table names them all.
  bool columns_come_first() const noexcept override { return true; }

  result<void> write(std::span<const log_column> columns, const log_sample& sample) override {
    blocks_.learn(columns);
    streams_.resize(blocks_.objects().size());
    const bool has_raw =
        std::ranges::any_of(sample.raw, [](const auto& one) { return one.value.has_value(); });
    const bool has_values = std::ranges::any_of(sample.values, &cooked_value::has_value);
    if (!has_raw && has_values)
      return failure({.code = errc::invalid_argument,
                      .message = "the log holds finished numbers only; a recording needs raw values",
                      .advice = "write csv, tsv, sqlite or jsonl"});
    for (std::size_t object = 0; object < streams_.size(); ++object)
      if (const auto block = blocks_.block(std::array{object}, columns, sample))
        if (auto written = write_block(object, sample, *block); !written) return written;
    return {};
  }

  result<void> finish(std::span<const log_column>) override { return recording_->close(); }

 private:
  // Of an object.
  struct stream {
    std::optional<std::uint16_t> id{};
    std::size_t titles_written = 0;  // names in the table that was written last
  };

  result<void> write_block(std::size_t object, const log_sample& sample, const byte_buffer& block) {
    const auto& [machine, name, title_index] = blocks_.objects()[object];
    auto& into = streams_[object];
    if (!into.id) {
      const auto added = recording_->add_stream(machine, machine, fmt::to_string(title_index));
      if (!added) return failure(added.error());
      into.id = *added;
    }
    if (into.titles_written != blocks_.names().size()) {
      const auto titles = blocks_.names().table();
      if (auto written = recording_->write_titles(*into.id, sample.time, "Counter 009", titles); !written)
        return written;
      into.titles_written = blocks_.names().size();
    }
    return recording_->write_block(*into.id, sample.time, block);
  }

  std::unique_ptr<recording_writer> recording_;
  log_blocks blocks_{finished_numbers::left_out};
  std::vector<stream> streams_;  // of blocks_.objects()
};

}  // namespace

result<std::unique_ptr<counter_log_writer>> create_recorded_log(const std::string& path) {
  const std::filesystem::path file(std::u8string(path.begin(), path.end()));
  std::error_code failed;
  if (std::filesystem::is_regular_file(file)) std::filesystem::remove(file, failed);
  if (failed)
    return failure({.code = errc::system_failure,
                    .message = fmt::format("cannot replace \"{}\": {}", path, failed.message()),
                    .advice = "check the path and its permissions"});
  auto recording = recording_writer::open(path);
  if (!recording) return failure(recording.error());
  return std::make_unique<recorded_log_writer>(std::move(*recording));
}

}  // namespace perfdata
