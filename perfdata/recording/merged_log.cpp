#include <algorithm>
#include <fmt/format.h>

#include <perfdata/recording/column_list.hpp>
#include <perfdata/recording/merged_log.hpp>

namespace perfdata {
namespace {

class merged_log final : public counter_log_reader {
 public:
  explicit merged_log(std::vector<std::unique_ptr<counter_log_reader>> logs) {
    for (auto& log : logs) parts_.push_back({.log = std::move(log)});
    adopt_columns();
  }

  const pdh_zone& zone() const noexcept override {
    return parts_.empty() ? utc_ : parts_.front().log->zone();
  }
  std::span<const log_column> columns() const noexcept override { return columns_.columns(); }
  const log_notices& notices() const noexcept override { return notices_; }

  log_progress progress() const noexcept override {
    log_progress all;
    for (const auto& one : parts_) {
      const auto [done, total] = one.log->progress();
      all.done += done;
      all.total += total;
    }
    return all;
  }

  result<void> learn_columns() override {
    for (auto& one : parts_)
      if (auto learned = one.log->learn_columns(); !learned) return learned;
    adopt_columns();
    return rewind();
  }

  result<void> rewind() override {
    for (auto& one : parts_) {
      if (auto done = one.log->rewind(); !done) return done;
      one.state = part::nothing;
    }
    return {};
  }

  result<void> seek(std::chrono::sys_time<hundred_ns> time) override {
    for (auto& one : parts_) {
      if (auto done = one.log->seek(time); !done) return done;
      one.state = part::nothing;
    }
    return {};
  }

  result<bool> read(log_sample& sample) override {
    for (auto& one : parts_) {
      if (one.state != part::nothing) continue;
      auto more = one.log->read(one.next);
      if (!more) return more;
      one.state = *more ? part::waiting : part::ended;
    }
    adopt_columns();
    gather_notices();
    const auto earliest = std::ranges::min_element(parts_, {}, [](const part& one) {
      return one.state == part::waiting ? one.next.time : std::chrono::sys_time<hundred_ns>::max();
    });
    if (earliest == parts_.end() || earliest->state != part::waiting) return false;
    start(sample, earliest->next.time);
    for (auto& one : parts_)
      if (one.state == part::waiting && one.next.time == sample.time) add(one, sample);
    return true;
  }

 private:
  struct part {
    enum kind : std::uint8_t { nothing, waiting, ended };
    std::unique_ptr<counter_log_reader> log{};
    std::vector<std::uint32_t> position{};  // by the log's column: ours
    log_sample next{};
    kind state = nothing;
  };
  static constexpr std::uint32_t none = ~std::uint32_t{0};

  void adopt_columns() {
    for (auto& one : parts_) {
      const auto all = one.log->columns();
      while (one.position.size() < all.size())
        one.position.push_back(columns_.find_or_add(all[one.position.size()]).value_or(none));
    }
  }

  void start(log_sample& sample, std::chrono::sys_time<hundred_ns> time) const {
    sample.time = time;
    sample.fresh.clear();
    sample.raw.resize(columns_.size());
    for (auto& one : sample.raw) one.value.reset();
    sample.values.assign(columns_.size(), {});
  }

  static void add(part& from, log_sample& sample) {
    from.state = part::nothing;
    const auto put = [&](const auto& source, auto& target) {
      for (std::size_t i = 0; i < source.size() && i < from.position.size(); ++i)
        if (from.position[i] != none && source[i].value) target[from.position[i]] = source[i];
    };
    put(from.next.raw, sample.raw);
    for (std::size_t i = 0; i < from.next.values.size() && i < from.position.size(); ++i) {
      const auto column = from.position[i];
      if (column != none && !sample.values[column].value) sample.values[column] = from.next.values[i];
    }
  }

  void gather_notices() {
    std::uint64_t count = 0;
    for (const auto& one : parts_) count += one.log->notices().list().size() + one.log->notices().omitted();
    if (count == gathered_) return;
    gathered_ = count;
    notices_.clear();
    for (std::size_t i = 0; i < parts_.size(); ++i)
      for (const auto& notice : parts_[i].log->notices().list())
        notices_.add(notice.offset, fmt::format("log {}: {}", i + 1, notice.message));
  }

  pdh_zone utc_{.name = "UTC"};
  std::vector<part> parts_;
  column_list columns_;
  log_notices notices_;
  std::uint64_t gathered_ = 0;
};

}  // namespace

std::unique_ptr<counter_log_reader> merge_logs(std::vector<std::unique_ptr<counter_log_reader>> logs) {
  return std::make_unique<merged_log>(std::move(logs));
}

}  // namespace perfdata
