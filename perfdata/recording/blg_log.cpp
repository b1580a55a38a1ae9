#include <algorithm>
#include <fmt/format.h>
#include <vector>

#include <perfdata/recording/blg_counter_list.hpp>
#include <perfdata/recording/blg_events.hpp>
#include <perfdata/recording/blg_log.hpp>
#include <perfdata/recording/blg_records.hpp>
#include <perfdata/recording/blg_sample.hpp>
#include <perfdata/recording/blg_zone.hpp>

namespace perfdata {
namespace {

using log_time = std::chrono::sys_time<hundred_ns>;
using log_id = std::array<std::uint8_t, 16>;

bool is_plausible(log_time local) noexcept {
  using namespace std::chrono;
  return local > sys_days(year(1990) / 1 / 1) && local < sys_days(year(2200) / 1 / 1);
}

class blg_log final : public counter_log_reader {
 public:
  explicit blg_log(std::unique_ptr<blg_events> events) : events_(std::move(events)) {}

  result<void> begin() {
    auto first = events_->first_buffer();
    if (!first) return failure(first.error());
    auto zone = blg_zone::parse(*first);
    if (zone)
      rules_ = std::move(*zone);
    else
      events_->notices().add(0, zone.error().message + "; times are taken for UTC");
    kept_ = events_->notices();
    if (auto found = find_lists(); !found) return found;
    return rewind();
  }

  const pdh_zone& zone() const noexcept override { return zone_; }
  std::span<const log_column> columns() const noexcept override { return columns_.columns(); }
  log_progress progress() const noexcept override { return events_->progress(); }
  const log_notices& notices() const noexcept override { return events_->notices(); }

  // A log that was appended to may bring another list anywhere, so the whole file is looked through; samples
  // are decoded where they can tell something new.
  result<void> learn_columns() override {
    if (auto done = rewind(); !done) return done;
    blg_event event;
    log_sample sample;
    for (;;) {
      const auto more = events_->next(event);
      if (!more) return failure(more.error());
      if (!*more) return rewind();
      note_description(event);
      if (event.type != blg::event_sample) continue;
      if (const auto* decoder = decoder_of(event.log); decoder != nullptr && decoder->may_grow())
        take(event, sample);
    }
  }

  result<bool> read(log_sample& sample) override {
    blg_event event;
    for (;;) {
      auto more = events_->next(event);
      if (!more || !*more) return more;
      note_description(event);
      if (event.type == blg::event_sample && take(event, sample)) return true;
    }
  }

  result<void> rewind() override {
    events_->notices() = kept_;
    events_->go_to(0);
    return {};
  }

  result<void> seek(log_time time) override {
    std::uint64_t low = 0;  // a sample from here on is before `time`, or it is the first buffer
    std::uint64_t high = events_->buffers();
    log_notices before = events_->notices();
    while (high - low > 1) {
      const std::uint64_t middle = low + (high - low) / 2;
      const auto first = first_time_from(middle);
      if (!first) return failure(first.error());
      (*first && **first < time ? low : high) = middle;
    }
    events_->notices() = std::move(before);
    events_->go_to(low);
    return {};
  }

 private:
  struct described {
    log_id log{};
    std::uint64_t offset = 0;
    std::unique_ptr<blg_sample_decoder> decoder{};
  };

  // Counter lists and names stand in front of the samples, each once in a file.
  result<void> find_lists() {
    events_->go_to_start_of_file();
    blg_event event;
    bool any_event = false;
    for (;;) {
      const auto more = events_->next(event);
      if (!more) return failure(more.error());
      if (!*more) break;
      any_event = true;
      note_description(event);
      if (event.type != blg::event_sample) continue;
      if (zone_.name.empty() && is_plausible(from_filetime(event.time)))
        zone_ = rules_.at(from_filetime(event.time));
      log_sample first;
      if (decoder_of(event.log) != nullptr && take(event, first)) break;
    }
    if (zone_.name.empty()) zone_ = rules_.at({});
    for (const auto& one : lists_) one.decoder->name_columns();
    if (!lists_.empty()) return {};
    return failure(
        {.code = errc::malformed_data,
         .message = fmt::format("\"{}\" is an ETW log {}", events_->path(),
                                any_event ? "of counters whose list is missing" : "but none of counters"),
         .advice = "give a log that logman, PerfMon or relog wrote"});
  }

  void note_description(const blg_event& event) {
    if (event.type == blg::event_names && described_up_to_ <= event.offset) {
      names_.add(event.body, event.offset, events_->notices());
      described_up_to_ = event.offset + 1;
    } else if (event.type == blg::event_counter_list && lists_.size() < most_lists && !is_known(event)) {
      auto list = parse_counter_list(event.body, event.offset, events_->notices());
      std::erase_if(lists_, [&](const auto& one) { return one.log == event.log; });
      lists_.push_back(
          {event.log, event.offset,
           std::make_unique<blg_sample_decoder>(std::move(list), columns_, names_, events_->notices())});
    }
  }

  [[nodiscard]] bool is_known(const blg_event& event) const {
    return std::ranges::any_of(
        lists_, [&](const auto& one) { return one.log == event.log && one.offset == event.offset; });
  }

  [[nodiscard]] blg_sample_decoder* decoder_of(const log_id& log) noexcept {
    const auto found = std::ranges::find(lists_, log, &described::log);
    return found == lists_.end() ? nullptr : found->decoder.get();
  }

  bool take(const blg_event& event, log_sample& sample) {
    const auto local = from_filetime(event.time);
    auto* decoder = decoder_of(event.log);
    if (decoder == nullptr || !is_plausible(local)) {
      events_->notices().add(event.offset, decoder == nullptr
                                               ? "a sample was skipped: its counter list is missing"
                                               : "a sample was skipped: its time is no time");
      return false;
    }
    sample.time = local + rules_.bias_at(local);
    sample.values.clear();
    decoder->decode(event.body, event.offset, sample);
    return true;
  }

  // The time of the first sample that begins in this buffer or after it.
  result<std::optional<log_time>> first_time_from(std::uint64_t buffer) {
    events_->go_to(buffer);
    blg_event event;
    for (;;) {
      const auto more = events_->next(event);
      if (!more) return failure(more.error());
      if (!*more) return std::nullopt;
      const auto local = from_filetime(event.time);
      if (event.type == blg::event_sample && is_plausible(local)) return local + rules_.bias_at(local);
    }
  }

  static constexpr std::size_t most_lists = 64;  // of logs that were appended to one file

  std::unique_ptr<blg_events> events_;
  blg_zone rules_;
  pdh_zone zone_;
  column_list columns_;
  blg_names names_;
  std::vector<described> lists_;
  std::uint64_t described_up_to_ = 0;
  log_notices kept_;  // of opening
};

}  // namespace

result<std::unique_ptr<counter_log_reader>> open_blg_log(std::unique_ptr<random_file> file) {
  auto events = blg_events::open(std::move(file));
  if (!events) return failure(events.error());
  auto log = std::make_unique<blg_log>(std::move(*events));
  if (auto begun = log->begin(); !begun) return failure(begun.error());
  return log;
}

}  // namespace perfdata
