#include <filesystem>
#include <map>
#include <optional>

#include <perfdata/names/title_table.hpp>
#include <perfdata/recording/block_columns.hpp>
#include <perfdata/recording/column_list.hpp>
#include <perfdata/recording/recorded_answers.hpp>
#include <perfdata/recording/recorded_log.hpp>
#include <perfdata/recording/recording_reader.hpp>
#include <perfdata/view/data_block.hpp>

namespace perfdata {
namespace {

class recorded_log final : public counter_log_reader {
 public:
  recorded_log(std::unique_ptr<recording_reader> recording, std::uint64_t size)
      : recording_(std::move(recording)), size_(size) {}

  const pdh_zone& zone() const noexcept override { return zone_; }
  std::span<const log_column> columns() const noexcept override { return columns_.columns(); }
  log_progress progress() const noexcept override { return {recording_->position(), size_}; }
  const log_notices& notices() const noexcept override { return notices_; }

  result<void> learn_columns() override { return learn_columns_from_samples(*this); }

  result<bool> read(log_sample& sample) override {
    sample.values.clear();
    sample.fresh.clear();
    sample.raw.resize(columns_.size());
    for (auto& one : sample.raw) one.value.reset();
    bool any = false;
    for (;;) {
      if (!ahead_) ahead_ = recording_->next();
      if (!ahead_ || (any && ahead_->time != sample.time)) break;
      const auto entry = *std::exchange(ahead_, std::nullopt);
      if (entry.kind != entry_kind::block || !take(entry, sample)) continue;
      sample.time = entry.time;
      any = true;
    }
    gather_damage();
    return any;
  }

  result<void> rewind() override {
    ahead_.reset();
    recording_->rewind();
    return {};
  }

  result<void> seek(std::chrono::sys_time<hundred_ns> time) override {
    ahead_.reset();
    std::optional<std::uint64_t> earliest;
    for (const auto& stream : recording_->streams()) {
      recording_->seek(stream.id, time - hundred_ns(1));
      earliest = std::min(earliest.value_or(recording_->position()), recording_->position());
    }
    if (earliest) recording_->move_to(*earliest);
    return {};
  }

 private:
  bool take(const recorded_entry& entry, log_sample& sample) {
    const auto* stream = recording_->find_stream(entry.stream);
    if (stream == nullptr || !recording_->read_block(entry, bytes_)) return false;
    const auto block = data_block::parse(bytes_);
    if (!block) {
      add_notice(entry.offset, block.error().message);
      return false;
    }
    blocks_.take(*block, names_of(stream->host, entry.offset), sample);
    return true;
  }

  const title_table& names_of(const std::string& host, std::uint64_t position) {
    const auto [known, is_new] = names_.try_emplace(host);
    if (!is_new) return known->second;
    byte_buffer bytes;
    if (!recording_->read_titles(host, "Counter 009", position, bytes)) bytes = base_title_table();
    if (auto table = title_table::parse(bytes)) known->second = std::move(*table);
    return known->second;
  }

  void add_notice(std::uint64_t offset, std::string message) { notices_.add(offset, std::move(message)); }

  void gather_damage() {
    const auto damages = recording_->damages();
    for (; damages_seen_ < damages.size(); ++damages_seen_)
      add_notice(damages[damages_seen_].begin, damages[damages_seen_].what);
  }

  std::unique_ptr<recording_reader> recording_;
  std::uint64_t size_;
  pdh_zone zone_{.name = "UTC"};
  column_list columns_;
  block_columns blocks_{columns_, {}};
  std::map<std::string, title_table> names_;
  std::optional<recorded_entry> ahead_;
  byte_buffer bytes_;
  log_notices notices_;
  std::size_t damages_seen_ = 0;
};

}  // namespace

result<std::unique_ptr<counter_log_reader>> open_recorded_log(const std::string& path) {
  auto recording = recording_reader::open(path);
  if (!recording) return failure(recording.error());
  std::error_code unknown;
  const auto size = std::filesystem::file_size(std::u8string(path.begin(), path.end()), unknown);
  auto log = std::make_unique<recorded_log>(std::move(*recording), unknown ? 0 : size);
  // The columns of the first sample are known from the start, as those of other logs are.
  log_sample first;
  if (auto read = log->read(first); !read) return failure(read.error());
  if (auto done = log->rewind(); !done) return failure(done.error());
  return log;
}

}  // namespace perfdata
